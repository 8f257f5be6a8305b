using InverseRepro.Experiments;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.DataSets;

/// <summary>
/// JPEG and PNG files in a folder of the data root: one folder a class, classes in the ordinal order of their names, or files
/// side by side, which are then one class named like the folder.
/// </summary>
/// <param name="Folder">Under the data root, or a full path.</param>
public sealed record ImageFolder(string Folder)
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <summary>Looks for pictures under <paramref name="root"/>.</summary>
    public DataProbe Probe(string root)
    {
        var folder = Path.Combine(root, Folder);
        if (!Directory.Exists(folder))
            return DataFiles.Missing($"{Folder}: no folder {folder}");
        var files = Files(root);
        return files.Count > 0
            ? DataFiles.Probe(Folder, folder, [.. files.Select(f => f.Name)])
            : DataFiles.Missing($"{Folder}: neither JPEG nor PNG files in {folder} or its folders");
    }

    /// <summary>
    /// N×3×<paramref name="size"/>×<paramref name="size"/> in [0, 1]: the centred square of each picture, resized with
    /// antialiasing; in the ordinal order of paths.
    /// </summary>
    /// <param name="limit">At most this many pictures, evenly spread over the order; all without it.</param>
    /// <exception cref="DataSetException">There is no picture.</exception>
    /// <exception cref="ImageFileException">A picture cannot be read.</exception>
    public ImageSet Load(string root, int size, int? limit = null)
    {
        var folder = Path.Combine(root, Folder);
        var files = Directory.Exists(folder) ? Files(root) : [];
        if (files.Count == 0)
            throw new DataSetException(folder, "neither JPEG nor PNG files here or in its folders.");
        var classes = files.Select(f => f.Class).Distinct().ToList();
        var count = Math.Min(limit ?? files.Count, files.Count);
        var chosen = Enumerable.Range(0, count).Select(i => files[(int)((long)i * files.Count / count)]).ToList();
        var images = new ImageBatch(count, 3, size, size, new float[count * 3 * size * size]);
        for (var i = 0; i < count; i++)
            ImageBatch.FromPictures([ImageFile.Read(Path.Combine(folder, chosen[i].Name)).ToSquare(size)]).Values.CopyTo(images[i]);
        return new ImageSet(images, [.. chosen.Select(f => classes.IndexOf(f.Class))], classes);
    }

    private List<(string Name, string Class)> Files(string root)
    {
        var folder = Path.Combine(root, Folder);
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, name.Contains('/') ? name[..name.IndexOf('/')] : Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))))];
    }
}
