using System.Globalization;
using InverseRepro.Cli.Progress;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;
using Spectre.Console;

namespace InverseRepro.Cli.Rendering;

/// <summary>A plan for people.</summary>
internal static class PlanSheet
{
    public static Table Draw(PlanDocument plan)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("cells", "seeds", "", "each", "all", "memory", "expected from");
        table.Columns[0].NoWrap();
        foreach (var arm in plan.Cells)
        {
            table.AddRow(
                Markup.Escape(arm.Variant == CellId.DefaultVariant ? arm.Experiment : $"{arm.Experiment}@{arm.Variant}"),
                Ranges([.. arm.Seeds.Select(s => s.Value).Order()]),
                Word(arm.State),
                Time(arm.SecondsEach),
                Time(arm.SecondsEach * arm.Seeds.Count),
                arm.PeakBytes is { } bytes ? ByteText.Of(bytes) : "?",
                Word(arm.Basis));
        }
        return table;
    }

    /// <summary>One line for each state that there are cells in, and what times on a GPU rest on where none is measured.</summary>
    public static IEnumerable<string> Totals(PlanDocument plan) => plan.Totals.Where(t => t.Cells > 0)
        .Select(t => $"{t.Cells} {(t.Cells == 1 ? "cell" : "cells")} {Sentence(t.State)}: {Expected(t, plan)}")
        .Concat(plan.Scale is Scale.Gpu or Scale.Paper && plan.Cells.Any(a => a.Basis == CostBasis.Declared)
            ? [$"arithmetic on the settings is no measurement: it supposes a GPU with {CellWork.ExpectedGpu}"]
            : []);

    private static string Expected(PlanDocumentTotal total, PlanDocument plan) => total.Unknown == total.Cells
        ? "how long they take is not known before some have run"
        : $"{Time(total.Hours * 3600)} one after another"
            + (total.State == PlannedState.ToRun && plan is { Scale: Scale.Micro or Scale.Real, Jobs: > 1 } ? $", about {Time(total.HoursWith(plan.Jobs) * 3600)} with {plan.Jobs} jobs" : "")
            + $", at most {ByteText.Of(total.PeakBytes)} each"
            + (total.Unknown > 0 ? $"; not counted are {total.Unknown} of which nothing is expected" : "");

    private static string Time(double? seconds) => seconds is { } s ? Duration.Of(TimeSpan.FromSeconds(s)) : "?";

    private static string Word(PlannedState state) => state switch
    {
        PlannedState.Stored => "[green]stored[/]",
        PlannedState.ToRun => "to run",
        _ => "[yellow]missing data[/]",
    };

    private static string Sentence(PlannedState state) => state switch
    {
        PlannedState.Stored => "in the store",
        PlannedState.ToRun => "to run",
        _ => "for which data is missing",
    };

    public static string Word(CostBasis basis) => basis switch
    {
        CostBasis.Measured => "stored cells",
        CostBasis.Declared => "arithmetic on the settings",
        _ => "?",
    };

    // 1 2 3 5 → 1-3, 5
    private static string Ranges(IReadOnlyList<ulong> seeds)
    {
        var parts = new List<string>();
        for (int first = 0, last; first < seeds.Count; first = last + 1)
        {
            for (last = first; last + 1 < seeds.Count && seeds[last + 1] == seeds[last] + 1;)
                last++;
            parts.Add(first == last ? Text(seeds[first]) : $"{Text(seeds[first])}-{Text(seeds[last])}");
        }
        return string.Join(", ", parts);

        static string Text(ulong seed) => seed.ToString(CultureInfo.InvariantCulture);
    }
}
