using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>One convolution as large as a patch: N×L×C×p×p → N×L×F.</summary>
public sealed class PatchEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d proj;

    public PatchEncoder(int channels, int patchSize, int features) : base(nameof(PatchEncoder))
    {
        proj = nn.Conv2d(channels, features, kernel_size: patchSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor patches)
    {
        using var scope = NewDisposeScope();
        var x = proj.forward(patches.flatten(0, 1)); // NL×F×1×1
        return scope.MoveToOuter(x.view(patches.shape[0], patches.shape[1], -1));
    }
}
