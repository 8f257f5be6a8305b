using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;

namespace InverseRepro.Report.Pages;

/// <summary>Finds the leaf of a rule that a recorded verdict is about.</summary>
internal static class ClaimLeaves
{
    /// <summary>Null where the claim file says something else now.</summary>
    public static Rule.Leaf? Of(Claim claim, PartVerdict part) =>
        claim.Rule.Leaves().FirstOrDefault(l => RuleText.Label(l) == part.Label && RuleText.Of(l) == part.Rule);
}
