using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Statistics;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Calibrating;

/// <summary>The measured noise of a claim's metrics, and the resolutions it suggests. A proposal: it changes nothing.</summary>
/// <param name="Repeats">Fresh runs that were compared.</param>
/// <param name="Unmeasured">What could not be measured, one line each.</param>
public sealed record Calibration(string Claim, Scale Scale, string DeviceClass, int Repeats, IReadOnlyList<Seed> Seeds,
    IReadOnlyList<CalibratedMetric> Metrics, IReadOnlyList<string> Unmeasured)
{
    private const double Safety = 2;

    /// <param name="repeats">The claim measured anew each time, on one device; at least two.</param>
    /// <param name="accepted">The accepted baseline, or null.</param>
    /// <param name="elsewhere">The claim measured on another device, or null.</param>
    public static Calibration Of(IReadOnlyList<Baseline> repeats, Baseline? accepted, Baseline? elsewhere, IEnumerable<string> unmeasured)
    {
        var first = repeats[0];
        List<string> missing = [.. unmeasured];
        if (accepted is null)
            missing.Add("the spread between now and later: there is no accepted baseline");
        else if (accepted.DeviceClass != first.DeviceClass)
        {
            missing.Add($"the spread between now and later: the accepted baseline is of device class {accepted.DeviceClass}, not {first.DeviceClass}");
            accepted = null;
        }
        return new(first.Claim, first.Scale, first.DeviceClass, repeats.Count, first.Seeds,
            [.. first.Series.Select(s => Metric(s.Key, s.Value, repeats, accepted, elsewhere))], missing);
    }

    private static CalibratedMetric Metric(string name, BaselineSeries series, IReadOnlyList<Baseline> repeats, Baseline? accepted, Baseline? elsewhere)
    {
        double? Spread(Baseline? other) => other?.Series.GetValueOrDefault(name) is { } compared
            ? repeats.Max(r => Largest(r.Series[name], compared)) : null;
        var runToRun = repeats.Max(r => Largest(series, r.Series[name]));
        var (later, other) = (Spread(accepted), Spread(elsewhere));
        var declared = accepted?.Series.GetValueOrDefault(name)?.Resolution ?? series.Resolution;
        var largest = Math.Max(runToRun, Math.Max(later ?? 0, other ?? 0));
        IReadOnlyList<double> values = [.. series.Values.Values];
        return new(name, series.Unit, series.Gated, declared, Student.IsDefined(values) ? Student.Deviation(values) : null, runToRun, later, other,
            Math.Max(declared, RoundedUp(Safety * largest)));
    }

    /// <summary>The largest difference at a seed that both have; infinite where one of them diverged there.</summary>
    private static double Largest(BaselineSeries a, BaselineSeries b) => a.Values.Where(v => b.Values.ContainsKey(v.Key))
        .Select(v => (A: v.Value, B: b.Values[v.Key]))
        .Select(p => p.A.Equals(p.B) ? 0 : double.IsFinite(p.A - p.B) ? Math.Abs(p.A - p.B) : double.PositiveInfinity).DefaultIfEmpty(0).Max();

    private static double RoundedUp(double value)
    {
        if (value <= 0 || !double.IsFinite(value))
            return value;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * new[] { 1.0, 2, 5, 10 }.First(step => step * power >= value * (1 - 1e-9));
    }
}
