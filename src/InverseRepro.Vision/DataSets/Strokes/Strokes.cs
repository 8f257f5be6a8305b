using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>
/// Drawings of a few curved strokes, black on white, somewhat like the characters of Omniglot but without classes. Drawing i
/// depends on the seed and i alone.
/// </summary>
public static class Strokes
{
    /// <summary>Drawings <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1, N×1×Size×Size, each value a multiple of 1/255.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static ImageBatch Images(StrokeSettings settings, Seed seed, int count, long first = 0)
    {
        settings.Validate();
        var images = new ImageBatch(count, 1, settings.Size, settings.Size, new float[count * settings.Size * settings.Size]);
        for (var i = 0; i < count; i++)
            Render(settings, seed.Derive("drawing", first + i).Stream(), images[i]);
        return images;
    }

    /// <summary>The first <paramref name="columns"/> × <paramref name="rows"/> drawings as one picture, twice enlarged.</summary>
    public static Picture Preview(Seed seed, int columns = 8, int rows = 8, StrokeSettings? settings = null)
    {
        var images = Images(settings ?? new StrokeSettings(), seed, columns * rows);
        var grid = new Drawing.PictureGrid();
        for (var row = 0; row < rows; row++)
            grid.AddRow([.. Enumerable.Range(row * columns, columns).Select(images.ToPicture)]);
        return grid.Draw(images.Width * 2);
    }

    private static void Render(StrokeSettings settings, RandomStream random, Span<float> image)
    {
        var thickness = random.NextDouble(settings.MinThickness, settings.MaxThickness);
        var distances = new double[image.Length]; // of each pixel's centre to the nearest line, in pixels
        Array.Fill(distances, double.PositiveInfinity);
        var reach = thickness / 2 * settings.Size;
        foreach (var stroke in StrokePaths.Draw(settings, random, thickness))
            for (var i = 1; i < stroke.Length; i++)
                Mark(distances, settings.Size, stroke[i - 1], stroke[i], reach + 1);
        for (var p = 0; p < image.Length; p++)
            image[p] = (float)Math.Round(255 * (1 - Math.Clamp(reach - distances[p] + 0.5, 0, 1))) / 255f; // an edge one pixel soft
    }

    /// <summary>Lowers the distances of the pixels within <paramref name="reach"/> of a piece of line, whose ends are in the unit square.</summary>
    private static void Mark(double[] distances, int size, (double X, double Y) from, (double X, double Y) to, double reach)
    {
        var (x0, y0, dx, dy) = (from.X * size, from.Y * size, (to.X - from.X) * size, (to.Y - from.Y) * size);
        var squared = Math.Max(dx * dx + dy * dy, double.Epsilon);
        int First(double a, double d) => Math.Max((int)(Math.Min(a, a + d) - reach), 0);
        int Last(double a, double d) => Math.Min((int)(Math.Max(a, a + d) + reach), size - 1);
        for (var y = First(y0, dy); y <= Last(y0, dy); y++)
            for (var x = First(x0, dx); x <= Last(x0, dx); x++)
            {
                var (px, py) = (x + 0.5 - x0, y + 0.5 - y0);
                var along = Math.Clamp((px * dx + py * dy) / squared, 0, 1);
                var (ex, ey) = (px - along * dx, py - along * dy);
                ref var distance = ref distances[y * size + x];
                distance = Math.Min(distance, Math.Sqrt(ex * ex + ey * ey));
            }
    }
}
