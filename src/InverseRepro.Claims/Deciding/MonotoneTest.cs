using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Deciding;

/// <summary>
/// Supported where every step back stays below the tolerance and the change in all exceeds its margin (intersection–union);
/// contradicted where, at α over the number of steps, one step back exceeds the tolerance.
/// </summary>
/// <param name="series">Seeds × stages, turned so that the claim is an increase.</param>
internal sealed class MonotoneTest(Rule.Monotone rule, IReadOnlyList<double[]> series, string unit)
{
    public LeafFinding Finding()
    {
        // Negated rather than subtracted the other way round: a diverged stage counts against the claim in both.
        double[][] stepsBack = [.. Enumerable.Range(1, series[0].Length - 1).Select(l => Stage(l).Minus(Stage(l - 1)).Select(d => -d).ToArray())];
        var total = Stage(series[0].Length - 1).Minus(Stage(0));
        var exact = Combine([.. stepsBack.Select(s => SignedRank.PValues(s, rule.Tolerance))], SignedRank.PValues(total, rule.Total));
        var students = stepsBack.Select(s => Student.PValues(s, rule.Tolerance)).ToArray();
        PValues? student = Student.PValues(total, rule.Total) is { } t && students.All(s => s is not null)
            ? Combine([.. students.Select(s => s!.Value)], t) : null;
        var floor = LeafPower.Floor(series.Count).Support;
        var bounds = SignedRank.Bounds(total);
        return new(rule, exact, student, new(floor, Math.Min(1, floor * stepsBack.Length)), series.Count, SignedRank.MinimumCount(Level.Default),
            new(RuleText.Label(rule), bounds.Estimate, bounds.Lower, bounds.Upper, rule.Total, unit), PowerOf(stepsBack, total),
            outcome => Explain(outcome, stepsBack, total), DistributionShape.Warnings(total));
    }

    private static PValues Combine((double Above, double Below)[] stepsBack, (double Above, double Below) total) =>
        new(Math.Max(total.Above, stepsBack.Max(s => s.Below)), Math.Min(1, stepsBack.Length * stepsBack.Min(s => s.Above)));

    private Evidence<PerSeed> Stage(int stage) => new([.. series.Select(s => s[stage])]);

    private string Explain(Outcome outcome, double[][] stepsBack, IReadOnlyList<double> total)
    {
        var steps = stepsBack.Select((values, i) => (Bounds: SignedRank.Bounds(values), Name: $"step {i + 1} of {stepsBack.Length}")).ToArray();
        var worst = outcome == Outcome.Contradicted ? steps.MaxBy(s => s.Bounds.Lower) : steps.MaxBy(s => s.Bounds.Upper);
        var all = SignedRank.Bounds(total);
        return $"changes in all by {Text(all)} (margin {NumberText.Of(rule.Total)}), worst step back {Text(worst.Bounds)} at {worst.Name} " +
            $"(tolerance {NumberText.Of(rule.Tolerance)})";
    }

    // What is furthest from settled sets the number of seeds.
    private int? PowerOf(double[][] stepsBack, IReadOnlyList<double> total)
    {
        var open = stepsBack.Where(s => SignedRank.PValues(s, rule.Tolerance).Below > Level.Default).Select(s => Needed(s, rule.Tolerance)).ToList();
        if (SignedRank.PValues(total, rule.Total).Above > Level.Default)
            open.Add(Needed(total, rule.Total));
        return open.Any(n => n is null) ? null : open.Max();
    }

    private static int? Needed(IReadOnlyList<double> differences, double margin) =>
        LeafPower.Needed(differences, Math.Abs(SignedRank.Bounds(differences).Estimate - margin));

    private static string Text(Bounds bounds) => $"{NumberText.Of(bounds.Estimate)} [{NumberText.Of(bounds.Lower)}, {NumberText.Of(bounds.Upper)}]";
}
