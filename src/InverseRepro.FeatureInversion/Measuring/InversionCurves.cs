using InverseRepro.Experiments;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>Training curves of an inversion and the cost at which they reach a target error.</summary>
public static class InversionCurves
{
    /// <param name="curve">MSE01 of every stage's chain on the selection split: [epoch][stage − 1].</param>
    /// <param name="macsPerEpoch">Forward multiply-accumulates of an epoch of all stages.</param>
    public static void Record(ICell cell, IReadOnlyList<double[]> curve, double macsPerEpoch, double targetMse)
    {
        for (var k = 0; k < curve[^1].Length; k++)
            cell.Record("select_mse01", curve[^1][k], index: k + 1);
        for (var epoch = 0; epoch < curve.Count; epoch++)
            cell.Record("select_mse01_deepest", curve[epoch][^1], index: epoch + 1);
        var reached = curve.ToList().FindIndex(stages => stages.All(mse => mse <= targetMse));
        cell.Record("macs_to_target", reached < 0 ? double.PositiveInfinity : (reached + 1) * macsPerEpoch, "MAC");
    }
}
