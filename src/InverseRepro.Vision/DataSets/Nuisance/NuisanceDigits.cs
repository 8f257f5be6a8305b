using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>
/// Bright digits whose slant, thickness, size, place and ink, and a background of level, gradient and spot, are drawn independently
/// of the label and make most of the pixels' variance: what tells classes apart is little of what a reconstruction needs. Picture
/// i depends on the seed and i alone.
/// </summary>
public static class NuisanceDigits
{
    /// <summary>Class names in label order.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = [.. "0123456789".Select(c => c.ToString())];

    /// <summary>Pictures <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1, N×1×Size×Size, each value a multiple of 1/255.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static ImageSet Images(NuisanceSettings settings, Seed seed, int count, long first = 0)
    {
        settings.Validate();
        var images = new ImageBatch(count, 1, settings.Size, settings.Size, new float[count * settings.Size * settings.Size]);
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = seed.Derive("label", first + i).Stream().NextInt(settings.Classes);
            Render(labels[i], Nuisance.Draw(seed.Derive("nuisance", first + i).Stream(), settings.Strength), settings.Size, images[i]);
        }
        return new ImageSet(images, labels, [.. ClassNames.Take(settings.Classes)]);
    }

    /// <summary>The first <paramref name="columns"/> × <paramref name="rows"/> pictures as one, enlarged fourfold.</summary>
    public static Picture Preview(Seed seed, int columns = 8, int rows = 8, NuisanceSettings? settings = null)
    {
        var images = Images(settings ?? new NuisanceSettings(), seed, columns * rows).Images;
        var grid = new Drawing.PictureGrid();
        for (var row = 0; row < rows; row++)
            grid.AddRow([.. Enumerable.Range(row * columns, columns).Select(images.ToPicture)]);
        return grid.Draw(images.Width * 4);
    }

    private static void Render(int digit, Nuisance nuisance, int size, Span<float> image)
    {
        (double X, double Y)[] line = [.. DigitOutlines.Of(digit).Select(nuisance.Place)];
        for (var p = 0; p < image.Length; p++)
        {
            var (x, y) = ((p % size + 0.5) / size, (p / size + 0.5) / size);
            var ink = Math.Clamp((nuisance.Thickness / 2 - Distance(line, x, y)) * size + 0.5, 0, 1); // an edge one pixel soft
            var value = Math.Clamp((1 - ink) * nuisance.Background(x, y) + ink * nuisance.Ink, 0, 1);
            image[p] = (float)Math.Round(255 * value) / 255f;
        }
    }

    private static double Distance((double X, double Y)[] line, double x, double y)
    {
        var nearest = double.PositiveInfinity;
        for (var i = 1; i < line.Length; i++)
        {
            var (x0, y0) = line[i - 1];
            var (dx, dy) = (line[i].X - x0, line[i].Y - y0);
            var along = Math.Clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);
            var (ex, ey) = (x - x0 - along * dx, y - y0 - along * dy);
            nearest = Math.Min(nearest, ex * ex + ey * ey);
        }
        return Math.Sqrt(nearest);
    }
}
