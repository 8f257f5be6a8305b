using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>2×2 neighbours to one token of twice the width (timm <c>swin_transformer.py: PatchMerging</c>).</summary>
public sealed class PatchMerging : nn.Module<Tensor, Tensor>
{
    private readonly LayerNorm norm;
    private readonly Linear reduction;

    public PatchMerging(int dim, int outDim, double layerNormEps) : base(nameof(PatchMerging))
    {
        norm = nn.LayerNorm(4L * dim, eps: layerNormEps);
        reduction = nn.Linear(4L * dim, outDim, hasBias: false);
        RegisterComponents();
    }

    /// <summary>N×H×W×C → N×⌈H/2⌉×⌈W/2⌉×outDim.</summary>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        if (x.shape[1] % 2 + x.shape[2] % 2 > 0)
            x = nn.functional.pad(x, [0, 0, 0, x.shape[2] % 2, 0, x.shape[1] % 2]);
        var (batch, height, width, channels) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        x = x.view(batch, height / 2, 2, width / 2, 2, channels)
            .permute(0, 1, 3, 4, 2, 5).flatten(3); // N×H/2×W/2×4C: top left, bottom left, top right, bottom right
        return reduction.forward(norm.forward(x)).MoveToOuterDisposeScope();
    }
}
