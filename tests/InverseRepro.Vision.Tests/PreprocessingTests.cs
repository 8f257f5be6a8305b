namespace InverseRepro.Vision.Tests;

public class PreprocessingTests
{
    /// <summary>FNV-1a-64 of the bytes that Pillow 9.4.0 gives for <see cref="Pattern"/>: <c>image.resize((newWidth, newHeight), filter)</c>.</summary>
    [Theory]
    [InlineData(9, 7, 4, 13, Interpolation.Bilinear, 0x2c77fce8d181f2ac)]
    [InlineData(9, 7, 4, 13, Interpolation.Bicubic, 0x091b8e486b12cb6d)]
    [InlineData(37, 23, 11, 5, Interpolation.Bilinear, 0xd1f1acf9b4018658)]
    [InlineData(37, 23, 11, 5, Interpolation.Bicubic, 0x72fadcd2a4b34921)]
    [InlineData(37, 23, 60, 50, Interpolation.Bilinear, 0x242a15b5dad5d7da)]
    [InlineData(37, 23, 60, 50, Interpolation.Bicubic, 0x5891888207586f0e)]
    [InlineData(64, 48, 64, 17, Interpolation.Bilinear, 0x2a0c03439c89fba1)]
    [InlineData(64, 48, 64, 17, Interpolation.Bicubic, 0x0344b0a5596c390e)]
    public void Resizing_gives_the_bytes_of_PIL(int width, int height, int newWidth, int newHeight, Interpolation interpolation, ulong hash) =>
        Hash(Pattern(width, height).Resize(newWidth, newHeight, interpolation)).Should().Be(hash);

    /// <summary>Pillow 9.4.0 as above, with torchvision's Resize(⌊size / fraction⌋) and CenterCrop(size).</summary>
    [Theory]
    [InlineData(50, 37, 24, 0.9, 0xc4180eb36c1fd625)]
    [InlineData(37, 50, 24, 0.9, 0x32b3870073a23417)]
    [InlineData(31, 90, 25, 1.0, 0x5544a0985b31fb67)]
    public void The_centre_crop_is_that_of_torchvision(int width, int height, int size, double fraction, ulong hash) =>
        Hash(new Framing.CentreCrop(size, fraction).Apply(Pattern(width, height), Interpolation.Bicubic)).Should().Be(hash);

    [Theory]
    [InlineData(640, 480, 1066, 800)]
    [InlineData(480, 640, 800, 1066)]
    [InlineData(500, 200, 1332, 533)]
    [InlineData(1333, 100, 1333, 100)]
    [InlineData(333, 500, 800, 1201)]
    [InlineData(800, 900, 800, 900)]
    [InlineData(4000, 1, 1333, 1)]
    public void Whole_pictures_keep_their_proportions_within_both_bounds(int width, int height, int newWidth, int newHeight)
    {
        var framed = new Framing.Whole(800, 1333).Apply(Picture.Filled(width, height, 1, 2, 3), Interpolation.Bilinear);
        (framed.Width, framed.Height).Should().Be((newWidth, newHeight));
        framed.Rgb[^3..].Should().Equal(1, 2, 3);
    }

    [Fact]
    public void A_sliver_is_cropped_without_being_enlarged_whole()
    {
        var sliver = new Framing.CentreCrop(224, 0.9).Apply(Picture.Filled(1, 100_000, 9, 8, 7), Interpolation.Bicubic);
        (sliver.Width, sliver.Height).Should().Be((224, 224));
        sliver.Rgb[..3].Should().Equal(9, 8, 7);
    }

    [Fact]
    public void Channels_are_normalised_one_by_one()
    {
        var preprocessing = new Preprocessing(new Framing.CentreCrop(4, 1), Interpolation.Bilinear, Normalisation.ImageNet);
        using var tensor = preprocessing.Apply(Picture.Filled(6, 4, 255, 0, 51));
        tensor.shape.Should().Equal(1, 3, 4, 4);
        var values = tensor.data<float>().ToArray();
        values[0].Should().Be((1 - 0.485f) / 0.229f);
        values[16].Should().Be(-0.456f / 0.224f);
        values[47].Should().Be((0.2f - 0.406f) / 0.225f);
    }

    [Fact]
    public void It_says_itself_in_words()
    {
        new Preprocessing(new Framing.CentreCrop(224, 0.9), Interpolation.Bicubic, Normalisation.Symmetric).ToString()
            .Should().Be("shorter side to 248, centre 224 x 224 (bicubic), mean 0.5 0.5 0.5, std 0.5 0.5 0.5");
        new Preprocessing(new Framing.Whole(800, 1333), Interpolation.Bilinear, Normalisation.ImageNet).ToString()
            .Should().Be("shorter side to 800, longer at most 1333 (bilinear), mean 0.485 0.456 0.406, std 0.229 0.224 0.225");
    }

    private static Picture Pattern(int width, int height) =>
        new(width, height, [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)((long)i * i * 31 + i * 7 + (i >> 3)))]);

    private static ulong Hash(Picture picture) => picture.Rgb.Aggregate(0xCBF29CE484222325, (hash, value) => unchecked((hash ^ value) * 0x100000001B3));
}
