using System.Globalization;
using InverseRepro.Claims.Deciding;

namespace InverseRepro.Claims.Auditing;

/// <summary>Compares a stored verdict with the one that its values give.</summary>
internal static class VerdictAudit
{
    /// <summary>The logarithms of two machines may differ in their last bits.</summary>
    private const double Relative = 1e-9;

    /// <summary>The first difference that matters, or null.</summary>
    public static string? Difference(Verdict stored, Verdict recomputed)
    {
        if (stored.Outcome != recomputed.Outcome)
            return $"stored as {Word(stored.Outcome)}, the values give {Word(recomputed.Outcome)} ({recomputed.Reason})";
        if (!IsSame(stored.Effect, recomputed.Effect))
            return $"stored effect {Text(stored.Effect)}, the values give {Text(recomputed.Effect)}";
        if (stored.Fragile != recomputed.Fragile)
            return $"stored as {(stored.Fragile ? "fragile" : "not fragile")}, the values say otherwise";
        var control = recomputed.Controls.FirstOrDefault(r => stored.Controls.FirstOrDefault(s => s.Name == r.Name)?.Outcome != r.Outcome);
        return control is null ? null : $"control '{control.Name}' is {Word(control.Outcome)} by its values, and stored otherwise";
    }

    private static bool IsSame(Effect? a, Effect? b) => a is null || b is null
        ? a is null && b is null
        : IsSame(a.Estimate, b.Estimate) && IsSame(a.Lower, b.Lower) && IsSame(a.Upper, b.Upper) && IsSame(a.Margin, b.Margin) && a.Unit == b.Unit;

    private static bool IsSame(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= Relative * Math.Max(Math.Abs(a), Math.Abs(b));

    private static string Text(Effect? effect) => effect is null ? "none" : string.Create(CultureInfo.InvariantCulture,
        $"{effect.Estimate:G6} [{effect.Lower:G6}, {effect.Upper:G6}] {effect.Unit} against {effect.Margin:G6}");

    private static string Word(Outcome outcome) => outcome == Outcome.NotMeasured ? "not measured" : outcome.ToString().ToLowerInvariant();
}
