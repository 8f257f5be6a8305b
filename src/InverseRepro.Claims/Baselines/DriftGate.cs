using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>
/// The mean of the new seeds against the prediction interval of the baseline's. It holds across device classes, for another
/// class is like other seeds; only ratios of costs are gated on the same class alone. A first alarm asks for fresh seeds; only a metric that alarms again has drifted.
/// </summary>
internal sealed class DriftGate(Baseline baseline, Verdict verdict, IEvidence evidence, string deviceClass, bool fresh)
{
    private readonly double _alpha = baseline.AlphaPerMetric();

    public IReadOnlyList<MetricComparison> Compare() => [.. baseline.Series.Select(s => Compare(s.Key, s.Value))];

    /// <summary>The cells whose measurement turns alarms into a decision.</summary>
    public IReadOnlyList<CellId> FreshCells(IReadOnlyList<MetricComparison> metrics) =>
    [
        .. metrics.Where(m => m.Status == MetricStatus.Alarm)
            .SelectMany(m => FreshSeeds(m.Runs).SelectMany(s => Metric.Parse(m.Name).Cells(baseline.Scale, s))).Distinct(),
    ];

    private MetricComparison Compare(string name, BaselineSeries series)
    {
        var metric = Metric.Parse(name);
        var values = Values(metric, verdict.Seeds);
        if (values.Count < Math.Min(series.Values.Count, verdict.Seeds.Count))
            return new(name, series.Unit, MetricStatus.NotMeasured, null, double.NaN, values.Count);
        var first = new MetricComparison(name, series.Unit, MetricStatus.Within, series.Interval(values.Count, _alpha), values.Average(), values.Count);
        if (!series.Gated || (series.IsCostRatio && deviceClass != baseline.DeviceClass))
            return first with { Status = MetricStatus.Recorded };
        if (first.Interval is not { } interval)
            return first with { Status = MetricStatus.NoInterval };
        return interval.Contains(first.Mean) ? first : Again(first, metric);
    }

    private MetricComparison Again(MetricComparison first, Metric metric)
    {
        if (!fresh)
            return first with { Status = MetricStatus.Alarm };
        var values = Values(metric, FreshSeeds(first.Runs));
        if (values.Count < first.Runs)
            return first with { Status = MetricStatus.NotMeasured };
        var mean = values.Average();
        return first with { FreshMean = mean, Status = first.Interval!.Contains(mean) ? MetricStatus.Cleared : MetricStatus.Drifted };
    }

    /// <summary>Seeds that neither the baseline nor the verdict has seen.</summary>
    private IEnumerable<Seed> FreshSeeds(int count)
    {
        var last = verdict.Seeds.Concat(baseline.Seeds).Max(s => s.Value);
        return Enumerable.Range(1, count).Select(i => new Seed(last + (ulong)i));
    }

    private List<double> Values(Metric metric, IEnumerable<Seed> seeds) =>
        [.. seeds.Select(s => metric.At(evidence, baseline.Scale, s)).OfType<double>()];
}
