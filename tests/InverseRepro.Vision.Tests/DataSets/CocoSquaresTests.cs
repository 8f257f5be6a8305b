using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Detection;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.Tests.DataSets;

/// <summary>On a blue picture of 80 × 40 pixels with one red object, and on the sample.</summary>
public sealed class CocoSquaresTests : IDisposable
{
    private static readonly Box Red = new(20, 10, 32, 24);

    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_picture_is_stretched_with_its_objects_and_the_mask_of_the_largest()
    {
        var squares = CocoSquares.Whole(Split(Object(7, Red)), Images(Object(7, Red)), side: 20, maxObjects: 3);

        squares.Objects.Should().ContainSingle().Which.Should().Equal(new KnownObject(new Box(5, 5, 8, 12), 1, 96));
        squares.Images.Labels.Should().Equal(1);
        squares.Images.ClassNames.Should().Equal("three", "seven");
        ShouldBeRedIn(squares.Images.Images, squares.Objects[0][0].Box);
        squares.MainMasks.Single().Select((inside, p) => inside == (p % 20 is >= 5 and < 13 && p / 20 is >= 5 and < 17)).Should().AllBeEquivalentTo(true);
    }

    [Fact]
    public void What_is_too_small_to_be_seen_is_left_out_and_of_the_rest_the_largest_are_kept()
    {
        CocoObject[] objects = [Object(3, new(0, 0, 15, 30)), Object(3, new(0, 0, 16, 20)), Object(7, Red), Object(7, new(0, 0, 80, 7.9))];

        var squares = CocoSquares.Whole(Split(objects), Images(objects), side: 20, maxObjects: 1);

        squares.Objects.Single().Should().ContainSingle().Which.Category.Should().Be(1, "the red one is the largest that has four pixels a side");
        CocoSquares.Whole(Split(objects), Images(objects), side: 20, maxObjects: 9).Objects.Single().Should().HaveCount(2);
    }

    [Fact]
    public void A_picture_of_a_crowd_alone_is_left_out_and_a_crowd_beside_an_object_is_kept_as_one()
    {
        var crowd = Object(3, new(0, 0, 80, 40)) with { IsCrowd = true };
        CocoObject[] both = [crowd, Object(7, Red)];

        var squares = CocoSquares.Whole(Split(both), [.. Images(crowd), .. Images(both)], side: 20, maxObjects: 3);

        squares.Count.Should().Be(1);
        squares.Images.Labels.Should().Equal(1);
        squares.Objects.Single().Select(o => o.IsCrowd).Should().Equal(true, false);
    }

    [Fact]
    public void Crops_keep_boxes_where_the_objects_are_and_come_from_their_seed()
    {
        CocoSquares Crops(ulong seed) => CocoSquares.Crops(Split(Object(7, Red)), Images(Object(7, Red)), side: 32, maxObjects: 3, count: 24, new Seed(seed));

        var squares = Crops(1);

        squares.Count.Should().Be(24);
        squares.MainMasks.Should().BeEmpty();
        for (var i = 0; i < squares.Count; i++)
            ShouldBeRedIn(squares.Images.Images.Slice(i, 1), squares.Objects[i].Single().Box);
        squares.Objects.Select(o => o.Single().Box).Distinct().Should().HaveCountGreaterThan(12);
        Crops(1).Images.Images.Values.Should().Equal(squares.Images.Images.Values);
        Crops(2).Images.Images.Values.Should().NotEqual(squares.Images.Images.Values);
    }

    [Fact]
    public void Pictures_without_anything_to_see_are_refused()
    {
        var tiny = Object(7, new(0, 0, 1, 1));

        FluentActions.Invoking(() => CocoSquares.Crops(Split(tiny), Images(tiny), side: 20, maxObjects: 3, count: 2, new Seed(1)))
            .Should().Throw<DataSetException>().WithMessage("*no picture shows an object that can be seen at 20 × 20 pixels.");
    }

    /// <summary>Pixels whose neighbours lie on one side of the box's edges: the others are mixed by resizing.</summary>
    private static void ShouldBeRedIn(ImageBatch picture, Box box)
    {
        const double mixed = 1.5;
        for (var y = 0; y < picture.Height; y++)
            for (var x = 0; x < picture.Width; x++)
            {
                var inside = Math.Min(Math.Min(x + 0.5 - box.Left, box.Right - x - 0.5), Math.Min(y + 0.5 - box.Top, box.Bottom - y - 0.5));
                if (Math.Abs(inside) > mixed)
                    picture[0][y * picture.Width + x].Should().Be(inside > 0 ? 1 : 0, $"at {x}, {y} of a box at {box}");
            }
    }

    private CocoSplit Split(params CocoObject[] objects)
    {
        var picture = Picture.Filled(80, 40, 0, 0, 255);
        for (var y = (int)Red.Top; y < Red.Bottom; y++)
            for (var x = (int)Red.Left; x < Red.Right; x++)
                (picture.Rgb[(y * 80 + x) * 3], picture.Rgb[(y * 80 + x) * 3 + 2]) = (255, 0);
        ImageFile.WritePng(picture, _root.At("1.png"));
        return new CocoSplit(_root.Path, Images(objects), [new(3, "three"), new(7, "seven")]);
    }

    private static CocoImage[] Images(params CocoObject[] objects) => [new(1, "1.png", 80, 40, objects)];

    private static CocoObject Object(int category, Box box) => new(1, category, box, box.Area, IsCrowd: false,
        new PolygonRegion([[box.Left, box.Top, box.Right, box.Top, box.Right, box.Bottom, box.Left, box.Bottom]]));
}
