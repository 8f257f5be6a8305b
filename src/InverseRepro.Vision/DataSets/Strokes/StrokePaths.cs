using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>The lines of one drawing: strokes of one to three arcs, which meet smoothly or at a corner; most begin on an earlier stroke.</summary>
internal static class StrokePaths
{
    private const int PointsPerArc = 16;
    private const double StartsOnAnother = 0.7, Corner = 0.5;

    /// <summary>The points of each stroke, centred in the unit square and filling most of it, for a pen this thick.</summary>
    internal static IReadOnlyList<(double X, double Y)[]> Draw(StrokeSettings settings, RandomStream random, double thickness)
    {
        var count = settings.MinStrokes + random.NextInt(settings.MaxStrokes - settings.MinStrokes + 1);
        var strokes = new List<(double X, double Y)[]>(count);
        for (var i = 0; i < count; i++)
            strokes.Add(Stroke(random, Start(strokes, random)));
        return Framed(strokes, random, thickness);
    }

    private static (double X, double Y) Start(List<(double X, double Y)[]> strokes, RandomStream random)
    {
        var (x, y, onAnother) = (random.NextDouble(-0.5, 0.5), random.NextDouble(-0.5, 0.5), random.NextDouble() < StartsOnAnother);
        if (strokes.Count == 0 || !onAnother)
            return (x, y);
        var other = strokes[random.NextInt(strokes.Count)];
        return other[random.NextInt(other.Length)];
    }

    private static (double X, double Y)[] Stroke(RandomStream random, (double X, double Y) start)
    {
        var arcs = 1 + random.NextInt(3);
        var points = new List<(double X, double Y)> { start };
        var heading = random.NextDouble(0, 2 * Math.PI);
        for (var arc = 0; arc < arcs; arc++)
        {
            var (length, turn) = (random.NextDouble(0.3, 0.9), random.NextDouble(-1, 1) * random.NextDouble() * 1.5 * Math.PI);
            for (var i = 0; i < PointsPerArc; i++)
            {
                heading += turn / PointsPerArc;
                var (x, y) = points[^1];
                points.Add((x + length / PointsPerArc * Math.Cos(heading), y + length / PointsPerArc * Math.Sin(heading)));
            }
            if (random.NextDouble() < Corner)
                heading += random.NextDouble(0.25, 0.75) * Math.PI * (random.NextInt(2) * 2 - 1);
        }
        return [.. points];
    }

    // Drawings of all shapes take about the same room, and the pen stays inside.
    private static IReadOnlyList<(double X, double Y)[]> Framed(List<(double X, double Y)[]> strokes, RandomStream random, double thickness)
    {
        var all = strokes.SelectMany(s => s).ToList();
        var (left, right, top, bottom) = (all.Min(p => p.X), all.Max(p => p.X), all.Min(p => p.Y), all.Max(p => p.Y));
        var extent = random.NextDouble(0.6, 0.95) * (1 - thickness);
        var scale = extent / Math.Max(right - left, bottom - top);
        var (roomX, roomY) = (1 - thickness - scale * (right - left), 1 - thickness - scale * (bottom - top));
        var (x0, y0) = (thickness / 2 + roomX * random.NextDouble(0.25, 0.75), thickness / 2 + roomY * random.NextDouble(0.25, 0.75));
        return [.. strokes.Select(stroke => Array.ConvertAll(stroke, p => (x0 + scale * (p.X - left), y0 + scale * (p.Y - top))))];
    }
}
