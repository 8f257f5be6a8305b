using System.Globalization;
using System.Text.RegularExpressions;

namespace InverseRepro.Runner.Slurm;

/// <summary>Time limits as sbatch takes them.</summary>
public static partial class SlurmTime
{
    /// <summary>Minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes or days-hours:minutes:seconds; null for anything else.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (Limit().Match(text) is not { Success: true } limit)
            return null;
        int? Part(string name) => limit.Groups[name] is { Success: true } part && int.TryParse(part.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
        return new TimeSpan(Part("days") ?? 0, Part("hours") ?? 0, Part("minutes") ?? 0, Part("seconds") ?? 0);
    }

    [GeneratedRegex(@"^((?<days>\d{1,6})-(?<hours>\d{1,6})(:(?<minutes>\d{1,6})(:(?<seconds>\d{1,6}))?)?|((?<hours>\d{1,6}):(?=\d+:))?(?<minutes>\d{1,6})(:(?<seconds>\d{1,6}))?)$")]
    private static partial Regex Limit();
}
