using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Detection;

namespace InverseRepro.Vision.Tests.Detection;

public sealed class CocoEvaluationTests
{
    private static readonly Box Here = new(10, 10, 50, 50), There = new(200, 200, 50, 50);

    // What pycocotools gave (COCOeval with iouType 'bbox', cocodataset/cocoapi 8c9bcc3) for the same detections.
    public static TheoryData<Split, ulong, CocoScores> Pycocotools { get; } = new()
    {
        {
            Split.Train, 1,
            new(0.37169519444278537, 0.6263315270412714, 0.3773576458701492, 0.43287860927169225, 0.41106193697348503, 0.4785938063911852,
                0.37314843170733786, 0.654813830961888, 0.6732973799752002, 0.6539802403311891, 0.6858675044091711, 0.6366269841269842)
        },
        {
            Split.Train, 2,
            new(0.35877753725393263, 0.63271278146265, 0.3368133126805219, 0.4009734708842465, 0.4457802832977617, 0.4348689921136035,
                0.31025375532667604, 0.5834098573652441, 0.5989310132169076, 0.5807343653052719, 0.6825044091710757, 0.5871825396825398)
        },
        {
            Split.Test, 1,
            new(0.36413144869847464, 0.6384203585554231, 0.3387811000809877, 0.4411681123355774, 0.40127426327549454, 0.42507385969630296,
                0.34913105852196713, 0.60474008439482, 0.6233993023972398, 0.6104518717116967, 0.6410908860642903, 0.6226488095238095)
        },
        {
            Split.Test, 2,
            new(0.3990005031426151, 0.6816174589231592, 0.3763219807841817, 0.4922985566066182, 0.43291970664905827, 0.49799436146050846,
                0.39510717198766443, 0.6383001367770791, 0.6616312366029354, 0.6569794639967687, 0.6106844086764299, 0.7142261904761905)
        },
    };

    [SkippableTheory]
    [MemberData(nameof(Pycocotools))]
    public void Agrees_with_pycocotools_on_the_coco_sample(Split split, ulong seed, CocoScores expected)
    {
        SharedFiles.Data("coco-sample");
        var coco = CocoDataSet.Sample.Load(SharedFiles.Data(""), split);

        var scores = CocoEvaluation.Evaluate(Synthetic(coco, new Seed(seed).Stream()));

        Numbers(scores).Should().Equal(Numbers(expected), (actual, wanted) => Math.Abs(actual - wanted) < 1e-12);
    }

    [Fact]
    public void Perfect_detections_score_one_and_sizes_without_objects_minus_one()
    {
        var scores = CocoEvaluation.Evaluate([new([new(Here, 1, 2500)], [new(Here, 1, 0.9)])]);

        scores.Should().BeEquivalentTo(new CocoScores(1, 1, 1, -1, 1, -1, 1, 1, 1, -1, 1, -1), o => o
            .Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, 1e-12)).WhenTypeIs<double>());
    }

    [Fact]
    public void Without_objects_every_number_is_minus_one() =>
        Numbers(CocoEvaluation.Evaluate([new([], [new(Here, 1, 0.9)])])).Should().OnlyContain(v => v == -1);

    [Fact]
    public void An_object_is_found_once_and_its_second_detection_counts_against()
    {
        var twice = CocoEvaluation.Evaluate([new([new(Here, 1, 2500), new(There, 1, 2500)], [new(Here, 1, 0.9), new(Here, 1, 0.8), new(There, 1, 0.7)])]);

        twice.Ap50.Should().BeApproximately((51 + 50 * 2 / 3.0) / 101, 1e-12);
        twice.Ar100.Should().Be(1);
    }

    [Fact]
    public void Any_number_of_detections_in_a_crowd_count_neither_for_nor_against()
    {
        var crowd = new KnownObject(new Box(0, 0, 100, 100), 1, 10_000, IsCrowd: true);

        var scores = CocoEvaluation.Evaluate([new([crowd, new(There, 1, 2500)], [new(Here, 1, 0.9), new(Here, 1, 0.8), new(There, 1, 0.7)])]);

        scores.Ap50.Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void Objects_of_another_size_count_neither_for_nor_against()
    {
        var scores = CocoEvaluation.Evaluate([new([new(Here, 1, 100), new(There, 1, 2500)], [new(Here, 1, 0.9), new(There, 1, 0.7)])]);

        (scores.ApSmall, scores.ApMedium).Should().Be((1 - 1.0 / (1L << 52), 1 - 1.0 / (1L << 52)));
    }

    [Fact]
    public void Of_equal_scores_the_earlier_detection_comes_first()
    {
        double Ap(params DetectedObject[] detections) => CocoEvaluation.Evaluate([new([new(Here, 1, 2500)], detections)]).Ap50;

        Ap(new(Here, 1, 0.5), new(There, 1, 0.5)).Should().BeApproximately(1, 1e-12);
        Ap(new(There, 1, 0.5), new(Here, 1, 0.5)).Should().BeApproximately(0.5, 1e-12);
    }

    /// <summary>Shaken and mislabelled copies of the objects and boxes at random, with many equal scores.</summary>
    private static IReadOnlyList<EvaluatedImage> Synthetic(CocoSplit coco, RandomStream random)
    {
        int RandomCategory() => coco.Categories[random.NextInt(coco.Categories.Count)].Id;
        double Score() => random.NextInt(21) * 0.05;
        Box Shaken(Box b, double amount) => new(
            b.Left + (random.NextDouble() - 0.5) * amount * b.Width, b.Top + (random.NextDouble() - 0.5) * amount * b.Height,
            b.Width * (1 + (random.NextDouble() - 0.5) * amount), b.Height * (1 + (random.NextDouble() - 0.5) * amount));

        var images = new List<EvaluatedImage>();
        foreach (var image in coco.Images)
        {
            var detections = new List<DetectedObject>();
            foreach (var known in image.Objects)
                for (var copies = 1 + random.NextInt(3); copies > 0; copies--)
                {
                    var category = random.NextDouble() < 0.9 ? known.Category : RandomCategory();
                    detections.Add(new(Shaken(known.Box, 0.6 * random.NextDouble()), category, Score()));
                }
            for (var others = random.NextInt(16) == 0 ? 130 : random.NextInt(6); others > 0; others--)
            {
                var (width, height) = (10 + random.NextDouble() * 150, 10 + random.NextDouble() * 150);
                var category = random.NextDouble() < 0.8 ? 1 : RandomCategory();
                detections.Add(new(new(random.NextDouble() * 200, random.NextDouble() * 200, width, height), category, Score()));
            }
            images.Add(new([.. image.Objects.Select(o => o.Known)], detections));
        }
        return images;
    }

    private static double[] Numbers(CocoScores s) =>
        [s.Ap, s.Ap50, s.Ap75, s.ApSmall, s.ApMedium, s.ApLarge, s.Ar1, s.Ar10, s.Ar100, s.ArSmall, s.ArMedium, s.ArLarge];
}
