namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>
/// What networks of one architecture reach at trade-offs from 0 (classification alone) to 1 (reconstruction alone). Their scales are
/// not comparable between architectures, so a front is judged by how much of the box between its extremes it leaves out.
/// </summary>
/// <param name="Points">In the order of the trade-offs, at least two.</param>
public sealed record TradeOffFront(IReadOnlyList<TradeOffPoint> Points)
{
    /// <summary>The narrowest box that holds a trade-off: one percentage point of accuracy and one per cent of error.</summary>
    private const double LeastAccuracy = 0.01, LeastError = 0.01;

    public TradeOffPoint ClassificationOnly => Points[0];

    public TradeOffPoint ReconstructionOnly => Points[^1];

    /// <summary>Width of the box: from the accuracy of reconstruction alone to the highest there is.</summary>
    public double BoxAccuracy => Finite.Select(p => p.Accuracy).DefaultIfEmpty(double.NaN).Max() - ReconstructionOnly.Accuracy;

    /// <summary>Height of the box: from the lowest error there is to that of classification alone, in parts of the lowest.</summary>
    public double BoxError => ClassificationOnly.Mse01 / LowestError - 1;

    private IEnumerable<TradeOffPoint> Finite => Points.Where(p => p.IsFinite);

    private double LowestError => Finite.Select(p => p.Mse01).DefaultIfEmpty(double.NaN).Min();

    /// <summary>
    /// 1 − dominated area / box, 0 where one network is best at both tasks, 1 where none is better than the extremes; NaN where an
    /// extreme diverged or the box has no room.
    /// </summary>
    public double Gap()
    {
        var (nadirAccuracy, nadirError) = (ReconstructionOnly.Accuracy, ClassificationOnly.Mse01);
        if (!ClassificationOnly.IsFinite || !ReconstructionOnly.IsFinite || BoxAccuracy < LeastAccuracy || BoxError < LeastError)
            return double.NaN;
        var (dominated, level) = (0.0, nadirError);
        foreach (var point in Finite.Where(p => p.Accuracy > nadirAccuracy && p.Mse01 < nadirError).OrderByDescending(p => p.Accuracy))
        {
            dominated += (point.Accuracy - nadirAccuracy) * Math.Max(level - point.Mse01, 0);
            level = Math.Min(level, point.Mse01);
        }
        return 1 - dominated / (BoxAccuracy * (nadirError - LowestError));
    }
}
