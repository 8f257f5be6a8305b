using System.Globalization;
using InverseRepro.Claims.Deciding;

namespace InverseRepro.Claims.Auditing;

/// <summary>Compares a stored verdict with the one that its values give.</summary>
internal static class VerdictAudit
{
    /// <summary>The logarithms of two machines may differ in their last bits.</summary>
    private const double Relative = 1e-9;

    /// <summary>All that differs.</summary>
    public static IEnumerable<string> Differences(Verdict stored, Verdict recomputed)
    {
        if (stored.Outcome != recomputed.Outcome)
            yield return $"stored as {Word(stored.Outcome)}, the values give {Word(recomputed.Outcome)} ({recomputed.Reason})";
        if (Difference(stored.Effect, recomputed.Effect) is { } effect)
            yield return effect;
        if (stored.Fragile != recomputed.Fragile)
            yield return $"stored as {(stored.Fragile ? "fragile" : "not fragile")}, the values say otherwise";
        foreach (var part in recomputed.Parts)
        {
            if (Difference(stored.Parts.FirstOrDefault(s => s.Rule == part.Rule), part) is { } difference)
                yield return $"part '{part.Label}': {difference}";
        }
        foreach (var gate in recomputed.Gates.Where(r => stored.Gates.FirstOrDefault(s => (s.Measurement, s.Condition) == (r.Measurement, r.Condition))?.Passed != r.Passed))
            yield return $"gate {gate.Measurement} {gate.Condition} {(gate.Passed ? "passes" : "fails")} by its values, and is stored otherwise";
        foreach (var control in recomputed.Controls.Where(r => stored.Controls.FirstOrDefault(s => s.Name == r.Name)?.Outcome != r.Outcome))
            yield return $"control '{control.Name}' is {Word(control.Outcome)} by its values, and stored otherwise";
    }

    public static string? Difference(Effect? stored, Effect? recomputed) =>
        IsSame(stored, recomputed) ? null : $"stored effect {Text(stored)}, the values give {Text(recomputed)}";

    private static string? Difference(PartVerdict? stored, PartVerdict recomputed) => stored is null ? "not stored"
        : stored.Outcome != recomputed.Outcome ? $"stored as {Word(stored.Outcome)}, the values give {Word(recomputed.Outcome)}"
        : Difference(stored.Effect, recomputed.Effect);

    private static bool IsSame(Effect? a, Effect? b) => a is null || b is null
        ? a is null && b is null
        : IsSame(a.Estimate, b.Estimate) && IsSame(a.Lower, b.Lower) && IsSame(a.Upper, b.Upper) && IsSame(a.Margin, b.Margin) && a.Unit == b.Unit;

    private static bool IsSame(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= Relative * Math.Max(Math.Abs(a), Math.Abs(b));

    private static string Text(Effect? effect) => effect is null ? "none" : string.Create(CultureInfo.InvariantCulture,
        $"{effect.Estimate:G6} [{effect.Lower:G6}, {effect.Upper:G6}] {effect.Unit} against {effect.Margin:G6}");

    private static string Word(Outcome outcome) => outcome == Outcome.NotMeasured ? "not measured" : outcome.ToString().ToLowerInvariant();
}
