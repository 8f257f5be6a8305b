using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>One token to 2×2 narrower ones, the inverse of patch merging (inverse-tvm <c>PatchSplitting</c>).</summary>
public sealed class PatchSplitting : StagedModule
{
    private readonly LayerNorm norm;
    private readonly Linear expansion;
    private readonly int _outDim;

    public PatchSplitting(int dim, int outDim, double layerNormEps = 1e-5) : base(nameof(PatchSplitting))
    {
        norm = nn.LayerNorm(dim, eps: layerNormEps);
        expansion = nn.Linear(dim, 4L * outDim, hasBias: false);
        _outDim = outDim;
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×H×W×C
    {
        var (batch, height, width) = (x.shape[0], x.shape[1], x.shape[2]);
        x = f["norm"] = norm.forward(x);
        x = f["expansion"] = expansion.forward(x); // N×H×W×4D: top left, top right, bottom left, bottom right
        return f["output"] = x.view(batch, height, width, 2, 2, _outDim).permute(0, 1, 3, 2, 4, 5)
            .reshape(batch, 2 * height, 2 * width, _outDim); // N×2H×2W×D
    }
}
