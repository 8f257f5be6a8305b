using System.Globalization;

namespace InverseRepro.Cli.Progress;

/// <summary>Durations as people say them.</summary>
internal static class Duration
{
    public static string Of(TimeSpan time)
    {
        var culture = CultureInfo.InvariantCulture;
        return time.TotalSeconds < 100 ? string.Create(culture, $"{time.TotalSeconds:0} s")
            : time.TotalMinutes < 100 ? string.Create(culture, $"{time.TotalMinutes:0} min")
            : string.Create(culture, $"{time.TotalHours:0.0} h");
    }

    public static string Left(TimeSpan? left) => left is { } time ? $"about {Of(time)} left" : "time left not known yet";
}
