using System.Text.Json;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>
/// Why a gate failed, in four parts: what with numbers, the rule it broke, what probably went wrong, the commands to go on
/// with. <see cref="ToString"/> is stable: a head line <c>FAIL kind claim scale</c>, then lines <c>  part: text</c>.
/// </summary>
public sealed record GateFailure(GateKind Kind, string ClaimId, Scale Scale, IReadOnlyList<string> What, string Rule, string Likely,
    IReadOnlyList<string> Next)
{
    public override string ToString()
    {
        string[] lines =
        [
            $"FAIL {JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString())} {ClaimId} {Scale.ToString().ToLowerInvariant()}",
            .. What.Select(w => $"  what:   {w}"),
            $"  rule:   {Rule}",
            $"  likely: {Likely}",
            .. Next.Select(n => $"  next:   {n}"),
        ];
        return string.Join('\n', lines);
    }
}
