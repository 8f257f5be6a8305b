using System.Security.Cryptography;
using System.Text;
using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>The picture files of a <see cref="PictureCollection"/>, with what is in them where a network's task needs it.</summary>
public static class PictureFiles
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    // One a collection, so that a plan looks through its million files once.
    private static readonly Dictionary<PictureCollection, Requirement.Data> Requirements = Enum.GetValues<PictureCollection>()
        .ToDictionary(collection => collection, collection => new Requirement.Data(Name(collection), root => Probe(root, collection)));

    /// <summary>The data set, as <c>repro data</c> names it.</summary>
    public static Requirement.Data Requirement(PictureCollection collection) => Requirements[collection];

    /// <summary>Paths under the data root, in ordinal order: those to train on, and those to report on, which may be the same ones.</summary>
    public static (IReadOnlyList<string> Training, IReadOnlyList<string> Reported) List(string root, PictureCollection collection)
    {
        var folders = Folders(collection);
        var training = Files(root, folders[0]);
        return (training, folders.Length == 1 ? training : Files(root, folders[1]));
    }

    /// <summary>ImageNet's classes by their folders, numbered in ordinal order as timm's weights number them; none of COCO.</summary>
    public static IReadOnlyDictionary<string, int> Classes(PictureCollection collection, IEnumerable<string> files) =>
        Coco(collection) is not null
            ? new Dictionary<string, int>()
            : files.Select(Class).Distinct().Order(StringComparer.Ordinal).Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);

    /// <summary>The folder that a picture of ImageNet lies in.</summary>
    public static string Class(string file) => file.Split('/')[^2];

    /// <summary>The annotated data set that a collection is; null of ImageNet.</summary>
    public static CocoDataSet? Coco(PictureCollection collection) =>
        collection is PictureCollection.Coco2017 or PictureCollection.CocoSample ? new CocoDataSet(Name(collection)) : null;

    /// <summary>
    /// Present where both parts hold pictures, and of COCO the boxes of those reported on. The fingerprint is of names and sizes: hashing 150 GB before every run would take longer than
    /// many a run; <c>repro data check</c> looks at the contents.
    /// </summary>
    private static DataProbe Probe(string root, PictureCollection collection)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in Folders(collection))
        {
            var files = Files(root, folder);
            if (files.Count == 0)
                return DataProbe.Missing($"{Name(collection)}: no JPEG or PNG files under {Path.Combine(root, folder)}; put them there, or name the data root by REPRO_DATA.");
            foreach (var file in files)
                hash.AppendData(Encoding.UTF8.GetBytes($"{file} {new FileInfo(Path.Combine(root, file)).Length}\n"));
        }
        if (Coco(collection) is null)
            return DataProbe.Present(Convert.ToHexStringLower(hash.GetHashAndReset()));
        var annotations = new FileInfo(Path.Combine(root, Name(collection), "annotations", "instances_val2017.json"));
        if (!annotations.Exists)
            return DataProbe.Missing($"{Name(collection)}: no file {annotations.FullName}; put it there, or name the data root by REPRO_DATA.");
        hash.AppendData(Encoding.UTF8.GetBytes($"{annotations.Name} {annotations.Length}\n"));
        return DataProbe.Present(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string Name(PictureCollection collection) => collection switch
    {
        PictureCollection.ImageNet1k => "imagenet-1k",
        PictureCollection.ImageNetSample => "imagenet-sample",
        PictureCollection.Coco2017 => "coco-2017",
        _ => "coco-sample",
    };

    private static string[] Folders(PictureCollection collection) => collection switch
    {
        PictureCollection.ImageNet1k => ["imagenet-1k/train", "imagenet-1k/val"],
        PictureCollection.ImageNetSample => ["imagenet-sample"],
        PictureCollection.Coco2017 => ["coco-2017/train2017", "coco-2017/val2017"],
        _ => ["coco-sample/train2017", "coco-sample/val2017"],
    };

    private static List<string> Files(string root, string folder) => !Directory.Exists(Path.Combine(root, folder))
        ? []
        : [.. Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
}
