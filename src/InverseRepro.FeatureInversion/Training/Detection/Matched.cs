using InverseRepro.Engine;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>What the queries of a batch should give, as tensors on the predictions' device.</summary>
/// <param name="Queries">M: the matched queries, counted through the batch (image · Q + query).</param>
/// <param name="Classes">NQ: the class of each query, matched or not.</param>
/// <param name="Boxes">M×4: the boxes of the matched queries.</param>
internal sealed record Matched(Tensor Queries, Tensor Classes, Tensor Boxes)
{
    internal static Matched Of(IReadOnlyList<IReadOnlyList<(int Query, int Target)>> matches, IReadOnlyList<DetectionTarget> targets, DetectionOutput output)
    {
        var (perImage, noObject) = (output.Logits.shape[1], output.Logits.shape[2] - 1);
        var classes = new long[output.Logits.shape[0] * perImage];
        Array.Fill(classes, noObject);
        var (queries, boxes) = (new List<long>(), new List<float>());
        for (var image = 0; image < targets.Count; image++)
            foreach (var (query, target) in matches[image])
            {
                var at = image * perImage + query;
                var box = targets[image].Boxes[target];
                classes[at] = targets[image].Labels[target];
                queries.Add(at);
                boxes.AddRange([(float)box.CentreX, (float)box.CentreY, (float)box.Width, (float)box.Height]);
            }
        var device = output.Logits.device;
        return new Matched(tensor(queries.ToArray()).Upload(device), tensor(classes).Upload(device), tensor(boxes.ToArray(), [queries.Count, 4]).Upload(device));
    }
}
