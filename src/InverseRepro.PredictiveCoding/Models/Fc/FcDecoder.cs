using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Fc;

/// <summary>Linear layers with ReLU between and tanh at the end (the reference's <c>DecoderFCSmall</c>, Medium, Large).</summary>
public sealed class FcDecoder : StagedModule
{
    private readonly List<Linear> _layers;
    private readonly long[] _image;

    /// <param name="widths">d, hidden widths, pixels.</param>
    /// <param name="image">C, H and W; their product is the last width.</param>
    public FcDecoder(IReadOnlyList<int> widths, IReadOnlyList<long> image) : base(nameof(FcDecoder))
    {
        if (image.Aggregate(1L, (product, size) => product * size) != widths[^1])
            throw new ArgumentException($"A picture of {string.Join('×', image)} has not {widths[^1]} pixels.", nameof(image));
        _layers = FcWidths.Layers(this, widths);
        _image = [.. image];
    }

    protected override Tensor Walk(Tensor x, Features f) // N×d
    {
        var last = _layers.Count;
        for (var i = 1; i < last; i++)
            x = f[$"relu_{i}"] = nn.functional.relu(f[$"linear_{i}"] = _layers[i - 1].forward(x)); // N×widths[i]
        x = f[$"tanh_{last}"] = nn.functional.tanh(f[$"linear_{last}"] = _layers[^1].forward(x)); // N×CHW
        return f["output"] = x.view([x.shape[0], .. _image]); // N×C×H×W in (−1, 1)
    }
}
