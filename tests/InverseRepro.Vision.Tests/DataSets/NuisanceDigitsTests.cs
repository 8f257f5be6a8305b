using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;

namespace InverseRepro.Vision.Tests.DataSets;

public class NuisanceDigitsTests
{
    private static readonly NuisanceSettings Settings = new();
    private static readonly Seed Seed = new(1);

    [Fact]
    public void A_picture_depends_on_seed_and_index_alone()
    {
        var many = NuisanceDigits.Images(Settings, Seed, count: 8);
        var one = NuisanceDigits.Images(Settings, Seed, count: 1, first: 5);

        one.Images.Values.Should().Equal(many.Images[5].ToArray());
        one.Labels[0].Should().Be(many.Labels[5]);
        NuisanceDigits.Images(Settings, new Seed(2), 1, first: 5).Images.Values.Should().NotEqual(one.Images.Values);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(28)]
    public void Nuisance_makes_most_of_the_variance(int size)
    {
        var set = NuisanceDigits.Images(Settings with { Size = size }, Seed, 1000);

        set.Images.Values.Should().OnlyContain(v => v >= 0 && v <= 1 && MathF.Round(v * 255) / 255f == v);
        WithinClasses(set).Should().BeGreaterThan(0.8);
    }

    [Fact]
    public void Without_nuisance_all_pictures_of_a_class_are_one() =>
        WithinClasses(NuisanceDigits.Images(Settings with { Strength = 0 }, Seed, 100)).Should().BeLessThan(1e-6);

    [Fact]
    public void Nuisance_does_not_tell_the_label()
    {
        var set = NuisanceDigits.Images(Settings, Seed, 2000);
        var corners = Enumerable.Range(0, set.Count).Select(i => (set.Labels[i], Corner: set.Images[i][0])).ToList();
        var spread = Math.Sqrt(Variance(corners.Select(c => c.Corner)));

        foreach (var ofClass in corners.GroupBy(c => c.Item1))
            ofClass.Average(c => c.Corner).Should().BeApproximately(corners.Average(c => c.Corner), 4 * (float)(spread / Math.Sqrt(ofClass.Count())));
        set.Labels.Distinct().Should().HaveCount(10);
    }

    [Fact]
    public void Faulty_settings_are_named_all_at_once()
    {
        var render = () => NuisanceDigits.Images(new NuisanceSettings(Size: 4, Classes: 1, Strength: 2), Seed, 1);

        render.Should().Throw<ArgumentException>().WithMessage(
            "Nuisance settings: Size 4 is not in 8..512; Classes 1 is not in 2..10; Strength 2 is not in 0..1.");
    }

    /// <summary>The part of the pixels' variance that is left within classes.</summary>
    private static double WithinClasses(ImageSet set)
    {
        var pixels = Enumerable.Range(0, set.Images.Stride).ToArray();
        var whole = pixels.Sum(p => Variance(Enumerable.Range(0, set.Count).Select(i => set.Images[i][p])));
        var within = Enumerable.Range(0, set.Count).GroupBy(i => set.Labels[i])
            .Sum(ofClass => ofClass.Count() * pixels.Sum(p => Variance(ofClass.Select(i => set.Images[i][p])))) / set.Count;
        return within / whole;
    }

    private static double Variance(IEnumerable<float> values)
    {
        var all = values.Select(v => (double)v).ToList();
        var mean = all.Average();
        return all.Average(v => (v - mean) * (v - mean));
    }
}
