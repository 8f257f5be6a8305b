using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>What one forward pass gives.</summary>
/// <param name="Reconstruction">N×C×H×W.</param>
/// <param name="QuantizationLoss">Scalar, summed over the levels; 0 in evaluation mode.</param>
/// <param name="Indices">N×HW (int64) for each level, the bottom first.</param>
/// <param name="RelativeErrors">Scalar for each level: ‖e − q‖² over ‖e‖² of what was quantised.</param>
public sealed record VqVaePass(Tensor Reconstruction, Tensor QuantizationLoss, IReadOnlyList<Tensor> Indices, IReadOnlyList<Tensor> RelativeErrors)
{
    /// <summary>The training objective: mean squared error and β times the quantisation loss (the paper: β = 0.25).</summary>
    public Tensor Objective(Tensor pictures, double beta)
    {
        using var scope = NewDisposeScope();
        return (nn.functional.mse_loss(Reconstruction, pictures) + beta * QuantizationLoss).MoveToOuterDisposeScope();
    }
}
