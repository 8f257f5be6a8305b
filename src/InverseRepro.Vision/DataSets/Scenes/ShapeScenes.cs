using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>
/// Rendered scenes of simple shapes in which shape, hue, texture and context are known apart: 1 to 4 objects, each with a
/// class-typical hue most of the time, an independent texture, size, tilt and place, before a background that goes with the
/// class of the main object by a set amount. Scene i depends on the seed and i alone.
/// </summary>
public static class ShapeScenes
{
    /// <summary>Class names in label order.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        [.. Enum.GetValues<Shape>().Select(s => s.ToString().ToLowerInvariant())];

    /// <summary>The <paramref name="index"/>-th scene of <paramref name="seed"/>.</summary>
    /// <param name="context">The same scene before this background, in the colours of its own; null: its own background.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static Scene Render(SceneSettings settings, Seed seed, long index, Background? context = null)
    {
        settings.Validate();
        return SceneRenderer.Render(settings, seed.Derive("scene", index).Stream(), context);
    }

    /// <summary>Scenes <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1 with everything known of them.</summary>
    public static IReadOnlyList<Scene> Render(SceneSettings settings, Seed seed, long first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Render(settings, seed, first + i))];

    /// <summary>Images and labels of scenes <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1, N×3×Size×Size.</summary>
    public static ImageSet Images(SceneSettings settings, Seed seed, int count, long first = 0)
    {
        settings.Validate();
        var images = new ImageBatch(count, 3, settings.Size, settings.Size, new float[count * 3 * settings.Size * settings.Size]);
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            var scene = Render(settings, seed, first + i);
            scene.Image.CopyTo(images[i]);
            labels[i] = scene.Label;
        }
        return new ImageSet(images, labels, [.. ClassNames.Take(settings.Classes)]);
    }

    /// <summary>Images and labels of rendered scenes.</summary>
    public static ImageSet Images(SceneSettings settings, IReadOnlyList<Scene> scenes)
    {
        float[] values = [.. scenes.SelectMany(s => s.Image)];
        return new ImageSet(new ImageBatch(scenes.Count, 3, settings.Size, settings.Size, values), [.. scenes.Select(s => s.Label)],
            [.. ClassNames.Take(settings.Classes)]);
    }

    /// <summary>The first <paramref name="columns"/> × <paramref name="rows"/> scenes as one picture, twice enlarged.</summary>
    public static Picture Preview(Seed seed, int columns = 8, int rows = 8, SceneSettings? settings = null)
    {
        var images = Images(settings ?? new SceneSettings(), seed, columns * rows).Images;
        var grid = new Drawing.PictureGrid();
        for (var row = 0; row < rows; row++)
            grid.AddRow([.. Enumerable.Range(row * columns, columns).Select(images.ToPicture)]);
        return grid.Draw(images.Width * 2);
    }
}
