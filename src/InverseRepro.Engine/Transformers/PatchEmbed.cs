using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Transformers;

/// <summary>Non-overlapping patches to tokens (timm <c>layers/patch_embed.py</c>).</summary>
public sealed class PatchEmbed : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d proj;

    public PatchEmbed(int patchSize, int inChans, int embedDim, bool bias = true) : base(nameof(PatchEmbed))
    {
        proj = nn.Conv2d(inChans, embedDim, kernel_size: patchSize, stride: patchSize, bias: bias);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => proj.forward(x).flatten(2).transpose(1, 2); // N×C×H×W → N×L×D
}
