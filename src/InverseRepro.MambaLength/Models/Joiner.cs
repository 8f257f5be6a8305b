using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>From the features of a patch to the content of its token: N×L×F → N×L×E.</summary>
public sealed class Joiner : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear_1;

    public Joiner(int features, int width) : base(nameof(Joiner))
    {
        linear_1 = nn.Linear(features, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor features) => linear_1.forward(features);
}
