using System.Globalization;
using System.Text.RegularExpressions;
using InverseRepro.Report.Charts;

namespace InverseRepro.Report.Tests;

/// <summary>WCAG 2.2: text at least 4.5 to 1, parts of charts at least 3 to 1, in light and in dark.</summary>
public sealed partial class ContrastTests
{
    private static readonly Dictionary<string, (string Light, string Dark)> Colours = Pairs().Matches(Stylesheet())
        .ToDictionary(m => m.Groups[1].Value, m => (m.Groups[2].Value, m.Groups[3].Value));

    public static TheoryData<string, string, double> Wanted => new()
    {
        { "ink", "paper", 7 }, { "ink", "surface", 7 }, { "ink", "range", 4.5 },
        { "muted", "paper", 4.5 }, { "muted", "surface", 4.5 }, { "muted", "range", 4.5 },
        { "link", "paper", 4.5 }, { "good", "paper", 4.5 }, { "bad", "paper", 4.5 }, { "open", "paper", 4.5 }, { "none", "paper", 4.5 },
        { "open", "range", 3 }, { "link", "range", 3 },
        { "one", "paper", 3 }, { "two", "paper", 3 }, { "three", "paper", 3 }, { "four", "paper", 3 }, { "five", "paper", 3 }, { "six", "paper", 3 },
    };

    [Theory]
    [MemberData(nameof(Wanted))]
    public void Colours_can_be_told_from_their_ground(string colour, string ground, double least)
    {
        Contrast(Rgb(Colours[colour].Light), Rgb(Colours[ground].Light)).Should().BeGreaterThanOrEqualTo(least, "in light");
        Contrast(Rgb(Colours[colour].Dark), Rgb(Colours[ground].Dark)).Should().BeGreaterThanOrEqualTo(least, "in dark");
    }

    [Theory]
    [InlineData(HeatMap.Faintest, "ink")]
    [InlineData(HeatMap.Weak, "ink")]
    [InlineData(HeatMap.Strong, "paper")]
    [InlineData(1, "paper")]
    public void Numbers_in_a_heat_map_can_be_read_on_every_strength(double strength, string writing)
    {
        foreach (var side in new Func<(string Light, string Dark), string>[] { c => c.Light, c => c.Dark })
        {
            var (heat, paper) = (Rgb(side(Colours["heat"])), Rgb(side(Colours["paper"])));
            double[] field = [.. heat.Zip(paper, (h, p) => strength * h + (1 - strength) * p)];
            Contrast(Rgb(side(Colours[writing])), field).Should().BeGreaterThanOrEqualTo(4.5);
        }
    }

    [Fact]
    public void Black_on_white_is_21() => Contrast(Rgb("#000000"), Rgb("#ffffff")).Should().BeApproximately(21, 1e-9);

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one) + 0.05, Luminance(other) + 0.05);
        return Math.Max(a, b) / Math.Min(a, b);
    }

    private static double Luminance(double[] rgb)
    {
        double[] linear = [.. rgb.Select(c => c / 255).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] Rgb(string hex) => [.. new[] { 1, 3, 5 }.Select(i => (double)int.Parse(hex.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    private static string Stylesheet()
    {
        using var stream = typeof(ReportWriter).Assembly.GetManifestResourceStream("report.css")!;
        return new StreamReader(stream).ReadToEnd();
    }

    [GeneratedRegex(@"--(\w+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")]
    private static partial Regex Pairs();
}
