using System.IO.Compression;
using InverseRepro.Experiments;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.DataSets;

/// <summary>
/// Omniglot (Lake, Salakhutdinov and Tenenbaum 2015): drawings of characters, black on white, 105 × 105 pixels, in two zip
/// archives with paths <c>Alphabet/characterNN/CHARACTER_DRAWER.png</c>. The background set trains, the evaluation set tests; they
/// share no alphabet.
/// </summary>
public static class Omniglot
{
    private const string Folder = "omniglot";
    private const int MostBytes = 1 << 20; // of one drawing

    /// <summary>Looks for both archives under <paramref name="root"/>.</summary>
    public static DataProbe Probe(string root) =>
        DataFiles.Probe("Omniglot", Path.Combine(root, Folder), [.. Enum.GetValues<Split>().Select(split => Archive(split) + ".zip")]);

    /// <summary>
    /// N×1×<paramref name="size"/>×<paramref name="size"/> in [0, 1], resized with antialiasing, in the ordinal order of paths;
    /// classes are characters, "Alphabet/characterNN".
    /// </summary>
    /// <param name="limit">At most this many drawings, evenly spread over the order; all without it.</param>
    /// <exception cref="DataSetException">The archive is absent or damaged, or holds no drawings.</exception>
    /// <exception cref="ImageFileException">A drawing cannot be read.</exception>
    public static ImageSet Load(string root, Split split, int size, int? limit = null)
    {
        var path = Path.Combine(root, Folder, Archive(split) + ".zip");
        using var file = DataFiles.Open(path);
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            return Load(zip, path, Archive(split) + "/", size, limit);
        }
        catch (InvalidDataException fault)
        {
            throw new DataSetException(path, $"not a valid zip file: {fault.Message}", fault);
        }
    }

    private static string Archive(Split split) => split == Split.Train ? "images_background" : "images_evaluation";

    private static ImageSet Load(ZipArchive zip, string path, string prefix, int size, int? limit)
    {
        var drawings = zip.Entries
            .Where(e => e.FullName.StartsWith(prefix, StringComparison.Ordinal) && e.FullName.EndsWith(".png", StringComparison.Ordinal))
            .OrderBy(e => e.FullName, StringComparer.Ordinal)
            .ToList();
        if (drawings.Count == 0)
            throw new DataSetException(path, $"no drawings {prefix}…/*.png in it.");
        var count = Math.Min(limit ?? drawings.Count, drawings.Count);
        var chosen = Enumerable.Range(0, count).Select(i => drawings[(int)((long)i * drawings.Count / count)]).ToList();
        var characters = chosen.Select(e => Character(e, prefix)).ToList();
        var classes = characters.Distinct().Select((name, label) => (name, label)).ToDictionary(c => c.name, c => c.label);
        var images = new ImageBatch(count, 1, size, size, new float[count * size * size]);
        for (var i = 0; i < count; i++)
        {
            var picture = Decode(chosen[i], path).ToSquare(size);
            var image = images[i];
            for (var p = 0; p < image.Length; p++)
                image[p] = picture.Rgb[p * 3] / 255f;
        }
        return new ImageSet(images, [.. characters.Select(c => classes[c])], [.. classes.Keys]);
    }

    private static string Character(ZipArchiveEntry drawing, string prefix) =>
        drawing.FullName.LastIndexOf('/') is var end && end > prefix.Length ? drawing.FullName[prefix.Length..end] : "";

    private static Picture Decode(ZipArchiveEntry drawing, string path)
    {
        if (drawing.Length > MostBytes)
            throw new DataSetException(path, $"{drawing.FullName} has {drawing.Length} bytes; at most {MostBytes} are read.");
        var bytes = new byte[drawing.Length];
        using var content = drawing.Open();
        if (content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new DataSetException(path, $"{drawing.FullName} is truncated.");
        return ImageFile.Decode(bytes, $"{path}/{drawing.FullName}");
    }
}
