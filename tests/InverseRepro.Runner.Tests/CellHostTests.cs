using InverseRepro.Experiments;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.TestWorker;
using static InverseRepro.Runner.Tests.Toys;

namespace InverseRepro.Runner.Tests;

public sealed class CellHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_measurement_name_must_be_plain() => Fault(cell => cell.Record("PSNR (dB)", 1))
        .Should().Be("'PSNR (dB)' is no name for a measurement; use lower case letters, digits, underscores and dots, e.g. 'mse01'");

    [Fact]
    public void A_measurement_is_recorded_once() => Fault(cell =>
    {
        cell.Record("mse01", 1);
        cell.Record("mse01", 1, index: 2);
        cell.Record("mse01", 1, index: 2);
    }).Should().Be("the measurement 'mse01' with index 2 is recorded twice");

    [Fact]
    public void An_artefact_name_is_a_plain_file_name() => Fault(cell => cell.NewArtefact("../escape"))
        .Should().Be("'../escape' is no name for an artefact; use a plain file name of lower case letters, digits, '.', '_' and '-'");

    [Fact]
    public void An_artefact_of_a_cell_that_is_not_required_is_refused() => Fault(cell => cell.RequiredArtefact("train", "weights.txt"))
        .Should().Be("test asks for the artefact 'weights.txt' of train, which is not among its requirements or has no artefacts");

    [Fact]
    public void A_required_artefact_that_changed_is_refused()
    {
        var path = Path.Combine(_folder.Path, "weights.txt");
        File.WriteAllText(path, "other weights");
        Fault(cell => cell.RequiredArtefact("train", "weights.txt"), new RequiredFile("train", CellId.DefaultVariant, "weights.txt", path, "00"))
            .Should().Be($"{path} is not what was recorded (its SHA-256 differs); run again to measure it anew");
    }

    [Fact]
    public void Progress_is_thinned_out()
    {
        var reports = new List<CellProgress>();
        Run(cell =>
        {
            for (var step = 0; step < 10_000; step++)
                cell.Report("training", step / 10_000.0, loss: 1);
        }, reports.Add);
        reports.Should().HaveCountLessThan(100).And.HaveElementAt(0, new CellProgress("training", 0, 1));
    }

    private string Fault(Action<ICell> run, params RequiredFile[] required) =>
        Run(run, _ => { }, required).Should().BeOfType<CellOutcome.Failed>().Which.Message;

    private CellOutcome Run(Action<ICell> run, Action<CellProgress> progress, params RequiredFile[] required)
    {
        var settings = new Dictionary<(Scale, string), ToySettings> { [(Scale.Micro, CellId.DefaultVariant)] = new() };
        var experiment = Experiment.Define("test", "A toy.", settings, _ => [], (_, cell) => run(cell));
        var request = new CellRequest(Cell("test"), "cpu", _folder.Path, _folder.Path, required);
        return new CellHost(new ExperimentCatalog([experiment])).Run(request, progress, _ => { }, CancellationToken.None);
    }
}
