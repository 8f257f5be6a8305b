using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Fc;

/// <summary>One linear layer for each of K members, as one batched product.</summary>
public sealed class EnsembleLinear : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // K×in×out
    private readonly Parameter bias; // K×1×out

    /// <summary>Takes over the members' weights; all have one shape.</summary>
    /// <param name="weights">out×in each, as <c>nn.Linear</c> has them.</param>
    /// <param name="biases">out each.</param>
    public EnsembleLinear(IEnumerable<Tensor> weights, IEnumerable<Tensor> biases) : base(nameof(EnsembleLinear))
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        weight = nn.Parameter(stack([.. weights]).transpose(1, 2).contiguous().MoveToOuterDisposeScope());
        bias = nn.Parameter(stack([.. biases]).unsqueeze(1).MoveToOuterDisposeScope());
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => baddbmm(bias, x, weight); // K×N×in → K×N×out

    /// <summary>Gives a member's weights back.</summary>
    public void CopyTo(int member, Tensor memberWeight, Tensor memberBias)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        memberWeight.copy_(weight[member].t());
        memberBias.copy_(bias[member, 0]);
    }
}
