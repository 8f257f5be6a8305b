using InverseRepro.Engine.Parity;
using InverseRepro.MambaLength.Parity;

namespace InverseRepro.MambaLength;

/// <summary>The networks of arXiv 2603.12499.</summary>
public static class MambaLengthCatalog
{
    /// <summary>To be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References { get; } = [.. MambaFamily.Families, .. PatchReconstructionFamily.Families];
}
