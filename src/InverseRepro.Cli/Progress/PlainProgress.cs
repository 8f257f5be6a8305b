using System.Globalization;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Cli.Rendering;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Cli.Progress;

/// <summary>A run as plain lines, for logs and pipes.</summary>
internal sealed class PlainProgress(TextWriter output, TimeProvider clock) : IRunObserver
{
    // A long cell says now and then that it is alive.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(1);

    private long _lastLine = clock.GetTimestamp();

    public void Planned(Plan plan)
    {
        var running = plan.ToRun.Count();
        if (running > 0)
            Say($"{Text(running)} {(running == 1 ? "cell" : "cells")} to run, {Text(plan.Cells.Count(c => c.State == PlannedState.Stored))} in the store");
        foreach (var cell in plan.ToRun.Where(c => c.IsAgain))
            Say($"{cell.Id} is measured again: {cell.Reason}");
        foreach (var reason in plan.NotMeasurable.Select(c => c.Reason).Distinct())
            Say($"cannot be measured here: {reason}");
    }

    public void CellProgressed(PlannedCell cell, CellProgress progress, RunProgress run)
    {
        if (clock.GetElapsedTime(_lastLine) >= Heartbeat)
            Say($"{Count(run)} {cell.Id}: {progress.Activity}, {progress.Fraction.ToString("P0", CultureInfo.InvariantCulture)}; {Duration.Left(run.Left)}");
    }

    public void CellRetried(PlannedCell cell, string why) => Say($"{cell.Id}: its worker died ({why}); trying once more");

    public void CellAwaited(PlannedCell cell) => Say($"{cell.Id}: another run is measuring it; waiting for its result");

    public void CellEnded(CellResult result, RunProgress run) => Say(result.State == CellState.Measured
        ? $"{Count(run)} {result.Cell.Id}: {Took(result)}; {(run.Done == run.Total ? "all done" : Duration.Left(run.Left))}"
        : $"{Count(run)} {result.Cell.Id}: {result.State.ToString().ToLowerInvariant()}: {result.Problem}");

    public void Noticed(string message) => Say(message);

    public void Decided(Claim claim, Verdict verdict) => Say($"{claim.Id}: {VerdictLine.Of(verdict)}");

    private static string Took(CellResult result) => result.Record is { } record ? Duration.Of(TimeSpan.FromSeconds(record.Seconds)) : "measured";

    private static string Count(RunProgress run) => $"[{Text(run.Done)}/{Text(run.Total)}]";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Say(string line)
    {
        _lastLine = clock.GetTimestamp();
        output.WriteLine(line);
    }
}
