using InverseRepro.Cli.Rendering;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;
using InverseRepro.Runner.Slurm;

namespace InverseRepro.Cli.Tests;

public sealed class LongestCellTests
{
    private const string Longest = "longest cell: train@wide, 40 min expected from stored cells; nothing is expected of 2 others";

    private static readonly PlanDocument Plan = Of(
        ("train", "wide", PlannedState.ToRun, 2400), ("probe", CellId.DefaultVariant, PlannedState.ToRun, 3),
        ("probe", "far", PlannedState.ToRun, null), ("finished", "long", PlannedState.Stored, 9000));

    [Theory]
    [InlineData("1-0")]
    [InlineData("42")]
    [InlineData(null)]
    public void Is_named_for_whoever_chooses_a_limit(string? time) => LongestCell.Lines(Plan, new SlurmOptions(Time: time)).Should().Equal(Longest);

    [Theory]
    [InlineData("41", "39 min")]
    [InlineData("1", "0 s")]
    public void A_limit_that_it_would_not_keep_is_a_warning(string time, string left) => LongestCell.Lines(Plan, new SlurmOptions(Time: time)).Should().Equal(Longest,
        $"warning: --time {time} leaves a cell {left} before Slurm may tell it that its time is nearly up; train@wide would be cut off and start again from nothing, each time: give it more");

    [Fact]
    public void Where_nothing_is_expected_nothing_is_said() =>
        LongestCell.Lines(Of(("probe", "far", PlannedState.ToRun, null)), new SlurmOptions(Time: "1")).Should().BeEmpty();

    private static PlanDocument Of(params (string Experiment, string Variant, PlannedState State, double? Seconds)[] arms) => new(Scale.Micro, "cpu", 1,
        [.. arms.Select(a => new PlanDocumentArm(a.Experiment, a.Variant, a.State, [new Seed(1), new Seed(2)], a.Seconds is null ? CostBasis.Unknown : CostBasis.Measured, a.Seconds, 1))],
        [new PlanDocumentTotal(PlannedState.ToRun, 6, arms.Where(a => a.Seconds is null).Sum(_ => 2), 1, 1)], []);
}
