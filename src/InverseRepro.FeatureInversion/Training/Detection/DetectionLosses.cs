using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>The losses of a batch.</summary>
/// <param name="Total">What is minimised: the weighted sum over all decoder layers.</param>
/// <param name="Parts">
/// By the reference's names: <c>loss_ce</c>, <c>loss_bbox</c>, <c>loss_giou</c>, and <c>cardinality_error</c> and <c>class_error</c> (percent), which are not
/// minimised. Those of auxiliary layer i end in <c>_i</c>.
/// </param>
public sealed record DetectionLosses(Tensor Total, IReadOnlyDictionary<string, Tensor> Parts);
