using System.Security.Cryptography;
using System.Text;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Definition;

/// <summary>
/// What was decided before the data, as one hash: changing the rule, a margin, a gate, a control or the planned seeds shows.
/// Labels and reasons may be reworded.
/// </summary>
public static class RuleHash
{
    /// <summary>SHA-256 in lower-case hex of <see cref="Text"/>.</summary>
    public static string Of(Claim claim, Scale scale) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(claim, scale))));

    /// <summary>The canonical text that is hashed, one line for each thing declared.</summary>
    public static string Text(Claim claim, Scale scale)
    {
        claim = claim.At(scale);
        string[] lines =
        [
            "rule 1", // the version of this text
            $"varies {claim.Unit}, {claim.Estimand.Measurement} better {claim.Estimand.Direction}",
            RuleText.Of(claim.Rule),
            .. claim.Gates.Select(g => $"gate {g.Measurement} {RuleText.Of(g.Comparison)} {RuleText.Of(g.Bound)}"),
            .. claim.Controls.Select(c => $"control {Kept(claim.Rule.For(c))} rotate {c.Rotate} seeds {c.Seeds?.ToString() ?? "all"}"),
            $"{scale} seeds {claim.SeedsAt(scale).Count}",
        ];
        return string.Join('\n', lines);
    }

    private static string Kept(Rule? rule) => rule is null ? "nothing" : RuleText.Of(rule);
}
