using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>
/// COCO 2017 (Lin et al. 2014) in its official layout: <c>train2017</c> and <c>val2017</c> with JPEG files, and
/// <c>annotations/instances_*.json</c>; whole or a part of it.
/// </summary>
/// <param name="Folder">Under the data root, or a full path.</param>
public sealed record CocoDataSet(string Folder)
{
    /// <summary>125 reduced photographs.</summary>
    public static CocoDataSet Sample { get; } = new("coco-sample");

    /// <summary>Looks for both splits under <paramref name="root"/>.</summary>
    public DataProbe Probe(string root)
    {
        var folder = Path.Combine(root, Folder);
        string[] pictures = [.. new[] { Split.Train, Split.Test }.SelectMany(split => Pictures(folder, PicturesOf(split)))];
        return DataFiles.Probe("COCO 2017", folder, [AnnotationsOf(Split.Train), AnnotationsOf(Split.Test), .. pictures]);
    }

    /// <summary>Images and objects of a split; <see cref="Split.Test"/> is <c>val2017</c>, since COCO's own test part has no public objects.</summary>
    /// <exception cref="DataSetException">The annotations are absent or damaged; the message names the file and the entry.</exception>
    public CocoSplit Load(string root, Split split)
    {
        var folder = Path.Combine(root, Folder);
        return CocoReader.Read(Path.Combine(folder, AnnotationsOf(split)), Path.Combine(folder, PicturesOf(split)));
    }

    private static string PicturesOf(Split split) => split == Split.Train ? "train2017" : "val2017";

    private static string AnnotationsOf(Split split) => $"annotations/instances_{PicturesOf(split)}.json";

    private static IEnumerable<string> Pictures(string folder, string part) => !Directory.Exists(Path.Combine(folder, part))
        ? [part]
        : Directory.EnumerateFiles(Path.Combine(folder, part), "*.jpg").Select(f => $"{part}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal);
}
