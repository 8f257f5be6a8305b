using System.Globalization;
using InverseRepro.Claims.Histories;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Report;
using Spectre.Console;

namespace InverseRepro.Cli.Rendering;

/// <summary>A claim's verdicts, a table of its metrics, and a line for each step.</summary>
internal static class HistorySheet
{
    public static void Write(ClaimHistory history, CommandHost host)
    {
        host.Output.WriteLine(history.ClaimId);
        foreach (var run in history.Runs)
            host.Output.WriteLine($"  {VerdictLine.Of(run.Run, run.Verdict)}");
        if (history.Runs.Count == 0)
            host.Output.WriteLine("  no verdict yet");
        if (history.Metrics.Count == 0)
            return;
        host.Draw(Draw(history.Metrics));
        foreach (var metric in history.Metrics)
        {
            foreach (var step in metric.Steps)
                host.Output.WriteLine($"  {Step(metric, step)}");
        }
        host.Output.WriteLine($"  {Summary(history)}");
    }

    private static Table Draw(IReadOnlyList<MetricHistory> metrics)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "newest", "lowest", "highest", "unit", "measured", "steps");
        foreach (var metric in metrics)
        {
            var means = metric.Points.Select(p => p.Mean).ToList();
            table.AddRow(Markup.Escape(metric.Name), EffectText.Plain(means[^1]), EffectText.Plain(means.Min()), EffectText.Plain(means.Max()), Markup.Escape(metric.Unit),
                $"{Count(metric.Points.Count(p => !p.Reused))}×", metric.Steps.Count == 0 ? "–" : $"[yellow]{Count(metric.Steps.Count)}[/]");
        }
        return table;
    }

    private static string Step(MetricHistory metric, MetricStep step)
    {
        var shift = $"{EffectText.Plain(step.Shift.Estimate)} [{EffectText.Plain(step.Shift.Lower)}, {EffectText.Plain(step.Shift.Upper)}]{(metric.Unit is "1" or "" ? "" : $" {metric.Unit}")}";
        var changed = step.Changed.Count == 0 ? "nothing that is recorded changed" : string.Join(", ", step.Changed);
        return $"step in {metric.Name} between run {Count(step.Last)} and run {Count(step.First)}: {shift}, p = {EffectText.Plain(step.PValue)}; {changed}";
    }

    private static string Summary(ClaimHistory history)
    {
        var steps = history.Metrics.Sum(m => m.Steps.Count);
        var level = (100 * ClaimHistory.FamilyWiseAlpha).ToString(CultureInfo.InvariantCulture);
        return $"{(steps == 0 ? "no step" : steps == 1 ? "1 step" : $"{Count(steps)} steps")} in {Count(history.Metrics.Count)} metrics (rank-based, {level} % chance of a false one among them all; reported, not gated)";
    }

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}
