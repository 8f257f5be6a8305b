using System.Globalization;
using InverseRepro.Experiments;

namespace InverseRepro.Report;

/// <summary>Small things as people read them.</summary>
internal static class ReportText
{
    private const int ShortHash = 12;

    public static string Of(Scale scale) => scale.ToString().ToLowerInvariant();

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>E.g. <c>1 claim</c>, <c>3 claims</c>.</summary>
    public static string Count(int number, string what) => $"{number.ToString(CultureInfo.InvariantCulture)} {what}{(number == 1 ? "" : "s")}";

    public static string Minutes(double minutes) => $"{minutes.ToString(minutes < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)} min";

    public static string Short(string hash) => hash.Length > ShortHash ? hash[..ShortHash] : hash;

    /// <summary>A number with its unit, where it has one.</summary>
    public static string Of(double value, string unit) => EffectText.Plain(value) + (unit is "1" or "" ? "" : $" {unit}");

    /// <summary>The address of a paper known by its arXiv number; null for any other name.</summary>
    public static string? Address(string paper) => paper.Length > 0 && paper.All(c => char.IsAsciiDigit(c) || c == '.')
        ? $"https://arxiv.org/abs/{paper}" : null;

    public static string Paper(string paper) => Address(paper) is null ? paper : $"arXiv:{paper}";
}
