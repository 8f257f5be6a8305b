namespace InverseRepro.Vision.Detection;

/// <summary>Precision and recall of one category over all images at one IoU threshold.</summary>
/// <param name="Precision">The mean of the interpolated precision at the recalls 0, 0.01, …, 1.</param>
/// <param name="Recall">The share of objects found in the end.</param>
internal readonly record struct PrecisionRecall(double Precision, double Recall)
{
    private const int RecallPoints = 101;
    private const double Spacing = 1.0 / (1L << 52); // keeps 0 / 0 out, as numpy.spacing(1) does in pycocotools

    /// <param name="detections">The surest first.</param>
    /// <param name="positives">Objects to be found, at least 1.</param>
    internal static PrecisionRecall At(int threshold, IReadOnlyList<JudgedDetection> detections, int positives)
    {
        var (hits, misses) = (0.0, 0.0);
        var curve = new List<(double Precision, double Recall)>(detections.Count);
        foreach (var detection in detections)
        {
            if (!detection.Ignored[threshold])
                (hits, misses) = detection.Hit[threshold] ? (hits + 1, misses) : (hits, misses + 1);
            curve.Add((hits / (misses + hits + Spacing), hits / positives));
        }
        for (var i = curve.Count - 1; i > 0; i--)
            if (curve[i].Precision > curve[i - 1].Precision)
                curve[i - 1] = (curve[i].Precision, curve[i - 1].Recall);
        return new PrecisionRecall(MeanPrecision(curve), curve.Count > 0 ? curve[^1].Recall : 0);
    }

    private static double MeanPrecision(List<(double Precision, double Recall)> curve)
    {
        var (sum, at) = (0.0, 0);
        for (var point = 0; point < RecallPoints; point++)
        {
            // The products of numpy.linspace: 0.07 and 0.07000000000000001 differ where a recall is exactly 7 %.
            var recall = point == RecallPoints - 1 ? 1 : point * 0.01;
            while (at < curve.Count && curve[at].Recall < recall)
                at++;
            if (at < curve.Count)
                sum += curve[at].Precision;
        }
        return sum / RecallPoints;
    }
}
