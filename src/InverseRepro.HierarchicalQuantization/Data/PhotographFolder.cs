using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Data;

/// <summary>
/// Photographs in <c>train/CLASS</c> and <c>val/CLASS</c> of a folder of the data root, or in <c>CLASS</c> alone: the centred square
/// of each, resized with antialiasing. They are kept as bytes: 120,000 of 256 pixels a side are 24 GB.
/// </summary>
/// <param name="Name">Of the folder.</param>
/// <param name="Source">How to come by it, one sentence for people.</param>
/// <param name="SplitBySeed">Whether folders of classes lie in it directly, and every seed draws its own splits from all of them.</param>
public sealed record PhotographFolder(string Name, string Source, bool SplitBySeed = false)
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    [JsonIgnore]
    public Requirement.Data Requirement => new(Name, Probe);

    private IReadOnlyList<string> Parts => SplitBySeed ? [""] : ["train", "val"];

    /// <summary>Training and selection pictures are drawn from the first part, those that are reported on from what is left or from the second.</summary>
    internal CodedPictures Load(ImageDataSettings settings, PictureContent content, ICell cell, Device device)
    {
        var (seed, trained) = (cell.Seed.Derive("data"), settings.Train + settings.Select);
        var train = Drawn(cell.DataRoot, Parts[0], seed.Derive("order"), trained + (SplitBySeed ? settings.Report : 0));
        var report = SplitBySeed ? train[trained..] : Drawn(cell.DataRoot, Parts[1], seed.Derive("report"), settings.Report);
        LabelledPictures Decode(IReadOnlyList<(string Path, long Class)> files) => new(
            new PictureSet(Bytes([.. files.Select(f => f.Path)], settings.ImageSize, device), settings, content),
            tensor(files.Select(f => f.Class).ToArray()).Upload(device));
        return new CodedPictures(Decode(train[..settings.Train]), Decode(train[settings.Train..trained]), Decode(report));
    }

    /// <summary>The fingerprint is of names and sizes: hashing 15 GB before every run would take longer than many a run.</summary>
    private DataProbe Probe(string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Parts)
        {
            var files = Files(root, part);
            if (files.Count == 0)
                return DataProbe.Missing($"{Name}: no JPEG or PNG files under {Path.Combine(root, Name, part)}; {Source}");
            foreach (var file in files)
                hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(root, file)} {new FileInfo(file).Length}\n"));
        }
        return DataProbe.Present(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private List<(string Path, long Class)> Drawn(string root, string part, Seed seed, int count)
    {
        var files = Files(root, part);
        if (files.Count < count)
            throw new DataSetException(Path.Combine(root, Name, part), $"{files.Count} pictures are here, and {count} are needed.");
        var classes = files.Select(ClassOf).Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. seed.Stream().Permutation(files.Count).Take(count).Select(i => (files[i], (long)classes.IndexOf(ClassOf(files[i]))))];
    }

    // Each picture depends on its file alone, so that cores share the work without changing a bit.
    private static Tensor Bytes(string[] files, int side, Device device) // N×3×side×side
    {
        var pictures = empty([files.Length, 3, side, side], dtype: ScalarType.Byte, device: device);
        foreach (var (start, chunk) in files.Chunk(512).Index().Select(c => (c.Index * 512, c.Item)))
        {
            using var scope = NewDisposeScope();
            var rgb = new byte[chunk.Length * side * side * 3];
            Parallel.For(0, chunk.Length, i => ImageFile.Read(chunk[i]).ToSquare(side).Rgb.CopyTo(rgb, (long)i * side * side * 3));
            pictures.narrow(0, start, chunk.Length).copy_(tensor(rgb, [chunk.Length, side, side, 3]).Upload(device).permute(0, 3, 1, 2));
        }
        return pictures;
    }

    private static string ClassOf(string file) => Path.GetFileName(Path.GetDirectoryName(file)!);

    private List<string> Files(string root, string part) => !Directory.Exists(Path.Combine(root, Name, part))
        ? []
        : [.. Directory.EnumerateFiles(Path.Combine(root, Name, part), "*", SearchOption.AllDirectories)
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
}
