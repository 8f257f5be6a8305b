using InverseRepro.Engine;
using InverseRepro.Engine.Training;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision;
using InverseRepro.Vision.ImageFiles;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>Photographs in files, decoded by batch each time they are asked for.</summary>
/// <param name="root">The data root.</param>
/// <param name="files">Under it, in the order of the split.</param>
public sealed class Photographs(string root, IReadOnlyList<string> files, PhotographSettings settings, Device device) : INormalisedPictures
{
    // Thousands of pictures would not fit into one array of the runtime.
    private const int DecodedAtOnce = 64;

    public int Count => files.Count;

    public Device Device => device;

    /// <summary>The class of each picture; empty where a collection has none.</summary>
    public IReadOnlyList<int> Labels { get; init; } = [];

    /// <summary>File names in the order of the split.</summary>
    public IEnumerable<string> Names => files.Select(file => Path.GetFileName(file));

    public Tensor At(Tensor indices) => Normalise(Decode([.. indices.cpu().data<long>().ToArray().Select(i => (int)i)]));

    public Tensor Slice(int start, int length)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(cat(Batches.InOrder(length, DecodedAtOnce).Select(b => Normalise(Pictures(start + b.Start, b.Length))).ToArray(), 0));
    }

    /// <summary>N×3×H×W in [0, 1].</summary>
    /// <exception cref="ImageFileException">A file is absent or damaged.</exception>
    public ImageBatch Pictures(int start, int length) => Decode([.. Enumerable.Range(start, length)]);

    /// <summary>Pictures in [0, 1] as the network sees them.</summary>
    public Tensor Normalise(ImageBatch pictures)
    {
        using var scope = NewDisposeScope();
        var (mean, std) = (tensor([.. settings.Mean]).Upload(device).view(-1, 1, 1), tensor([.. settings.Std]).Upload(device).view(-1, 1, 1));
        return scope.MoveToOuter((pictures.ToTensor(device) - mean) / std);
    }

    /// <summary>Each picture depends on its file alone, so that cores share the work without changing a bit.</summary>
    private ImageBatch Decode(int[] indices)
    {
        var batch = new ImageBatch(indices.Length, 3, settings.Height, settings.Width, new float[indices.Length * 3 * settings.Height * settings.Width]);
        Parallel.For(0, indices.Length, i =>
        {
            var picture = Frame(ImageFile.Read(Path.Combine(root, files[indices[i]])));
            ImageBatch.FromPictures([picture]).Values.CopyTo(batch[i]);
        });
        return batch;
    }

    private Picture Frame(Picture picture) => settings.CropFraction is { } fraction
        ? new Framing.CentreCrop(settings.Height, fraction).Apply(picture, Interpolation.Bicubic)
        : picture.Resize(settings.Width, settings.Height);
}
