using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Fc;

/// <summary>One linear layer, or two with a ReLU between (the reference's <c>ClassifierFCSmall</c>, Medium, Large).</summary>
public sealed class FcClassifier : StagedModule
{
    private readonly List<Linear> _layers;

    /// <param name="widths">d, hidden widths, classes.</param>
    public FcClassifier(IReadOnlyList<int> widths) : base(nameof(FcClassifier)) => _layers = FcWidths.Layers(this, widths);

    protected override Tensor Walk(Tensor x, Features f) // N×d
    {
        var last = _layers.Count;
        for (var i = 1; i < last; i++)
            x = f[$"relu_{i}"] = nn.functional.relu(f[$"linear_{i}"] = _layers[i - 1].forward(x)); // N×widths[i]
        x = f[$"linear_{last}"] = _layers[^1].forward(x);
        return f["output"] = x; // N×classes
    }
}
