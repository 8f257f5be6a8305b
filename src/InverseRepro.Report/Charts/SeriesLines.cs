using InverseRepro.Experiments;

namespace InverseRepro.Report.Charts;

/// <summary>Series of seeds as lines: each seed faint, their median plain.</summary>
internal static class SeriesLines
{
    public static IReadOnlyList<ChartLine> BySeed(IReadOnlyList<(string Seed, IReadOnlyList<Measurement> Values)> series, string name = "median", int style = 0)
    {
        var seeds = series.Where(s => s.Values.Count > 0)
            .Select(s => new ChartLine(s.Seed, [.. s.Values.Select(m => ((double)(m.Index ?? 0), m.Value))], style, Faint: true)).ToList();
        var median = seeds.SelectMany(s => s.Points).GroupBy(p => p.X).OrderBy(g => g.Key).Select(g => (g.Key, Median([.. g.Select(p => p.Y)])));
        return seeds.Count == 1 ? [seeds[0] with { Name = name, Faint = false }] : [.. seeds, new ChartLine(name, [.. median], style)];
    }

    /// <summary>NaN where any value is.</summary>
    public static double Median(IReadOnlyList<double> values)
    {
        if (values.Count == 0 || values.Any(double.IsNaN))
            return double.NaN;
        var sorted = values.Order().ToArray();
        var (low, high) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return low.Equals(high) ? low : (low + high) / 2;
    }
}
