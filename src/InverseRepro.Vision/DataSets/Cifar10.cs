using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>
/// CIFAR-10 in its binary layout (Krizhevsky 2009): records of one label byte and 3 × 1,024 pixel bytes. Training records are
/// those of all of <c>data_batch_1.bin</c> … <c>data_batch_5.bin</c> that are there, at least the first.
/// </summary>
public static class Cifar10
{
    private const string Name = "CIFAR-10";
    private const int Side = 32, Pixels = 3 * Side * Side, Record = 1 + Pixels, MaxRecords = 100_000, TrainingBatches = 5, BatchRecords = 10_000;
    private static readonly string Folder = Path.Combine("cifar-10", "cifar-10-batches-bin");

    private static readonly Requirement.Data Some = new(Name, Probe), Whole = new(Name, ProbeWhole);

    /// <summary>In label order.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Looks for the batches under <paramref name="root"/>.</summary>
    public static DataProbe Probe(string root) =>
        DataFiles.Probe(Name, Path.Combine(root, Folder), [.. Batches(root, Split.Train), .. Batches(root, Split.Test)]);

    /// <summary>What is needed for so many training pictures: of more than one file holds, all of them.</summary>
    public static Requirement.Data Requirement(int training) => training > BatchRecords ? Whole : Some;

    /// <summary>N×3×32×32 in [0, 1], in the order of the files.</summary>
    /// <exception cref="DataSetException">A file is absent or damaged.</exception>
    public static ImageSet Load(string root, Split split)
    {
        var batches = Batches(root, split).Select(name => ReadRecords(Path.Combine(root, Folder, name))).ToList();
        var count = batches.Sum(b => b.Length / Record);
        var images = new ImageBatch(count, 3, Side, Side, new float[count * Pixels]);
        var labels = new int[count];
        var next = 0;
        foreach (var batch in batches)
            for (var at = 0; at < batch.Length; at += Record, next++)
            {
                labels[next] = batch[at];
                var image = images[next];
                for (var p = 0; p < Pixels; p++)
                    image[p] = batch[at + 1 + p] / 255f;
            }
        return new ImageSet(images, labels, ClassNames);
    }

    private static DataProbe ProbeWhole(string root)
    {
        var (found, batches) = (Probe(root), Batches(root, Split.Train).Count);
        return !found.IsPresent || batches == TrainingBatches
            ? found
            : DataProbe.Missing($"{Name}: {batches} of {TrainingBatches} files of training pictures in {Path.Combine(root, Folder)}; this scale takes all of them.");
    }

    private static IReadOnlyList<string> Batches(string root, Split split) => split == Split.Test
        ? ["test_batch.bin"]
        : ["data_batch_1.bin", .. Enumerable.Range(2, TrainingBatches - 1).Select(i => $"data_batch_{i}.bin").Where(n => File.Exists(Path.Combine(root, Folder, n)))];

    private static byte[] ReadRecords(string path)
    {
        using var file = DataFiles.Open(path);
        if (file.Length == 0 || file.Length % Record != 0 || file.Length / Record > MaxRecords)
            throw new DataSetException(path, $"{file.Length} bytes; CIFAR-10 files hold 1 to {MaxRecords} records of {Record} bytes.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        for (var at = 0; at < bytes.Length; at += Record)
            if (bytes[at] >= ClassNames.Count)
                throw new DataSetException(path, $"label {bytes[at]} in record {at / Record}; CIFAR-10 has the classes 0 to {ClassNames.Count - 1}.");
        return bytes;
    }
}
