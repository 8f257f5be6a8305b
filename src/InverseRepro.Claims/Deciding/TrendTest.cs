using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Deciding;

/// <summary>Page's test within seeds, in either direction.</summary>
/// <param name="series">Seeds × stages, turned so that the claim is an increase.</param>
internal sealed class TrendTest(Rule.Trend rule, IReadOnlyList<double[]> series, string unit)
{
    public LeafFinding Finding()
    {
        // A diverged stage whose place is not known leaves its seed without an order: all tied.
        double[][] ordered = [.. series.Select(s => s.Any(double.IsNaN) ? new double[s.Length] : s)];
        var (increasing, decreasing, z) = PageTrend.PValues(ordered);
        var minimum = PageTrend.MinimumCount(series[0].Length);
        PValues exact = series.Count < minimum ? PValues.None : new(increasing, decreasing);
        var floor = Math.Exp(-series.Count * MathNet.Numerics.SpecialFunctions.FactorialLn(series[0].Length));
        var total = SignedRank.Bounds(Last(ordered).Minus(First(ordered)));
        return new(rule, exact, exact, series.Count < minimum ? PValues.None : new(floor, floor), series.Count, minimum,
            new(RuleText.Label(rule), total.Estimate, total.Lower, total.Upper, 0, unit), Power.SeedsForZ(series.Count, z),
            outcome => Explain(outcome, exact), []);
    }

    private string Explain(Outcome outcome, PValues exact) => outcome == Outcome.Contradicted
        ? $"the opposite trend, p = {NumberText.Of(exact.Contradict)} over {series[0].Length} stages"
        : $"{(outcome == Outcome.Supported ? "trend" : "no trend")}, p = {NumberText.Of(exact.Support)} over {series[0].Length} stages";

    private static Evidence<PerSeed> First(double[][] series) => new([.. series.Select(s => s[0])]);

    private static Evidence<PerSeed> Last(double[][] series) => new([.. series.Select(s => s[^1])]);
}
