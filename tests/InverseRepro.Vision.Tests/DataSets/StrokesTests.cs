using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;

namespace InverseRepro.Vision.Tests.DataSets;

public class StrokesTests
{
    private static readonly StrokeSettings Settings = new();
    private static readonly Seed Seed = new(1);

    [Fact]
    public void A_drawing_depends_on_seed_and_index_alone()
    {
        var many = Strokes.Images(Settings, Seed, count: 8);
        var one = Strokes.Images(Settings, Seed, count: 1, first: 5);

        one.Values.Should().Equal(many[5].ToArray());
        Strokes.Images(Settings, new Seed(2), 1, first: 5).Values.Should().NotEqual(one.Values);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(105)]
    public void Drawings_are_dark_on_white_and_leave_most_of_it(int size)
    {
        var images = Strokes.Images(Settings with { Size = size }, Seed, 100);

        images.Values.Should().OnlyContain(v => v >= 0 && v <= 1 && MathF.Round(v * 255) / 255f == v);
        for (var i = 0; i < images.Count; i++)
        {
            var image = images[i].ToArray();
            image.Min().Should().BeLessThan(0.5f);
            image.Count(v => v == 1).Should().BeGreaterThan(image.Length / 3);
        }
        images.Values.Average().Should().BeInRange(0.7f, 0.92f);
    }

    [Fact]
    public void Drawings_look_alike_at_every_size()
    {
        var (small, large) = (Strokes.Images(Settings with { Size = 16 }, Seed, 20), Strokes.Images(Settings with { Size = 64 }, Seed, 20));
        for (var i = 0; i < 20; i++)
        {
            var reduced = large.ToPicture(i).Resize(16, 16).Rgb.Where((_, at) => at % 3 == 0).Select(v => v / 255f).ToArray();
            reduced.Zip(small[i].ToArray(), (a, b) => Math.Abs(a - b)).Average().Should().BeLessThan(0.06f, "resizing blurs more than the pen's own edge");
        }
    }

    [Fact]
    public void Thicker_pens_leave_more_ink()
    {
        var thin = Strokes.Images(Settings with { MinThickness = 0.04, MaxThickness = 0.04 }, Seed, 50);
        var thick = Strokes.Images(Settings with { MinThickness = 0.12, MaxThickness = 0.12 }, Seed, 50);

        (1 - thick.Values.Average()).Should().BeGreaterThan(2 * (1 - thin.Values.Average()));
    }

    [Fact]
    public void Faulty_settings_are_named_all_at_once()
    {
        var render = () => Strokes.Images(new StrokeSettings(Size: 4, MinStrokes: 3, MaxStrokes: 2, MinThickness: 0.2), Seed, 1);

        render.Should().Throw<ArgumentException>().WithMessage(
            "Stroke settings: Size 4 is not in 8..512; MaxStrokes 2 is not in 3..8; MaxThickness 0.1 is not in 0.2..0.5.");
    }
}
