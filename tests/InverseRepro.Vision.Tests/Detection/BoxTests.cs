using InverseRepro.Experiments;
using InverseRepro.Vision.Detection;

namespace InverseRepro.Vision.Tests.Detection;

public sealed class BoxTests
{
    private const double Float32 = 2e-6; // the reference computes in float32

    [SkippableFact]
    public void Agrees_with_the_reference_on_golden_boxes()
    {
        var golden = Golden.Algorithm("box_giou.json");
        var (a, b) = (Boxes("a"), Boxes("b"));

        Pairs((p, q) => p.Iou(q)).Should().Equal(Golden.Numbers(golden.GetProperty("iou")), Close);
        Pairs((p, q) => p.Union(q)).Should().Equal(Golden.Numbers(golden.GetProperty("union")), Close);
        Pairs((p, q) => p.GeneralisedIou(q)).Should().Equal(Golden.Numbers(golden.GetProperty("generalized_iou")), Close);
        a.SelectMany(p => new[] { p.Left, p.Top, p.Right, p.Bottom }).Should().Equal(Golden.Numbers(golden.GetProperty("boxes_a_xyxy")), Close);

        Box[] Boxes(string name) =>
            [.. Golden.Numbers(golden.GetProperty($"boxes_{name}_cxcywh")).Chunk(4).Select(n => Box.FromCentre(n[0], n[1], n[2], n[3]))];
        double[] Pairs(Func<Box, Box, double> value) => [.. a.SelectMany(p => b.Select(q => value(p, q)))];
        static bool Close(double actual, double expected) => Math.Abs(actual - expected) <= Float32;
    }

    [Fact]
    public void Conversions_return_to_where_they_began()
    {
        var random = new Seed(3).Stream();
        for (var i = 0; i < 100; i++)
        {
            var box = RandomBox(random);
            var centred = Box.FromCentre(box.CentreX, box.CentreY, box.Width, box.Height);
            var cornered = Box.FromCorners(box.Left, box.Top, box.Right, box.Bottom);
            foreach (var other in new[] { centred, cornered })
                new[] { other.Left, other.Top, other.Width, other.Height }.Should()
                    .Equal(new[] { box.Left, box.Top, box.Width, box.Height }, (x, y) => Math.Abs(x - y) < 1e-12);
        }
    }

    [Fact]
    public void Overlap_is_symmetric_bounded_and_one_with_itself()
    {
        var random = new Seed(4).Stream();
        for (var i = 0; i < 200; i++)
        {
            var (a, b) = (RandomBox(random), RandomBox(random));
            a.Iou(b).Should().Be(b.Iou(a)).And.BeInRange(0, 1);
            a.GeneralisedIou(b).Should().BeInRange(-1, a.Iou(b) + 1e-12);
            a.Iou(a).Should().BeApproximately(1, 1e-12);
            a.GeneralisedIou(a).Should().BeApproximately(1, 1e-12);
        }
    }

    [Fact]
    public void Boxes_without_area_overlap_nothing()
    {
        var point = new Box(0.5, 0.5, 0, 0);

        point.Iou(point).Should().Be(0);
        point.GeneralisedIou(point).Should().Be(0);
        point.ShareIn(new Box(0, 0, 1, 1)).Should().Be(0);
    }

    [Fact]
    public void The_share_in_a_crowd_is_taken_of_the_detection_alone() =>
        new Box(0, 0, 2, 2).ShareIn(new Box(1, 0, 100, 100)).Should().Be(0.5);

    private static Box RandomBox(RandomStream random) =>
        new(random.NextDouble(), random.NextDouble(), random.NextDouble(0.05, 0.6), random.NextDouble(0.05, 0.6));
}
