using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Statistics;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Histories;

/// <summary>A claim's verdicts over the runs, newest first, and every metric that it reads or reports.</summary>
public sealed record ClaimHistory(string ClaimId, Scale Scale, IReadOnlyList<DecidedRun> Runs, IReadOnlyList<MetricHistory> Metrics)
{
    /// <summary>Chance of any step over all metrics of a claim where nothing changed.</summary>
    public const double FamilyWiseAlpha = 0.01;

    public static ClaimHistory Of(Claim claim, Scale scale, IStore store)
    {
        var runs = store.History(claim.Id, scale);
        var read = References(claim.At(scale));
        var values = runs.Reverse().SelectMany(run => Values(run, read)).GroupBy(v => (v.Arm, v.Measurement.Name, v.Measurement.Index))
            .OrderBy(g => g.Key.Arm, StringComparer.Ordinal).ThenBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.Index).ToList();
        return new(claim.Id, scale, runs, [.. values.Select(g => Metric(Name(g.Key), [.. g], FamilyWiseAlpha / values.Count))]);
    }

    private static List<MeasurementReference> References(Claim claim) =>
    [
        .. claim.Rule.References(), .. claim.Gates.Select(g => g.Measurement), .. claim.Shown,
        .. claim.Controls.SelectMany(c => claim.Rule.For(c)?.References() ?? []),
    ];

    private static IEnumerable<Value> Values(DecidedRun run, List<MeasurementReference> read) =>
        from cell in run.Cells
        from measurement in cell.Measurements
        where read.Exists(r => r.Arm == cell.Id.Arm && r.Name == measurement.Name)
        select new Value(run, cell, measurement);

    private static string Name((string Arm, string Name, int? Index) key) => $"{key.Arm}:{key.Name}{(key.Index is { } i ? $"[{i}]" : "")}";

    /// <summary>Runs that read the very cells of an earlier one measured nothing: for the steps they do not count.</summary>
    private static MetricHistory Metric(string name, IReadOnlyList<Value> values, double alpha)
    {
        var known = new HashSet<string>();
        var byRun = values.GroupBy(v => v.Run.Run.Id).Select(run => (run.First().Run, Point: new MetricPoint(run.Key, run.First().Run.Run.Started,
            run.Average(v => v.Measurement.Value), run.Count(), !known.Add(string.Join(' ', run.Select(v => $"{v.Cell.Key} {v.Cell.Finished.Ticks}")))))).ToList();
        var measured = byRun.Where(r => !r.Point.Reused).ToList();
        var steps = ChangePoint.Find([.. measured.Select(r => r.Point.Mean)], alpha, new Seed(1).Derive(name))
            .Select(s => Step(measured[s.Index - 1].Run, measured[s.Index].Run, s));
        return new(name, values[^1].Measurement.Unit, [.. byRun.Select(r => r.Point)], [.. steps]);
    }

    private static MetricStep Step(DecidedRun last, DecidedRun first, ChangePoint found)
    {
        string[] changed =
        [
            .. Change("rule", last.Verdict.RuleHash[..Math.Min(8, last.Verdict.RuleHash.Length)], first.Verdict.RuleHash[..Math.Min(8, first.Verdict.RuleHash.Length)]),
            .. Change("device class", last.Run.DeviceClass, first.Run.DeviceClass),
            .. Change("engine", last.Run.Engine, first.Run.Engine),
            .. Change("commit", Commit(last.Run), Commit(first.Run)),
        ];
        return new(last.Run.Id, first.Run.Id, found.PValue, found.Shift, changed);
    }

    private static IEnumerable<string> Change(string what, string before, string after) => before == after ? [] : [$"{what} {before} → {after}"];

    private static string Commit(RunRecord run) => run.Commit[..Math.Min(8, run.Commit.Length)] + (run.Dirty ? "+" : "");

    private sealed record Value(DecidedRun Run, CellRecord Cell, Measurement Measurement)
    {
        public string Arm => Cell.Id.Arm;
    }
}
