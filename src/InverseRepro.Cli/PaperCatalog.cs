using InverseRepro.Experiments;

namespace InverseRepro.Cli;

/// <summary>The composition root: every paper's experiments.</summary>
public static class PaperCatalog
{
    public static IReadOnlyList<Experiment> Experiments => [];
}
