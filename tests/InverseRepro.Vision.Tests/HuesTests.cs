using InverseRepro.Vision.Metrics;

namespace InverseRepro.Vision.Tests;

public class HuesTests
{
    private static readonly (float R, float G, float B) Red = (1, 0, 0), Lime = (0, 1, 0), Blue = (0, 0, 1), Grey = (0.5f, 0.5f, 0.5f), DarkRed = (0.25f, 0, 0);

    [Fact]
    public void Differences_go_the_short_way_round()
    {
        Hues.Circular(350, 20).Should().Be(30);
        Hues.Circular(20, 350).Should().Be(30);
        Hues.Circular(0, 180).Should().Be(180);
        Hues.Difference(Image(Red), Image(Blue)).Single().Should().BeApproximately(120, 1e-9);
    }

    [Fact]
    public void Pixels_count_by_the_colour_that_both_images_have()
    {
        // A full pixel 120° away, a dark one (a quarter of the weight) of the same hue, and a grey one that has no say.
        Hues.Difference(Image(Red, DarkRed, Grey), Image(Lime, Red, Blue)).Single().Should().BeApproximately(120 * 1 / 1.25, 1e-9);
        Hues.Difference(Image(Grey), Image(Red)).Single().Should().Be(double.NaN);
    }

    [Fact]
    public void Only_masked_pixels_count()
    {
        var mask = new[] { new[] { false, true } };
        Hues.Difference(Image(Red, Red), Image(Red, Lime), mask).Single().Should().BeApproximately(120, 1e-9);
        Hues.Mean(Image(Red, Lime), mask).Single().Should().BeApproximately(120, 1e-9);
    }

    [Fact]
    public void The_mean_hue_lies_between_neighbours_on_the_circle()
    {
        Hues.Mean(Image(Red, Blue)).Single().Should().BeApproximately(300, 1e-9);
        Hues.Mean(Image(Red, Lime)).Single().Should().BeApproximately(60, 1e-9);
        Hues.Mean(Image(Grey)).Single().Should().Be(double.NaN);
    }

    private static ImageBatch Image(params (float R, float G, float B)[] pixels) =>
        new(1, 3, 1, pixels.Length, [.. pixels.Select(p => p.R), .. pixels.Select(p => p.G), .. pixels.Select(p => p.B)]);
}
