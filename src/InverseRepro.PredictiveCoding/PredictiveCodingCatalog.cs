using InverseRepro.Engine.Parity;
using InverseRepro.PredictiveCoding.Parity;

namespace InverseRepro.PredictiveCoding;

/// <summary>The networks of arXiv 2401.09237.</summary>
public static class PredictiveCodingCatalog
{
    /// <summary>To be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References { get; } = [.. CreFamily.Families, .. CreVitFamily.Families];
}
