using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;
using InverseRepro.Runner.TestWorker;
using static InverseRepro.Runner.Tests.Toys;

namespace InverseRepro.Runner.Tests;

public sealed class PlannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Puts_required_cells_before_those_that_read_them_and_shares_them()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        toy.Reproduction.Plan([Cell("probe"), Cell("train"), Cell("other"), Cell("probe")]).Cells.Arms()
            .Should().Equal("train", "probe", "other");
    }

    [Fact]
    public async Task Seeds_share_the_fixed_networks_they_are_about()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var seeds = Enumerable.Range(1, 5).Select(seed => Cell("probe-fixed") with { Seed = new Seed((ulong)seed) });
        toy.Reproduction.Plan(seeds).Cells.Select(c => $"{c.Id.Arm} {c.Id.Seed}").Should().Equal(
            "train 1", "probe-fixed 1", "train 2", "probe-fixed 2", "probe-fixed 3", "probe-fixed 4", "probe-fixed 5");
    }

    [Fact]
    public async Task Nothing_is_left_to_run_once_all_is_stored()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        await toy.MeasureAsync(Cell("probe"), Cell("other"));
        var observer = new RecordingObserver();

        var again = await toy.MeasureAsync(observer, Cell("probe"), Cell("other"));

        observer.Started.Should().BeEmpty();
        again.Cells.Values.Should().OnlyContain(c => c.State == CellState.Measured && c.Record != null);
    }

    [Fact]
    public async Task Changed_settings_run_exactly_the_cell_and_its_dependents_again()
    {
        await using (var before = ToyRun.InProcess(_folder.Path))
            await before.MeasureAsync(Cell("probe"), Cell("other"));
        await using var after = ToyRun.InProcess(_folder.Path, new ToySettings(Rate: 0.25));
        after.Reproduction.Plan([Cell("probe"), Cell("other")]).ToRun.Arms().Should().Equal("train", "probe");
    }

    [Fact]
    public async Task Changed_data_runs_exactly_its_readers_again()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        WriteData(toy, "one");
        await toy.MeasureAsync(Cell("after-data"), Cell("read-data"), Cell("other"));
        WriteData(toy, "two");
        toy.Reproduction.Plan([Cell("after-data"), Cell("other")]).ToRun.Arms().Should().Equal("read-data", "after-data");
    }

    [Fact]
    public async Task Missing_data_leaves_a_cell_and_its_dependents_not_measurable_with_the_reason()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var result = await toy.MeasureAsync(Cell("after-data"), Cell("other"));
        result.Cells[Cell("after-data")].Should().Match<CellResult>(c =>
            c.State == CellState.NotMeasurable && c.Problem!.StartsWith("the toy data is missing: no file "));
        result.Cells[Cell("other")].State.Should().Be(CellState.Measured);
    }

    [Fact]
    public async Task A_damaged_artefact_is_measured_again_and_said()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var record = (await toy.MeasureAsync(Cell("probe"), Cell("train"))).Cells[Cell("train")].Record!;
        var path = toy.Artefacts.Verified(record.Artefacts[0]);
        var content = File.ReadAllText(path);
        File.WriteAllText(path, new string('0', content.Length));

        var plan = toy.Reproduction.Plan([Cell("probe"), Cell("train")]);
        plan.Cells.Select(c => $"{c.State} {c.Id}: {c.Reason}").Should().Equal("Stored probe micro seed 1: in the store",
            "ToRun train micro seed 1: its artefact 'weights.txt' is damaged: its SHA-256 is not the recorded one");

        await toy.MeasureAsync(Cell("train"));
        File.ReadAllText(path).Should().Be(content);
    }

    [Fact]
    public async Task A_damaged_artefact_that_nobody_needs_runs_nothing()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var result = await toy.MeasureAsync(Cell("probe"));
        File.Delete(toy.Artefacts.Verified(result.Cells[Cell("train")].Record!.Artefacts[0]));
        toy.Reproduction.Plan([Cell("probe")]).ToRun.Should().BeEmpty();
    }

    [Fact]
    public async Task Cells_that_require_each_other_are_refused()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        FluentActions.Invoking(() => toy.Reproduction.Plan([Cell("circle")])).Should().Throw<RunnerException>()
            .WithMessage("cells require each other: circle → circle-back → circle");
    }

    [Fact]
    public void The_code_of_a_cell_is_its_assembly_and_those_of_the_project_that_it_is_built_on() =>
        CodeFingerprint.Of(typeof(ToyCatalog).Assembly).Select(l => l.Split(' ')[0])
            .Should().Equal("InverseRepro.Experiments", "InverseRepro.Runner.TestWorker");

    private static void WriteData(ToyRun toy, string text) => File.WriteAllText(Path.Combine(toy.DataRoot, ToyCatalog.DataFile), text);
}
