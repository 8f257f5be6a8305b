using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;

namespace InverseRepro.Report.Pages;

/// <summary>What an effect's numbers are, by the kind of rule they belong to.</summary>
internal static class PartText
{
    /// <summary>What the interval is compared with.</summary>
    /// <param name="leaf">Null where the claim file says something else now.</param>
    public static string Margin(Rule.Leaf? leaf, Effect effect) => leaf switch
    {
        Rule.Trend or Rule.Differs => "decided by order",
        Rule.Equivalent => $"margin ±{EffectText.Margin(effect)}",
        Rule.Deterministic r => $"must be {RuleText.Of(r.Comparison)} {EffectText.Margin(effect)}",
        _ => $"margin {EffectText.Margin(effect)}",
    };

    /// <summary>Why a part came out as it did; its label, which a heading tells already, is left out.</summary>
    public static string Reason(PartVerdict part) =>
        part.Reason.StartsWith(part.Label + ": ", StringComparison.Ordinal) ? part.Reason[(part.Label.Length + 2)..] : part.Reason;

    /// <summary>What lies between the bounds.</summary>
    public static string Interval(Rule.Leaf? leaf) => leaf is Rule.Deterministic ? "nearest to its bound, and all values" : "90 % interval";
}
