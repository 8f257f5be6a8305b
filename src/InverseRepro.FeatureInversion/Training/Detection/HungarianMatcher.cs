using InverseRepro.Vision.Detection;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>
/// Gives every object of an image the query that predicts it best, each another one, at the least total cost (Carion et al. 2020,
/// section 3.1; facebookresearch/detr <c>matcher.py</c>).
/// </summary>
/// <param name="Class">Weight of minus the probability of the object's class.</param>
/// <param name="Box">Weight of the sum of absolute differences of centre and size.</param>
/// <param name="Giou">Weight of minus the generalised IoU.</param>
public sealed record HungarianMatcher(double Class = 1, double Box = 5, double Giou = 2)
{
    /// <summary>For each image the pairs of a query and an object, in ascending order of queries.</summary>
    /// <exception cref="ArgumentException">A prediction is not finite.</exception>
    public IReadOnlyList<IReadOnlyList<(int Query, int Target)>> Match(DetectionOutput output, IReadOnlyList<DetectionTarget> targets)
    {
        var predictions = new Predictions(output);
        return [.. targets.Select((target, image) => LinearAssignment.Solve(Costs(predictions, image, target)))];
    }

    /// <summary>Queries × objects.</summary>
    public double[,] Costs(Predictions predictions, int image, DetectionTarget target)
    {
        var costs = new double[predictions.Queries, target.Count];
        for (var query = 0; query < predictions.Queries; query++)
        {
            var box = predictions.Box(image, query);
            for (var t = 0; t < target.Count; t++)
                costs[query, t] = Box * Distance(box, target.Boxes[t])
                    - Class * predictions.Probability(image, query, target.Labels[t])
                    - Giou * box.GeneralisedIou(target.Boxes[t]);
        }
        return costs;
    }

    private static double Distance(Box a, Box b) =>
        Math.Abs(a.CentreX - b.CentreX) + Math.Abs(a.CentreY - b.CentreY) + Math.Abs(a.Width - b.Width) + Math.Abs(a.Height - b.Height);
}
