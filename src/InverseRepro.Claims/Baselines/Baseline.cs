using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>The verified measurements and verdict of a claim at a scale: what a later run is compared with.</summary>
/// <param name="Schema">Version of the file format.</param>
/// <param name="DeviceClass">Where it was measured; numbers of another class are never expected to be bit-identical.</param>
/// <param name="RuleHash">Of rule, margins, gates, controls and planned seeds when it was accepted.</param>
/// <param name="Series">By reference to a single number, e.g. <c>invert-modular:mse01[2]</c>.</param>
public sealed record Baseline(int Schema, string Claim, Scale Scale, string DeviceClass, string RuleHash, Outcome Outcome, bool Fragile,
    Effect? Effect, IReadOnlyList<Seed> Seeds, BaselineSource Source, IReadOnlyDictionary<string, BaselineSeries> Series)
{
    public const int CurrentSchema = 1;

    /// <summary>Chance of a false alarm over all gated metrics of the claim together.</summary>
    public const double FamilyWiseAlpha = 0.001;

    /// <summary>The share of <see cref="FamilyWiseAlpha"/> that one metric gets.</summary>
    public double AlphaPerMetric() => FamilyWiseAlpha / Math.Max(1, Series.Values.Count(s => s.Gated));
}
