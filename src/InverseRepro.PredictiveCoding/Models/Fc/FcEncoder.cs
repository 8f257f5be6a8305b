using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Fc;

/// <summary>Linear layers with a ReLU after each, the latent included, so that z ≥ 0 (the reference's <c>EncoderFCSmall</c>, Medium, Large).</summary>
public sealed class FcEncoder : StagedModule
{
    private readonly List<Linear> _layers;

    /// <param name="widths">Pixels, hidden widths, d.</param>
    public FcEncoder(IReadOnlyList<int> widths) : base(nameof(FcEncoder)) => _layers = FcWidths.Layers(this, widths);

    protected override Tensor Walk(Tensor x, Features f) // N×C×H×W
    {
        x = x.flatten(1); // N×CHW
        for (var i = 1; i <= _layers.Count; i++)
            x = f[$"relu_{i}"] = nn.functional.relu(f[$"linear_{i}"] = _layers[i - 1].forward(x)); // N×widths[i]
        return f["output"] = x; // N×d
    }
}
