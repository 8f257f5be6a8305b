using InverseRepro.Engine;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>
/// DETR's loss (facebookresearch/detr <c>detr.py: SetCriterion</c>): every decoder layer is matched with the objects; each query
/// should give its object's class or "no object", each matched one its object's box.
/// </summary>
/// <param name="Matcher">Its weights are also those of the losses.</param>
/// <param name="NoObjectWeight">Of "no object" in the weighted mean of the cross entropy (<c>eos_coef</c>).</param>
public sealed record SetCriterion(HungarianMatcher Matcher, double NoObjectWeight = 0.1)
{
    /// <param name="layers">Auxiliary layers first, the network's own output last.</param>
    /// <param name="targets">One for each image.</param>
    public DetectionLosses Of(IReadOnlyList<DetectionOutput> layers, IReadOnlyList<DetectionTarget> targets)
    {
        var parts = new Dictionary<string, Tensor>();
        Tensor? total = null;
        for (var layer = 0; layer < layers.Count; layer++)
        {
            var suffix = layer == layers.Count - 1 ? "" : $"_{layer}";
            var sum = OfLayer(layers[layer], targets, suffix, parts);
            total = total is null ? sum : total + sum;
        }
        return new DetectionLosses(total ?? throw new ArgumentException("there is no decoder layer", nameof(layers)), parts);
    }

    private Tensor OfLayer(DetectionOutput output, IReadOnlyList<DetectionTarget> targets, string suffix, Dictionary<string, Tensor> parts)
    {
        var matches = Matched.Of(Matcher.Match(output, targets), targets, output);
        var objects = Math.Max(targets.Sum(t => t.Count), 1);
        var logits = output.Logits.flatten(0, 1); // NQ×(classes+1)
        var boxes = output.Boxes.flatten(0, 1).index_select(0, matches.Queries); // M×4
        var ce = parts[$"loss_ce{suffix}"] = nn.functional.cross_entropy(logits, matches.Classes, ClassWeights(output));
        var l1 = parts[$"loss_bbox{suffix}"] = BoxLoss.L1(boxes, matches.Boxes) / objects;
        var giou = parts[$"loss_giou{suffix}"] = BoxLoss.Giou(boxes, matches.Boxes) / objects;
        parts[$"cardinality_error{suffix}"] = CardinalityError(output, targets);
        if (suffix.Length == 0)
            parts["class_error"] = ClassError(logits, matches);
        return Matcher.Class * ce + Matcher.Box * l1 + Matcher.Giou * giou;
    }

    private Tensor ClassWeights(DetectionOutput output)
    {
        var weights = new float[output.Logits.shape[2]];
        Array.Fill(weights, 1);
        weights[^1] = (float)NoObjectWeight;
        return tensor(weights).Upload(output.Logits.device);
    }

    /// <summary>How far the number of queries that give an object is from the number of objects, on average.</summary>
    private static Tensor CardinalityError(DetectionOutput output, IReadOnlyList<DetectionTarget> targets)
    {
        using var scope = NewDisposeScope();
        var found = output.Logits.argmax(-1).ne(output.Logits.shape[2] - 1).sum(1L).to(ScalarType.Float32); // N
        var there = tensor(targets.Select(t => (float)t.Count).ToArray()).Upload(output.Logits.device);
        return scope.MoveToOuter((found - there).abs().mean());
    }

    /// <summary>The percentage of matched queries whose likeliest class is not their object's; 100 where nothing is matched.</summary>
    private static Tensor ClassError(Tensor logits, Matched matches)
    {
        using var scope = NewDisposeScope();
        if (matches.Queries.shape[0] == 0)
            return scope.MoveToOuter(tensor(100f).Upload(logits.device));
        var right = logits.index_select(0, matches.Queries).argmax(-1).eq(matches.Classes.index_select(0, matches.Queries));
        return scope.MoveToOuter(100 - 100 * right.to(ScalarType.Float32).mean());
    }
}
