using InverseRepro.Engine.Parity;
using InverseRepro.HierarchicalQuantization.Parity;

namespace InverseRepro.HierarchicalQuantization;

/// <summary>What arXiv 2601.22244 contributes to the command.</summary>
public static class HierarchicalQuantizationCatalog
{
    /// <summary>The networks of the paper, to be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References => VqVaeFamily.Families;
}
