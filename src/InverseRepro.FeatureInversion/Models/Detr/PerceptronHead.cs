using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>Linear layers with ReLU between (facebookresearch/detr <c>detr.py: MLP</c>).</summary>
public sealed class PerceptronHead : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers;

    public PerceptronHead(int inputs, int hidden, int outputs, int depth) : base(nameof(PerceptronHead))
    {
        layers = nn.ModuleList(Enumerable.Range(0, depth)
            .Select(i => nn.Linear(i == 0 ? inputs : hidden, i == depth - 1 ? outputs : hidden)).ToArray());
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) // …×D → …×outputs
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < layers.Count; i++)
            x = i == 0 ? layers[i].forward(x) : layers[i].forward(nn.functional.relu(x));
        return scope.MoveToOuter(x);
    }
}
