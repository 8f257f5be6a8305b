using System.Globalization;
using InverseRepro.Runner;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;

namespace InverseRepro.Cli.Rendering;

/// <summary>What gathering a plan found, for people.</summary>
internal static class GatherSheet
{
    private const int Most = 20;

    public static IEnumerable<string> Lines(FrozenPlan plan, GatherResult result, string store, string report)
    {
        var measured = result.Cells.Values.Count(c => c.State == CellState.Measured);
        yield return string.Create(CultureInfo.InvariantCulture, $"plan {plan.Id}: {measured} of {plan.Cells.Count} cells measured, {result.Merged} new in {store}")
            + (result.Twins > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {result.Twins} measured once more, with the same numbers") : "");
        foreach (var line in Of("ALARM, not deterministic", result.Alarms, report).Concat(Of("failed", result.Failed, report)).Concat(Of("missing", result.Missing, report)))
            yield return line;
        foreach (var damage in result.Damaged.Take(Most))
            yield return damage;
        if (result.Damaged.Count > Most)
            yield return Rest(result.Damaged.Count, "damaged shards", report);
    }

    private static IEnumerable<string> Of(string what, IReadOnlyList<GatheredCell> cells, string report)
    {
        foreach (var cell in cells.Take(Most))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{what}: cell {cell.Cell.Index}, {cell.Cell.Id}: {cell.Problem}");
            foreach (var line in cell.Log)
                yield return $"    {line.TrimEnd()}";
        }
        if (cells.Count > Most)
            yield return Rest(cells.Count, what, report);
    }

    private static string Rest(int count, string what, string report) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: {count - Most} more, see {report}");
}
