namespace InverseRepro.DataFiles.Fetching;

/// <summary>How far a download is.</summary>
/// <param name="File">Where it goes, under the data root.</param>
/// <param name="Done">Bytes there, those of earlier attempts included.</param>
/// <param name="Total">Null where the server does not say.</param>
/// <param name="BytesPerSecond">Since this command began; null before anything came.</param>
/// <param name="Note">What happened beside bytes coming: a retry and why, a fresh start, unpacking.</param>
public sealed record FetchProgress(string File, long Done, long? Total, double? BytesPerSecond, string? Note = null)
{
    /// <summary>Null where it cannot be told.</summary>
    public TimeSpan? Left => Total is { } total && BytesPerSecond is { } speed and > 0
        ? TimeSpan.FromSeconds(Math.Min((total - Done) / speed, TimeSpan.FromDays(365).TotalSeconds))
        : null;
}
