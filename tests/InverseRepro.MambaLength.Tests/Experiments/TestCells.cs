using InverseRepro.Experiments;

namespace InverseRepro.MambaLength.Tests.Experiments;

/// <summary>Cells in this process, whose artefacts lie in one folder, and what they measured.</summary>
internal sealed class TestCells(ulong seed = 1001) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cells").FullName;

    /// <summary>What <paramref name="run"/> measured in a cell of its own.</summary>
    public Dictionary<(string Name, int? Index), double> Run(string experiment, string variant, Action<ICell> run)
    {
        var cell = new Cell(this, new CellId(experiment, variant, Scale.Micro, new Seed(seed)));
        run(cell);
        return cell.Measured;
    }

    public byte[] Artefact(string experiment, string variant, string name) => File.ReadAllBytes(PathOf(experiment, variant, name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string experiment, string variant, string name) => Path.Combine(_folder, $"{experiment}@{variant}.{name}");

    private sealed class Cell(TestCells cells, CellId id) : ICell
    {
        public Dictionary<(string Name, int? Index), double> Measured { get; } = [];

        public CellId Id => id;

        public Seed Seed => id.Seed;

        public string Device => "cpu";

        public string DataRoot => SharedFiles.Data("");

        public CancellationToken Cancellation => CancellationToken.None;

        public void Record(string name, double value, string unit = "1", int? index = null) => Measured.Add((name, index), value);

        public string NewArtefact(string name) => cells.PathOf(id.Experiment, id.Variant, name);

        public string RequiredArtefact(string experiment, string artefact, string variant = CellId.DefaultVariant) => cells.PathOf(experiment, variant, artefact);

        public void Report(string activity, double fraction, double? loss = null) => fraction.Should().BeInRange(0, 1);
    }
}
