using InverseRepro.Experiments;

namespace InverseRepro.Report.Pictures;

/// <summary>A picture a cell left, as a page shows it.</summary>
/// <param name="Source">Path relative to the site's folder, with forward slashes, escaped; null where the file is not there.</param>
/// <param name="File">Where it lies; null where it does not.</param>
/// <param name="Problem">Why it is not there, in a few words; null where it is.</param>
public sealed record Picture(CellId Cell, string Name, string? Source, string? File, string? Problem)
{
    public string Caption => $"{Name} of {Cell.Arm}, seed {Cell.Seed}";

    public string AlternativeText => $"Picture '{Name}' that {Cell.Arm} left for seed {Cell.Seed}";
}
