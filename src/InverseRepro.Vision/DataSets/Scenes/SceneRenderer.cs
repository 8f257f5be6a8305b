using InverseRepro.Experiments;
using InverseRepro.Vision.Colour;

namespace InverseRepro.Vision.DataSets;

/// <summary>Draws one scene: what is in it first, then its pixels.</summary>
internal static class SceneRenderer
{
    private const int Subsamples = 3; // in each direction of a pixel
    private const double HueSpread = 6; // degrees, standard deviation around the typical hue
    private const double MaxTilt = Math.PI / 9; // a square tilted further would look like a diamond

    private readonly record struct Placed(
        Shape Shape, double X, double Y, double Radius, double Tilt, double Hue, bool Typical, (double R, double G, double B) Colour, Surface Surface);

    internal static Scene Render(SceneSettings settings, RandomStream random, Background? context)
    {
        var count = settings.MinObjects + random.NextInt(settings.MaxObjects - settings.MinObjects + 1);
        var main = Place(settings, random, 0.24, 0.36, null);
        var background = random.NextDouble() < settings.ContextCorrelation
            ? SceneSettings.TypicalBackground(main.Shape)
            : (Background)random.NextInt(Enum.GetValues<Background>().Length);
        background = context ?? background; // drawn all the same, so that nothing else of the scene changes
        var backdrop = new Backdrop(background, random);
        var image = Paint(settings.Size, backdrop);
        var objects = new List<SceneObject>(count);
        for (var i = 1; i < count; i++)
            Draw(Place(settings, random, 0.1, 0.17, main), settings.Size, image, objects);
        Draw(main, settings.Size, image, objects);
        return new Scene(Array.ConvertAll(image, v => (float)Math.Round(Math.Clamp(v, 0, 1) * 255) / 255f), objects, background);
    }

    // Lesser objects keep clear of the main one where a few tries allow it.
    private static Placed Place(SceneSettings settings, RandomStream random, double minRadius, double maxRadius, Placed? main)
    {
        var shape = (Shape)random.NextInt(settings.Classes);
        var typical = random.NextDouble() < settings.TypicalHueProbability;
        var hue = typical ? settings.TypicalHue(shape) + HueSpread * random.NextGaussian() : random.NextDouble(0, 360);
        hue -= 360 * Math.Floor(hue / 360);
        var colour = Hsv.ToRgb(hue / 360, random.NextDouble(0.6, 1), random.NextDouble(0.7, 1));
        var radius = random.NextDouble(minRadius, maxRadius);
        double x, y;
        var tries = 0;
        do
        {
            x = random.NextDouble(0.85 * radius, 1 - 0.85 * radius);
            y = random.NextDouble(0.85 * radius, 1 - 0.85 * radius);
        }
        while (main is { } m && Math.Sqrt((x - m.X) * (x - m.X) + (y - m.Y) * (y - m.Y)) < 0.8 * (radius + m.Radius) && ++tries < 10);
        return new Placed(shape, x, y, radius, random.NextDouble(-MaxTilt, MaxTilt), hue, typical, colour, new Surface(random));
    }

    private static double[] Paint(int size, Backdrop backdrop)
    {
        var image = new double[3 * size * size];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
            {
                var at = y * size + x;
                (image[at], image[size * size + at], image[2 * size * size + at]) = backdrop.Colour((x + 0.5) / size, (y + 0.5) / size);
            }
        return image;
    }

    private static void Draw(Placed placed, int size, double[] image, List<SceneObject> objects)
    {
        var (left, right) = Range(placed.X, placed.Radius, size);
        var (top, bottom) = Range(placed.Y, placed.Radius, size);
        var (sin, cos) = Math.SinCos(placed.Tilt);
        var mask = new bool[size * size];
        var box = (Left: size, Top: size, Right: -1, Bottom: -1);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                var coverage = Coverage(placed, x, y, size, sin, cos);
                if (coverage == 0)
                    continue;
                Blend(image, y * size + x, size * size, placed, coverage, Local(placed, (x + 0.5) / size, (y + 0.5) / size, sin, cos));
                if (coverage < 0.5)
                    continue;
                mask[y * size + x] = true;
                box = (Math.Min(box.Left, x), Math.Min(box.Top, y), Math.Max(box.Right, x), Math.Max(box.Bottom, y));
            }
        foreach (var behind in objects)
            for (var i = 0; i < mask.Length; i++)
                behind.Mask[i] &= !mask[i];
        var pixels = new PixelBox(box.Left, box.Top, Math.Max(box.Right - box.Left + 1, 0), Math.Max(box.Bottom - box.Top + 1, 0));
        objects.Add(new SceneObject(placed.Shape, placed.Hue, placed.Typical, placed.Surface.Texture, pixels, mask));
    }

    // All shapes lie within 1.1 radii of their centre.
    private static (int First, int Last) Range(double centre, double radius, int size) =>
        (Math.Max((int)((centre - 1.1 * radius) * size), 0), Math.Min((int)((centre + 1.1 * radius) * size), size - 1));

    private static double Coverage(in Placed placed, int x, int y, int size, double sin, double cos)
    {
        var inside = 0;
        for (var i = 0; i < Subsamples; i++)
            for (var j = 0; j < Subsamples; j++)
            {
                var (u, v) = Local(placed, (x + (j + 0.5) / Subsamples) / size, (y + (i + 0.5) / Subsamples) / size, sin, cos);
                if (ShapeGeometry.Contains(placed.Shape, u, v))
                    inside++;
            }
        return inside / (double)(Subsamples * Subsamples);
    }

    private static (double U, double V) Local(in Placed placed, double x, double y, double sin, double cos)
    {
        var (dx, dy) = ((x - placed.X) / placed.Radius, (y - placed.Y) / placed.Radius);
        return (dx * cos + dy * sin, dy * cos - dx * sin);
    }

    private static void Blend(double[] image, int at, int plane, in Placed placed, double coverage, (double U, double V) local)
    {
        var brightness = placed.Surface.Brightness(local.U, local.V);
        image[at] += coverage * (placed.Colour.R * brightness - image[at]);
        image[plane + at] += coverage * (placed.Colour.G * brightness - image[plane + at]);
        image[2 * plane + at] += coverage * (placed.Colour.B * brightness - image[2 * plane + at]);
    }
}
