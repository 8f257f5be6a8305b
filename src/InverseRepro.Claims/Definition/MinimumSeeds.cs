using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Definition;

/// <summary>The fewest seeds (or images) with which a rule can be supported at all.</summary>
public static class MinimumSeeds
{
    public static int ToSupport(Rule rule, double alpha = Level.Default) => rule switch
    {
        Rule.All all => all.Parts.Max(p => ToSupport(p, alpha)),
        Rule.Any any => any.Parts.Max(p => ToSupport(p, alpha / any.Parts.Count)), // Holm's first step
        Rule.Deterministic => 1,
        Rule.Differs differs => Friedman.MinimumCount(differs.Of.Count, alpha),
        // How long [*] is, only the measurements say; from three stages on, three seeds reach 0.05.
        Rule.Trend trend => PageTrend.MinimumCount(trend.Of.IsWholeSeries ? 3 : trend.Of.Indices?.Count ?? 3, alpha),
        _ => SignedRank.MinimumCount(alpha),
    };
}
