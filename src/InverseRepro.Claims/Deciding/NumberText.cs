using System.Globalization;

namespace InverseRepro.Claims.Deciding;

/// <summary>Numbers in reasons: four digits, as many as a handful of seeds supports.</summary>
internal static class NumberText
{
    public static string Of(double number) => double.IsPositiveInfinity(number) ? "∞" : double.IsNegativeInfinity(number) ? "−∞"
        : number.ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−');

    public static string Of(Effect effect) => $"{Of(effect.Estimate)} [{Of(effect.Lower)}, {Of(effect.Upper)}]";
}
