using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>MNIST and its drop-in successors: four gzip-compressed IDX files in one folder of the data root.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Folder">Under the data root.</param>
/// <param name="ClassNames">In label order.</param>
public sealed record IdxDataSet(string Name, string Folder, IReadOnlyList<string> ClassNames)
{
    public static IdxDataSet Mnist { get; } = new("MNIST", "mnist", [.. "0123456789".Select(c => c.ToString())]);

    public static IdxDataSet FashionMnist { get; } = new(
        "Fashion-MNIST", "fashion-mnist",
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]);

    /// <summary>Looks for the four files under <paramref name="root"/>.</summary>
    public DataProbe Probe(string root) =>
        DataFiles.Probe(Name, Path.Combine(root, Folder), [Images(Split.Train), Labels(Split.Train), Images(Split.Test), Labels(Split.Test)]);

    /// <summary>N×1×H×W in [0, 1] (28 × 28 in all known sets), in the order of the files.</summary>
    /// <exception cref="DataSetException">A file is absent or damaged.</exception>
    public ImageSet Load(string root, Split split)
    {
        var (imagePath, labelPath) = (Path.Combine(root, Folder, Images(split)), Path.Combine(root, Folder, Labels(split)));
        var (shape, pixels) = IdxFile.Read(imagePath, rank: 3);
        var (labelShape, labels) = IdxFile.Read(labelPath, rank: 1);
        if (labelShape[0] != shape[0])
            throw new DataSetException(labelPath, $"{labelShape[0]} labels for the {shape[0]} images of {Images(split)}.");
        if (Array.FindIndex(labels, l => l >= ClassNames.Count) is >= 0 and var at)
            throw new DataSetException(labelPath, $"label {labels[at]} at position {at}; {Name} has the classes 0 to {ClassNames.Count - 1}.");
        var images = new ImageBatch(shape[0], 1, shape[1], shape[2], Array.ConvertAll(pixels, p => p / 255f));
        return new ImageSet(images, Array.ConvertAll(labels, l => (int)l), ClassNames);
    }

    private static string Images(Split split) => $"{(split == Split.Train ? "train" : "t10k")}-images-idx3-ubyte.gz";

    private static string Labels(Split split) => $"{(split == Split.Train ? "train" : "t10k")}-labels-idx1-ubyte.gz";
}
