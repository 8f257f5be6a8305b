using InverseRepro.Experiments;

namespace InverseRepro.Claims.Definition;

/// <summary>Which cells a claim plans.</summary>
public static class ClaimCells
{
    /// <summary>
    /// The cells that rule, gates and controls read, and those measured beside them, each once. What a claim merely reports adds
    /// none: it is shown where these cells, or those of another claim, measured it.
    /// </summary>
    /// <param name="seeds">Null: as planned for the scale.</param>
    public static IReadOnlyList<CellId> Of(Claim claim, Scale scale, IReadOnlyList<Seed>? seeds = null)
    {
        claim = claim.At(scale);
        seeds ??= claim.SeedsAt(scale);
        var main = claim.Rule.References().Concat(claim.Gates.Select(g => g.Measurement)).Concat(claim.Beside.Select(b => b.Measurement))
            .SelectMany(r => seeds.Select(s => r.Cell(scale, s)));
        var controls = claim.Controls.SelectMany(control => (claim.Rule.For(control)?.References() ?? [])
            .SelectMany(r => seeds.Take(control.Seeds ?? seeds.Count).Select(s => r.Cell(scale, s))));
        return [.. main.Concat(controls).Distinct()];
    }
}
