using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>Inverse modules g₁ … g_S of a staged target: g₁ gives the image, g_k gives z_{k−1} from z_k.</summary>
public sealed class InverseChain : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.Module<Tensor, Tensor>> _modules = [];

    /// <param name="modules">g₁ first; state-dict keys start with the stage number.</param>
    public InverseChain(IEnumerable<nn.Module<Tensor, Tensor>> modules) : base(nameof(InverseChain))
    {
        foreach (var module in modules)
        {
            register_module($"{_modules.Count + 1}", module);
            _modules.Add(module);
        }
    }

    public int Depth => _modules.Count;

    /// <summary>g_k, with k from 1.</summary>
    public nn.Module<Tensor, Tensor> this[int stage] => _modules[stage - 1];

    /// <summary>R_k = g₁∘…∘g_k(z_k): N×(1+L)×D → N×C×H×W in (0, 1).</summary>
    public Tensor Reconstruct(Tensor representation, int stage) => Through(representation, Enumerable.Range(1, stage).Reverse());

    /// <summary>What these modules, the first of them first, make of a representation.</summary>
    /// <param name="stages">Each module takes what the one before it gives; the last is 1 where an image is wanted.</param>
    public Tensor Through(Tensor representation, IEnumerable<int> stages) => stages.Aggregate(representation, (z, stage) => this[stage].forward(z));

    public override Tensor forward(Tensor representation) => Reconstruct(representation, Depth);
}
