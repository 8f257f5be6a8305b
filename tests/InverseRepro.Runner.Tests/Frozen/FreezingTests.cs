using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Planning;
using InverseRepro.Runner.Shards;
using InverseRepro.Runner.Tests.Shards;

namespace InverseRepro.Runner.Tests.Frozen;

public sealed class FreezingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cells_to_run_come_level_by_level_and_name_what_they_require()
    {
        await using var toy = new ToyPlan(_folder.Path, "probe:weight other 2", "after-data:x other 2");
        toy.Plan.ToRun.Select(c => (c.Index, c.Level, c.Id.Arm, c.Id.Seed.Value)).Should().Equal(
            (0, 0, "train", 1UL), (1, 0, "train", 2UL), (2, 0, "other", 1UL), (3, 0, "other", 2UL), (4, 1, "probe", 1UL), (5, 1, "probe", 2UL));
        toy.Plan.Cells[4].Requires.Should().Equal(0);
        toy.Plan.Cells[5].Requires.Should().Equal(1);
        toy.Plan.Cells.Skip(6).Should().HaveCount(2).And.OnlyContain(c => c.State == PlannedState.NotMeasurable && c.Key == null && c.Reason.Contains("the toy data is missing"));
    }

    [Fact]
    public async Task Comes_back_as_it_was_frozen()
    {
        await using var toy = new ToyPlan(_folder.Path, "probe:weight other 2", "after-data:x other 2");
        var again = PlanFolder.Open(toy.Folder.Path);
        again.Plan.Should().BeEquivalentTo(toy.Plan, o => o.WithStrictOrdering());
        again.Path.Should().EndWith(toy.Plan.Id);
        Directory.EnumerateDirectories(Path.Combine(_folder.Path, "runs")).Should().Equal(again.Path);
    }

    [Theory]
    [InlineData("cells.tsv", "\tother\t", "\ttrain\t")]
    [InlineData("plan.json", "cpu-toy", "cpu-joy")]
    [InlineData("plan.json", "{", "")]
    public async Task A_plan_that_was_changed_is_refused(string file, string old, string changed)
    {
        await using var toy = new ToyPlan(_folder.Path, "probe:weight other 1");
        var path = Path.Combine(toy.Folder.Path, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, changed));
        FluentActions.Invoking(() => PlanFolder.Open(toy.Folder.Path)).Should().Throw<RunnerException>().WithMessage($"the plan in '{toy.Folder.Path}' cannot be used: *");
    }

    [Fact]
    public void A_folder_without_a_plan_is_named() =>
        FluentActions.Invoking(() => PlanFolder.Open(_folder.Path)).Should().Throw<RunnerException>().WithMessage("there is no plan in *");

    [Fact]
    public async Task Where_all_is_measured_there_is_nothing_to_freeze()
    {
        await using var toy = new ToyPlan(_folder.Path, "train:loss[0] other 1");
        await toy.Origin.MeasureAsync(Toys.Cell("train"), Toys.Cell("other"));
        toy.Invoking(t => t.Freeze()).Should().Throw<RunnerException>().WithMessage("nothing to run: all 2 cells are in the record; *");
    }

    [Fact]
    public async Task What_is_measured_already_is_handed_over_to_the_cells_that_require_it()
    {
        await using var toy = new ToyPlan(_folder.Path, "probe:weight other 1");
        await toy.Origin.MeasureAsync(Toys.Cell("train"));
        toy.Plan.Cells.Select(c => (c.Id.Arm, c.Level, c.State)).Should().Equal(
            ("probe", 0, PlannedState.ToRun), ("other", 0, PlannedState.ToRun), ("train", 0, PlannedState.Stored));
        (await toy.RunAsync(0)).Should().Be(AttemptEnd.Measured);
        await toy.RunAsync(1);
        var (gathered, cells, _) = toy.Gather();
        gathered.Cells.Values.Should().OnlyContain(c => c.State == CellState.Measured);
        cells.Should().HaveCount(3, "another record gets all of it");
    }
}
