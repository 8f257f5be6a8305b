using InverseRepro.Experiments;

namespace InverseRepro.Tests;

/// <summary>A cell in this process, whose artefacts lie in a folder of its own and whose required cells are other test cells.</summary>
internal sealed class TestCell(string experiment, string variant = CellId.DefaultVariant, ulong seed = 1001, string? dataRoot = null, params IReadOnlyList<TestCell> required)
    : ICell, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cell").FullName;

    public Dictionary<(string Name, int? Index), double> Measured { get; } = [];

    public CellId Id { get; } = new(experiment, variant, Scale.Micro, new Seed(seed));

    public Seed Seed => Id.Seed;

    public string Device => "cpu";

    public string DataRoot => dataRoot ?? SharedFiles.Data("");

    public CancellationToken Cancellation => CancellationToken.None;

    public void Record(string name, double value, string unit = "1", int? index = null) => Measured.Add((name, index), value);

    public string NewArtefact(string name) => Path.Combine(_folder, name);

    public string RequiredArtefact(string experiment, string artefact, string variant = CellId.DefaultVariant) =>
        required.Single(cell => cell.Id.Experiment == experiment && cell.Id.Variant == variant).NewArtefact(artefact);

    public void Report(string activity, double fraction, double? loss = null) => fraction.Should().BeInRange(0, 1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
