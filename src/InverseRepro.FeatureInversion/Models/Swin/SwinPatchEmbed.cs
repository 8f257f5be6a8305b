using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>Non-overlapping patches to a grid of normalised tokens (timm <c>layers/patch_embed.py</c> as Swin uses it).</summary>
public sealed class SwinPatchEmbed : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d proj;
    private readonly LayerNorm norm;

    public SwinPatchEmbed(int patchSize, int inChans, int embedDim, double layerNormEps) : base(nameof(SwinPatchEmbed))
    {
        proj = nn.Conv2d(inChans, embedDim, kernel_size: patchSize, stride: patchSize);
        norm = nn.LayerNorm(embedDim, eps: layerNormEps);
        RegisterComponents();
    }

    public override Tensor forward(Tensor image) => norm.forward(proj.forward(image).permute(0, 2, 3, 1)); // N×C×H×W → N×h×w×D
}
