using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>Vectors after quantisation.</summary>
/// <param name="Output">The codes in the shape of the input; in training they carry the input's gradient.</param>
/// <param name="Indices">N×L, int64: which code.</param>
/// <param name="RelativeError">Scalar: ‖e − q‖² over ‖e‖², vectors e and their codes q over the whole batch; no gradient.</param>
/// <param name="Loss">1: mean squared distance to the codes, which are constant unless they learn by gradient; 0 in evaluation mode.</param>
public sealed record Quantized(Tensor Output, Tensor Indices, Tensor Loss, Tensor RelativeError);
