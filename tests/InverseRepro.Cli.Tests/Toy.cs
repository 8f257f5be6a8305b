using InverseRepro.Cli.Session;
using InverseRepro.Experiments;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;

namespace InverseRepro.Cli.Tests;

/// <summary>An experiment that measures at once, in this process.</summary>
internal static class Toy
{
    /// <param name="loss">Of the plain variant, less a little by seed; the variant "worse" has none, "same" the same.</param>
    public static ReproParts Parts(double loss = 1)
    {
        Experiment[] experiments = [Experiment.Define("toy", "A toy.", new Dictionary<(Scale, string), ToySettings>
        {
            [(Scale.Micro, CellId.DefaultVariant)] = new(loss),
            [(Scale.Micro, "worse")] = new(0),
            [(Scale.Micro, "same")] = new(loss),
        }, _ => [], Measure)];
        return new ReproParts(experiments, _ => new InProcessExecutor(new CellHost(new ExperimentCatalog(experiments))),
            new Copying(), TimeProvider.System);
    }

    private static void Measure(ToySettings settings, ICell cell)
    {
        cell.Record("loss", settings.Loss + 0.01 * cell.Seed.Value * cell.Seed.Value % 0.07);
        File.WriteAllText(cell.NewArtefact("grid.png"), $"picture {settings.Loss}");
    }

    /// <summary>"Reconstructs" by joining the picture and what the cell left.</summary>
    private sealed class Copying : IPictureInversion
    {
        public IReadOnlyList<CellId> Cells(Scale scale) => [new CellId("toy", CellId.DefaultVariant, scale, new Seed(1))];

        public void WriteGrid(string image, string output, string device, Func<CellId, string, string> artefact) =>
            File.WriteAllText(output, $"{Path.GetFileName(image)} on {device}: {File.ReadAllText(artefact(Cells(Scale.Micro)[0], "grid.png"))}");
    }

    internal sealed record ToySettings(double Loss);
}
