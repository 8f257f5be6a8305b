namespace InverseRepro.Vision.DataSets;

/// <summary>
/// Outlines: a pixel belongs to the object if its centre lies in at least one of them by the even-odd rule. (pycocotools draws
/// outlines on a grid five times finer; the two differ along the edges.)
/// </summary>
/// <param name="Outlines">Each x₀, y₀, x₁, y₁, …, in pixels, closed by the line from the last point to the first.</param>
public sealed record PolygonRegion(IReadOnlyList<double[]> Outlines) : CocoRegion
{
    public override bool[] Mask(int width, int height)
    {
        var mask = new bool[width * height];
        var crossings = new List<double>();
        foreach (var outline in Outlines)
            for (var y = 0; y < height; y++)
            {
                Crossings(outline, y + 0.5, crossings);
                for (var i = 0; i + 1 < crossings.Count; i += 2)
                    for (var x = Math.Max(First(crossings[i]), 0); x < Math.Min(First(crossings[i + 1]), width); x++)
                        mask[y * width + x] = true;
            }
        return mask;
    }

    // The first column whose centre is not left of x.
    private static int First(double x) => (int)Math.Ceiling(x - 0.5);

    /// <summary>Where the outline crosses a row, in ascending order.</summary>
    private static void Crossings(double[] outline, double y, List<double> crossings)
    {
        crossings.Clear();
        for (var i = 0; i < outline.Length; i += 2)
        {
            var j = (i + 2) % outline.Length;
            var (x0, y0, x1, y1) = (outline[i], outline[i + 1], outline[j], outline[j + 1]);
            if (y0 <= y != y1 <= y)
                crossings.Add(x0 + (y - y0) / (y1 - y0) * (x1 - x0));
        }
        crossings.Sort();
    }
}
