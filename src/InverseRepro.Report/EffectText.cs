using System.Globalization;
using InverseRepro.Claims.Deciding;

namespace InverseRepro.Report;

/// <summary>Numbers with the digits their noise supports.</summary>
public static class EffectText
{
    private const int MostDecimals = 8;

    /// <summary>E.g. <c>1.83 [1.74, 1.90] dB</c>.</summary>
    public static string Of(Effect effect)
    {
        var decimals = Decimals(effect.Lower, effect.Upper, effect.Estimate);
        return $"{Fixed(effect.Estimate, decimals)} [{Fixed(effect.Lower, decimals)}, {Fixed(effect.Upper, decimals)}]{Unit(effect)}";
    }

    public static string Margin(Effect effect) => Plain(effect.Margin) + Unit(effect);

    /// <summary>
    /// The effect of the part that a verdict rests on: the headline's where that part came out as the whole did, else that of
    /// the part that did and lies nearest to its margin for its width. A contradicted claim shows what contradicts it.
    /// </summary>
    public static Effect? Deciding(Verdict verdict)
    {
        var resting = verdict.Parts.Where(p => p.Outcome == verdict.Outcome).Select(p => p.Effect).OfType<Effect>().ToList();
        return verdict.Effect is { } headline && resting.Exists(e => e.Label == headline.Label) ? headline : resting.MinBy(Distance) ?? verdict.Effect;
    }

    /// <summary>At most four significant digits.</summary>
    public static string Plain(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ => Signed(value.ToString("G4", CultureInfo.InvariantCulture)),
    };

    private static double Distance(Effect effect) =>
        Math.Abs(effect.Estimate - effect.Margin) / Math.Max(effect.Upper - effect.Lower, double.Epsilon);

    // Two significant digits of the interval's width; four of the estimate where the width is nil.
    private static int Decimals(double lower, double upper, double estimate)
    {
        var width = upper - lower;
        var (size, digits) = width > 0 && double.IsFinite(width) ? (width, 2) : (Math.Abs(estimate), 4);
        return size > 0 && double.IsFinite(size)
            ? Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, MostDecimals)
            : 2;
    }

    private static string Fixed(double value, int decimals) => double.IsFinite(value)
        ? Signed(value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        : Plain(value);

    private static string Signed(string number) => number.Replace('-', '−');

    private static string Unit(Effect effect) => effect.Unit is "1" or "" ? "" : $" {effect.Unit}";
}
