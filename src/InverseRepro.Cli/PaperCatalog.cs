using InverseRepro.Cli.Session;
using InverseRepro.Experiments;

namespace InverseRepro.Cli;

/// <summary>The composition root: every paper's experiments.</summary>
public static class PaperCatalog
{
    public static IReadOnlyList<Experiment> Experiments => [];

    /// <summary>How <c>repro invert</c> reconstructs a picture.</summary>
    public static IPictureInversion Inversion { get; } = new NoInversion();

    private sealed class NoInversion : IPictureInversion
    {
        public IReadOnlyList<CellId> Cells(Scale scale) => throw new UsageException("no paper offers to invert pictures yet");

        public void WriteGrid(string image, string output, string device, Func<CellId, string, string> artefact) => Cells(Scale.Micro);
    }
}
