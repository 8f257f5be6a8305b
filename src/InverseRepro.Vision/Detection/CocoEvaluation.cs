namespace InverseRepro.Vision.Detection;

/// <summary>Detections judged as COCO does (pycocotools' <c>COCOeval</c> with <c>iouType='bbox'</c>), tie rules included.</summary>
public static class CocoEvaluation
{
    private const int MaxDetections = 100, Thresholds = 10, Iou50 = 0, Iou75 = 5;

    // The products of numpy.linspace, so that an overlap of exactly 0.6 is judged alike.
    private static readonly double[] IouThresholds =
        [.. Enumerable.Range(0, Thresholds).Select(i => i == Thresholds - 1 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / (Thresholds - 1)))];

    /// <param name="images">In the order of their ids, which decides between equal scores in different images.</param>
    public static CocoScores Evaluate(IReadOnlyList<EvaluatedImage> images)
    {
        var categories = images.SelectMany(i => i.Objects).Select(o => o.Category).Distinct().Order()
            .Select(category => InCategory(images, category)).ToArray();
        var all = Curves(categories, AreaRange.All, MaxDetections);
        var small = Curves(categories, AreaRange.Small, MaxDetections);
        var medium = Curves(categories, AreaRange.Medium, MaxDetections);
        var large = Curves(categories, AreaRange.Large, MaxDetections);
        return new CocoScores(
            Precision(all), Precision(all, Iou50), Precision(all, Iou75), Precision(small), Precision(medium), Precision(large),
            Recall(Curves(categories, AreaRange.All, 1)), Recall(Curves(categories, AreaRange.All, 10)), Recall(all),
            Recall(small), Recall(medium), Recall(large));
    }

    private static EvaluatedImage[] InCategory(IReadOnlyList<EvaluatedImage> images, int category) =>
    [
        .. images.Select(image => new EvaluatedImage(
            [.. image.Objects.Where(o => o.Category == category)],
            [.. image.Detections.Where(d => d.Category == category).OrderByDescending(d => d.Score).Take(MaxDetections)]))
            .Where(image => image.Objects.Count + image.Detections.Count > 0),
    ];

    /// <summary>[category with objects that count][IoU threshold].</summary>
    private static PrecisionRecall[][] Curves(EvaluatedImage[][] categories, AreaRange range, int detections)
    {
        var curves = new List<PrecisionRecall[]>();
        foreach (var images in categories)
        {
            var matched = images.Select(i => new ImageMatching(i.Objects, [.. i.Detections.Take(detections)], range, IouThresholds)).ToArray();
            var positives = matched.Sum(m => m.Positives);
            if (positives == 0)
                continue;
            var ranked = matched.SelectMany(m => m.Judged).OrderByDescending(d => d.Score).ToArray();
            curves.Add([.. Enumerable.Range(0, Thresholds).Select(t => PrecisionRecall.At(t, ranked, positives))]);
        }
        return [.. curves];
    }

    private static double Precision(PrecisionRecall[][] curves) => Mean(curves.SelectMany(c => c).Select(c => c.Precision));

    private static double Precision(PrecisionRecall[][] curves, int threshold) => Mean(curves.Select(c => c[threshold].Precision));

    private static double Recall(PrecisionRecall[][] curves) => Mean(curves.SelectMany(c => c).Select(c => c.Recall));

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(-1).Average();
}
