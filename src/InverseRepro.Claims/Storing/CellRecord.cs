using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing;

/// <summary>One cell as it was measured.</summary>
/// <param name="Key">SHA-256 (hex) of settings, seed, scale, data, code and engine: equal keys mean equal measurements.</param>
/// <param name="SettingsJson">The settings as canonical JSON.</param>
/// <param name="Succeeded">False: failed after its retry; then <paramref name="Failure"/> holds the last lines of its log.</param>
/// <param name="Seconds">Wall time of the cell.</param>
/// <param name="PeakBytes">Peak resident memory of its worker while it ran.</param>
public sealed record CellRecord(CellId Id, string Key, string SettingsJson, bool Succeeded, string? Failure, double Seconds, long PeakBytes,
    DateTimeOffset Finished, IReadOnlyList<Measurement> Measurements, IReadOnlyList<ArtefactRecord> Artefacts);

/// <summary>A file a cell left, relative to the artefact folder.</summary>
public sealed record ArtefactRecord(string Name, string Path, string Sha256, long Bytes);
