using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Transformers;

/// <summary>Two linear layers with exact GELU between (timm <c>layers/mlp.py</c>).</summary>
public sealed class Mlp : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    public Mlp(int dim, int hidden, bool bias = true) : base(nameof(Mlp))
    {
        fc1 = nn.Linear(dim, hidden, hasBias: bias);
        fc2 = nn.Linear(hidden, dim, hasBias: bias);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.forward(nn.functional.gelu(fc1.forward(x))); // N×L×D
}
