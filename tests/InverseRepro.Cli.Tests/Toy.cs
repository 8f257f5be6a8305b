using InverseRepro.Cli.Session;
using InverseRepro.DataFiles.Catalogue;
using InverseRepro.Experiments;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;

namespace InverseRepro.Cli.Tests;

/// <summary>An experiment that measures at once, in this process.</summary>
internal static class Toy
{
    /// <param name="loss">Of the plain variant, with a little noise by seed; below zero it breaks; the variant "worse" has none, "same" the same.</param>
    /// <param name="noise">Added once more at every measurement: a toy that does not repeat.</param>
    /// <param name="early">Added to seeds 1 to 6 only.</param>
    /// <param name="declared">Whether it is said what a toy with some loss takes; of the others nothing is.</param>
    public static ReproParts Parts(double loss = 1, bool missingData = false, double noise = 0, double early = 0, bool declared = true)
    {
        var measured = 0;
        Experiment[] experiments = [Experiment.Define("toy", "A toy.", Enum.GetValues<Scale>().SelectMany(scale => new (string Variant, double Loss)[]
        {
            (CellId.DefaultVariant, loss), ("worse", 0), ("same", loss),
        }, (scale, toy) => (scale, toy)).ToDictionary(t => (t.scale, t.toy.Variant), t => new ToySettings(t.toy.Loss)),
        _ => missingData ? [new Requirement.Data("Toys", _ => DataProbe.Missing("there is no toy data"))] : [],
            (settings, cell) => Measure(settings, cell, noise * measured++ + (cell.Seed.Value <= 6 ? early : 0)),
            settings => declared && settings.Loss != 0 ? new ThousandBytes() : null)];
        return new ReproParts(experiments, _ => new InProcessExecutor(new CellHost(new ExperimentCatalog(experiments))),
            new Copying(), TimeProvider.System)
        {
            Data =
            [
                new DataSet("toys", "toys", "toys", [new DataPart(new Uri("https://example.org/toys.zip"),
                    new DataFile("toys/toys.zip", 2_000, Checksum.Sha256(new string('a', 64))))]) { Read = _ => { } },
            ],
        };
    }

    private static void Measure(ToySettings settings, ICell cell, double shift)
    {
        if (settings.Loss < 0)
            throw new InvalidOperationException("the toy broke");
        cell.Record("loss", settings.Loss + 0.01 * cell.Seed.Value * cell.Seed.Value % 0.07 + shift);
        File.WriteAllText(cell.NewArtefact("grid.png"), $"picture {settings.Loss}");
    }

    /// <summary>"Reconstructs" by joining the picture and what the cell left.</summary>
    private sealed class Copying : IPictureInversion
    {
        public IReadOnlyList<string> Models => ["toy", "other"];

        public IReadOnlyList<CellId> Cells(Scale scale, string model) => [new CellId("toy", CellId.DefaultVariant, scale, new Seed(1))];

        public void WriteGrid(string image, string output, Scale scale, string model, string device, Func<CellId, string, string> artefact) =>
            File.WriteAllText(output, $"{Path.GetFileName(image)} by {model} on {device}: {File.ReadAllText(artefact(Cells(Scale.Micro, model)[0], "grid.png"))}");
    }

    internal sealed record ToySettings(double Loss);

    /// <summary>Nothing to compute: the two seconds in which every cell starts.</summary>
    private sealed record ThousandBytes() : CellWork(Macs: 0, Bytes: 1_000)
    {
        protected override double CpuMacsPerSecond => 1;

        protected override double ProcessBytes => 0;
    }
}
