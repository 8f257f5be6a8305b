using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Deciding;

/// <summary>Friedman's test over arms. It can find a difference; that there is none it cannot show.</summary>
/// <param name="rows">Seeds × arms.</param>
internal sealed class DifferenceTest(Rule.Differs rule, IReadOnlyList<double[]> rows, string unit)
{
    public LeafFinding Finding()
    {
        // A diverged run whose place is not known leaves its seed without an order: all tied.
        double[][] ranked = [.. rows.Select(r => r.Any(double.IsNaN) ? new double[r.Length] : r)];
        var minimum = Friedman.MinimumCount(rule.Of.Count);
        var exact = rows.Count < minimum ? PValues.None : new(Friedman.PValue(ranked), 1);
        var (low, high) = Extremes(ranked);
        var gap = SignedRank.Bounds(Arm(ranked, high).Minus(Arm(ranked, low)));
        return new(rule, exact, exact, rows.Count < minimum ? PValues.None : new(Friedman.Floor(rows.Count, rule.Of.Count), 1), rows.Count, minimum,
            new(RuleText.Label(rule), gap.Estimate, gap.Lower, gap.Upper, 0, unit), null,
            outcome => $"{(outcome == Outcome.Supported ? "arms differ" : "no difference shown")}, p = {NumberText.Of(exact.Support)} over {rule.Of.Count} arms; " +
                $"most in {rule.Of[high].Arm}, least in {rule.Of[low].Arm}", []);
    }

    /// <summary>The arms with the least and the greatest sum of ranks.</summary>
    private static (int Low, int High) Extremes(double[][] rows)
    {
        var sums = Enumerable.Range(0, rows[0].Length).Select(arm => rows.Sum(r => PageTrend.TwiceMidRanks(r)[arm])).ToArray();
        return (Array.IndexOf(sums, sums.Min()), Array.LastIndexOf(sums, sums.Max()));
    }

    private static Evidence<PerSeed> Arm(double[][] rows, int arm) => new([.. rows.Select(r => r[arm])]);
}
