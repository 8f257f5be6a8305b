using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Batch norm whose statistics and affine part are constants, in training too (facebookresearch/detr <c>backbone.py</c>): a
/// scale weight / √(running_var + 1e-5) and a shift, applied in one pass.
/// </summary>
public sealed class FrozenBatchNorm2d : nn.Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-5;

    private readonly Tensor weight; // C, as are the others
    private readonly Tensor bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;

    public FrozenBatchNorm2d(long channels) : base(nameof(FrozenBatchNorm2d))
    {
        weight = ones(channels);
        bias = zeros(channels);
        running_mean = zeros(channels);
        running_var = ones(channels);
        RegisterComponents();
    }

    /// <summary>N×C×H×W → N×C×H×W.</summary>
    public override Tensor forward(Tensor x) =>
        nn.functional.batch_norm(x, running_mean, running_var, weight, bias, training: false, eps: Epsilon);
}
