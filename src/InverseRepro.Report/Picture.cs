using InverseRepro.Experiments;

namespace InverseRepro.Report;

/// <summary>A picture a cell left, as the page shows it.</summary>
/// <param name="Source">Path relative to the page, with forward slashes.</param>
internal sealed record Picture(CellId Cell, string Name, string Source)
{
    public string Caption => $"{Name} of {Cell.Arm}, seed {Cell.Seed}";

    public string AlternativeText => $"Picture grid '{Name}' that {Cell.Arm} left for seed {Cell.Seed}";
}
