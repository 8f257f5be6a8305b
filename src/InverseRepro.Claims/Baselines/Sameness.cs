using System.Globalization;
using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>
/// The sharper tiers, seed by seed: the same seeds on the same device class are expected to give the same bits while code
/// and engine are unchanged. Told beside the gate; it fails nothing, for every change of code would.
/// </summary>
/// <param name="SameDeviceClass">Whether bit identity can be expected at all.</param>
/// <param name="Compared">Values that both have, over seeds and gated metrics without ratios of costs.</param>
/// <param name="Identical">How many of them are equal.</param>
/// <param name="LargestRelative">The largest |a − b| / max(|a|, |b|).</param>
/// <param name="Worst">The metric that differs most; null where all are equal.</param>
public sealed record Sameness(bool SameDeviceClass, int Compared, int Identical, double LargestRelative, string? Worst)
{
    public bool IsBitIdentical => Compared > 0 && Identical == Compared;

    public static Sameness Of(Baseline baseline, IEvidence evidence, string deviceClass)
    {
        var pairs = baseline.Series.Where(s => s.Value.Gated && !s.Value.IsCostRatio).SelectMany(s => s.Value.Values.Select(v =>
            (Name: s.Key, Old: v.Value, New: Metric.Parse(s.Key).At(evidence, baseline.Scale, new Seed(v.Key))))).Where(p => p.New is not null)
            .Select(p => (p.Name, Relative: Relative(p.Old, p.New!.Value))).ToList();
        var worst = pairs.Where(p => p.Relative > 0).OrderByDescending(p => p.Relative).FirstOrDefault();
        return new Sameness(deviceClass == baseline.DeviceClass, pairs.Count, pairs.Count(p => p.Relative == 0), worst.Relative, worst.Name);
    }

    public override string ToString() => Compared == 0 ? "no seed in common with the baseline"
        : IsBitIdentical ? $"bit-identical to the baseline in {Compared} values"
        : $"{Identical} of {Compared} values bit-identical, the others equal within {LargestRelative.ToString("G3", CultureInfo.InvariantCulture)} (worst: {Worst})"
            + (SameDeviceClass ? "" : "; another device class");

    private static double Relative(double a, double b) => a.Equals(b) || a == b ? 0
        : double.IsFinite(a) && double.IsFinite(b) ? Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b))
        : double.PositiveInfinity;
}
