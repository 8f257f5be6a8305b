using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>Makes a baseline of what the store holds.</summary>
public static class BaselineRecorder
{
    /// <summary>The raw values of everything that rule, gates and controls read, with verdict and source.</summary>
    /// <param name="verdict">The claim's newest in the store.</param>
    /// <exception cref="BaselineException">Something the claim reads has not been measured.</exception>
    public static Baseline Record(Claim claim, Verdict verdict, IStore store, RunRecord run)
    {
        if (verdict.Outcome == Outcome.NotMeasured)
            throw new BaselineException($"claim '{claim.Id}' makes no baseline: not measured ({verdict.Reason}); run it first: repro run {claim.Id}");
        claim = claim.At(verdict.Scale);
        var evidence = StoreEvidence.OfNewestVerdict(store, claim.Id, verdict.Scale);
        var series = Read(claim, verdict).SelectMany(r => Numbers(r.Reference, r.Seeds, verdict.Scale, evidence))
            .GroupBy(n => n.Reference).OrderBy(g => (g.Key.Arm, g.Key.Name), OrdinalPairs).ThenBy(g => g.Key.Indices?[0])
            .ToDictionary(g => g.Key.ToString(), g => Series([.. g]));
        foreach (var ratio in CostRatios(claim, series))
            series[ratio.ToString()] = Series([.. verdict.Seeds.Select(s => new Number(ratio.Of, s, ratio.At(evidence, verdict.Scale, s)!.Value, MetricResolution.CostRatio))]);
        return new Baseline(Baseline.CurrentSchema, claim.Id, verdict.Scale, run.DeviceClass, verdict.RuleHash, verdict.Outcome,
            verdict.Fragile, verdict.Effect, verdict.Seeds, BaselineSource.Of(run), series);
    }

    private static Comparer<(string, string)> OrdinalPairs { get; } = Comparer<(string A, string B)>.Create((x, y) =>
        string.CompareOrdinal(x.A, y.A) is var arms and not 0 ? arms : string.CompareOrdinal(x.B, y.B));

    /// <summary>What the claim reads, each with the seeds it is read at: controls may need fewer.</summary>
    private static IEnumerable<(MeasurementReference Reference, IEnumerable<Seed> Seeds)> Read(Claim claim, Verdict verdict)
    {
        var main = claim.Rule.References().Concat(claim.Gates.Select(g => g.Measurement)).Select(r => (r, verdict.Seeds.AsEnumerable()));
        var controls = claim.Controls.SelectMany(control => (claim.Rule.For(control)?.References() ?? [])
            .Select(r => (r, verdict.Seeds.Take(control.Seeds ?? verdict.Seeds.Count))));
        return main.Concat(controls);
    }

    private static IEnumerable<Number> Numbers(MeasurementReference reference, IEnumerable<Seed> seeds, Scale scale, StoreEvidence evidence)
    {
        foreach (var seed in seeds)
        {
            var cell = reference.Cell(scale, seed);
            var measured = (evidence.Record(cell)?.Measurements ?? []).Where(m => m.Name == reference.Name && Covers(reference, m.Index)).ToList();
            if (measured.Count < (reference.IsWholeSeries ? 1 : reference.Indices?.Count ?? 1))
                throw new BaselineException($"no baseline without '{reference}' of {cell}: not measured; run it first: repro run");
            foreach (var m in measured)
                yield return new Number(reference with { Indices = m.Index is { } index ? [index] : null }, seed, m.Value, m.Unit);
        }
    }

    private static bool Covers(MeasurementReference reference, int? index) => reference.Indices is null
        ? index is null
        : index is { } i && (reference.IsWholeSeries || reference.Indices.Contains(i));

    /// <summary>Costs gate only as the ratios that the rule compares.</summary>
    private static IEnumerable<Metric> CostRatios(Claim claim, Dictionary<string, BaselineSeries> series) => claim.Rule.Leaves().OfType<Rule.Ratio>()
        .Select(r => (Of: r.Of as Rule.Operand.Measured, To: r.To as Rule.Operand.Measured)).Where(r => r.Of is not null && r.To is not null)
        .Select(r => new Metric(r.Of!.Reference, r.To!.Reference))
        .Where(m => new[] { m.Of, m.To! }.All(r => series.TryGetValue(r.ToString(), out var s) && !s.Gated)).Distinct();

    private static BaselineSeries Series(IReadOnlyList<Number> numbers)
    {
        var unit = numbers[0].Unit;
        var values = numbers.DistinctBy(n => n.Seed).OrderBy(n => n.Seed.Value).ToDictionary(n => n.Seed.Value, n => n.Value);
        return new BaselineSeries(unit, !MetricResolution.IsCost(unit), MetricResolution.Of(unit), values);
    }

    private sealed record Number(MeasurementReference Reference, Seed Seed, double Value, string Unit);
}
