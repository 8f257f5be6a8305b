using InverseRepro.Cli.Progress;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;
using InverseRepro.Runner.Slurm;

namespace InverseRepro.Cli.Rendering;

/// <summary>The longest cell of a plan beside the time that a scheduler gives each: a cell that is cut off starts again from nothing.</summary>
internal static class LongestCell
{
    /// <summary>One line where anything is expected, and a warning where that is more than a cell gets.</summary>
    /// <param name="slurm">Null where the limit is not known.</param>
    public static IEnumerable<string> Lines(PlanDocument plan, SlurmOptions? slurm)
    {
        var toRun = plan.Cells.Where(a => a.State == PlannedState.ToRun).ToList();
        if (toRun.MaxBy(a => a.SecondsEach) is not { SecondsEach: { } seconds } longest)
            yield break;
        var expected = TimeSpan.FromSeconds(seconds);
        var arm = longest.Variant == CellId.DefaultVariant ? longest.Experiment : $"{longest.Experiment}@{longest.Variant}";
        yield return $"longest cell: {arm}, {Duration.Of(expected)} expected from {PlanSheet.Word(longest.Basis)}"
            + (plan.Total(PlannedState.ToRun).Unknown is > 0 and var unknown ? $"; nothing is expected of {unknown} others" : "");
        if (slurm?.Undisturbed is { } time && expected > time)
        {
            yield return $"warning: --time {slurm.Time} leaves a cell {Duration.Of(time < TimeSpan.Zero ? TimeSpan.Zero : time)} before Slurm may tell it that its time is nearly up; "
                + $"{arm} would be cut off and start again from nothing, each time: give it more";
        }
    }
}
