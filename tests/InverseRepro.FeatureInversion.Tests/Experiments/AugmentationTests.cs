using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Training;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Experiments;

public class AugmentationTests
{
    [Fact]
    public void Three_augment_makes_each_picture_grey_solarised_or_blurred()
    {
        using var scope = NewDisposeScope();
        var x = rand(30, 3, 8, 8, generator: new Generator(1)) * 2 - 1;
        var varied = Augmentations.Apply(Augmentation.ThreeAugment, x, new Seed(3));
        var again = Augmentations.Apply(Augmentation.ThreeAugment, x, new Seed(3));
        varied.Equals(again).Should().BeTrue();
        var kinds = Enumerable.Range(0, 30).Select(i => Kind(varied[i])).ToArray();
        kinds.Distinct().Should().HaveCount(3);
        varied.abs().max().item<float>().Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Mirroring_turns_some_pictures_and_leaves_the_rest()
    {
        using var scope = NewDisposeScope();
        var x = rand(20, 3, 4, 4, generator: new Generator(1));
        var mirrored = Augmentations.Apply(Augmentation.Mirror, x, new Seed(4));
        var turned = Enumerable.Range(0, 20).Count(i => mirrored[i].Equals(x[i].flip(2)));
        turned.Should().BeInRange(4, 16);
        Enumerable.Range(0, 20).Count(i => mirrored[i].Equals(x[i])).Should().Be(20 - turned);
        Augmentations.Apply(Augmentation.None, x, new Seed(4)).Equals(x).Should().BeTrue();
    }

    /// <summary>Grey pictures have equal channels, solarised ones no value above 0.</summary>
    private static string Kind(Tensor picture) => picture[0].Equals(picture[1]) ? "grey" : picture.max().item<float>() <= 0 ? "solarised" : "blurred";
}
