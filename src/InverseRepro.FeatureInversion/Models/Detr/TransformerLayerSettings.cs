using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>A <see cref="TransformerEncoderLayer"/> or <see cref="TransformerDecoderLayer"/>.</summary>
/// <param name="Width">D; a multiple of <paramref name="NumHeads"/>.</param>
/// <param name="Dropout">Probability, in training alone.</param>
/// <param name="PreNorm">Whether norms precede attention and feed-forward part, instead of following their residual sums.</param>
public sealed record TransformerLayerSettings(int Width, int NumHeads, int DimFeedforward, double Dropout = 0, bool PreNorm = false,
    TransformerActivation Activation = TransformerActivation.Relu)
{
    internal Tensor Activate(Tensor x) => Activation == TransformerActivation.Relu ? nn.functional.relu(x) : nn.functional.gelu(x);
}
