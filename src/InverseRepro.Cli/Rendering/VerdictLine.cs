using System.Globalization;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Report;

namespace InverseRepro.Cli.Rendering;

/// <summary>A verdict in one line.</summary>
internal static class VerdictLine
{
    public static string Of(Verdict verdict)
    {
        var effect = EffectText.Deciding(verdict);
        var numbers = effect is null ? "" : $", {effect.Label} {EffectText.Of(effect)} against {EffectText.Margin(effect)}";
        return $"{OutcomeText.Glyph(verdict.Outcome)} {OutcomeText.Word(verdict.Outcome)}{(verdict.Fragile ? " (fragile)" : "")}{numbers}, " +
            $"{verdict.Seeds.Count.ToString(CultureInfo.InvariantCulture)} seeds, controls: {OutcomeText.Controls(verdict)}";
    }

    public static string Of(RunRecord run, Verdict verdict) =>
        $"{Of(verdict)} (run {run.Id.ToString(CultureInfo.InvariantCulture)}, {run.Started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}, " +
        $"{run.Commit[..Math.Min(8, run.Commit.Length)]}{(run.Dirty ? "+" : "")})";
}
