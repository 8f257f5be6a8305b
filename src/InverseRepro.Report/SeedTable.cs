using System.Xml.Linq;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report;

/// <summary>Every number that decides a claim, seed by seed.</summary>
internal static class SeedTable
{
    public static XElement? Draw(ReportClaim reported)
    {
        var cells = reported.Cells.ToDictionary(c => c.Id);
        var seeds = reported.Verdict.Seeds;
        var claim = reported.Claim.At(reported.Verdict.Scale);
        var rows = claim.Rule.References().Concat(claim.Gates.Select(g => g.Measurement)).Concat(claim.Reported).Distinct()
            .SelectMany(r => Rows(r, reported.Verdict.Scale, seeds, cells)).ToList();
        return rows.Count == 0 ? null : Html.Table("Measurements by seed", ["measurement", "unit", .. seeds.Select(s => $"seed {s}")], rows);
    }

    private static IEnumerable<IEnumerable<object?>> Rows(MeasurementReference reference, Scale scale, IReadOnlyList<Seed> seeds,
        Dictionary<CellId, CellRecord> cells)
    {
        var measured = seeds.Select(seed => cells.GetValueOrDefault(reference.Cell(scale, seed))?.Measurements
            .Where(m => m.Name == reference.Name && Selects(reference, m.Index)).ToDictionary(m => m.Index ?? -1)).ToList();
        var series = measured.OfType<Dictionary<int, Measurement>>().SelectMany(m => m.Values)
            .DistinctBy(m => m.Index).OrderBy(m => m.Index);
        foreach (var one in series)
        {
            var name = $"{reference.Arm}:{one.Name}{(one.Index is { } index ? $"[{index}]" : "")}";
            yield return [name, one.Unit is "1" ? "" : one.Unit, .. measured.Select(m =>
                m?.GetValueOrDefault(one.Index ?? -1) is { } value ? EffectText.Plain(value.Value) : "–")];
        }
    }

    private static bool Selects(MeasurementReference reference, int? index) => reference.Indices is { } wanted
        ? index is { } i && (wanted.Count == 0 || wanted.Contains(i))
        : index is null;
}
