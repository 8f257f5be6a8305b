using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Metrics;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Tests;

public class MetricPropertyTests
{
    private static readonly ImageBatch Scenes = ShapeScenes.Images(new SceneSettings(), new Seed(3), 32).Images;
    private static readonly ImageBatch Blurred = Map(Scenes, Blur);
    private static readonly ImageBatch Greys = Map(Scenes, ToGrey);

    [Fact]
    public void An_image_is_perfect_against_itself()
    {
        PixelError.Mse01(Scenes, Scenes).Should().OnlyContain(v => v == 0);
        PixelError.Psnr(Scenes, Scenes).Should().OnlyContain(v => double.IsPositiveInfinity(v));
        Ssim.Gaussian11(Scenes, Scenes).Should().OnlyContain(v => Math.Abs(v - 1) < 1e-12);
        Ssim.Gaussian7(Scenes, Scenes).Should().OnlyContain(v => Math.Abs(v - 1) < 1e-12);
        DetailFidelity.HfRetention(Scenes, Scenes).Should().OnlyContain(v => v == 1);
        DetailFidelity.EdgeF1(Scenes, Scenes).Should().OnlyContain(v => v == 1);
        ColourFidelity.HueError(Scenes, Scenes).Should().OnlyContain(v => v == 0);
        ColourFidelity.ChromaRetention(Scenes, Scenes, 0.25).Should().OnlyContain(v => v == 1);
        ReconstructionCorrelation.Pearson(Scenes, Scenes).Should().OnlyContain(v => Math.Abs(v - 1) < 1e-12);
    }

    [Fact]
    public void Ssim_and_error_are_symmetric()
    {
        Ssim.Gaussian7(Scenes, Blurred).Should().Equal(Ssim.Gaussian7(Blurred, Scenes));
        PixelError.Mse01(Scenes, Blurred).Should().Equal(PixelError.Mse01(Blurred, Scenes));
    }

    [Fact]
    public void Ssim_agrees_with_its_definition_window_by_window()
    {
        Ssim.Gaussian7(Blurred, Scenes)[4].Should().BeApproximately(SsimReference(Blurred, Scenes, 4, radius: 3), 1e-12);
        Ssim.Gaussian11(Blurred, Scenes)[4].Should().BeApproximately(SsimReference(Blurred, Scenes, 4, radius: 5), 1e-12);
    }

    [Fact]
    public void Blurring_loses_detail_but_little_colour()
    {
        DetailFidelity.HfRetention(Blurred, Scenes).Should().OnlyContain(v => v < 0.5);
        DetailFidelity.EdgeF1(Blurred, Scenes).Average().Should().BeInRange(0.5, 0.99);
        ColourFidelity.ChromaRetention(Blurred, Scenes).Average().Should().BeGreaterThan(0.7);
    }

    [Fact]
    public void Greying_loses_colour_but_no_detail()
    {
        ColourFidelity.ChromaRetention(Greys, Scenes).Should().OnlyContain(v => v < 1e-3);
        ColourFidelity.HueError(Greys, Scenes).Should().OnlyContain(v => Math.Abs(v - 90) < 1e-9);
        DetailFidelity.HfRetention(Greys, Scenes).Should().OnlyContain(v => Math.Abs(v - 1) < 1e-5);
        PixelError.LumaMse01(Greys, Scenes).Should().OnlyContain(v => v < 1e-12);
    }

    [Fact]
    public void Edges_one_pixel_off_match_and_two_pixels_off_do_not()
    {
        static ImageBatch Line(int column) => new(1, 1, 16, 16, [.. Enumerable.Range(0, 256).Select(p => p % 16 == column ? 1f : 0f)]);

        // A line has edges on both of its sides: columns 6 and 8 of the line at 7.
        DetailFidelity.EdgeF1(Line(8), Line(7))[0].Should().Be(1);
        DetailFidelity.EdgeF1(Line(11), Line(7))[0].Should().Be(0);
    }

    [Fact]
    public void Hue_error_is_the_turn_of_the_hue()
    {
        var red = new ImageBatch(1, 3, 1, 1, [1, 0, 0]);

        ColourFidelity.HueError(new ImageBatch(1, 3, 1, 1, [0, 1, 0]), red)[0].Should().BeApproximately(120, 1e-9);
        ColourFidelity.HueError(new ImageBatch(1, 3, 1, 1, [0.5f, 0, 0.5f]), red)[0].Should().BeApproximately(60, 1e-9);
        ColourFidelity.HueError(red, new ImageBatch(1, 3, 1, 1, [0.5f, 0.5f, 0.5f]))[0].Should().Be(double.NaN);
    }

    [Fact]
    public void R_squared_is_one_for_the_images_and_zero_for_their_mean()
    {
        var mean = PixelError.MeanImage(Scenes);
        var means = new ImageBatch(Scenes.Count, 3, 32, 32, [.. Enumerable.Repeat(mean, Scenes.Count).SelectMany(m => m)]);

        PixelError.RSquared(Scenes, Scenes, mean).Should().Be(1);
        PixelError.RSquared(means, Scenes, mean).Should().BeApproximately(0, 1e-12);
    }

    [Fact]
    public void Reconstructions_are_identified_and_shuffled_ones_are_not()
    {
        var shifted = Scenes.Select([.. Enumerable.Range(0, 32).Select(i => (i + 1) % 32)]);

        Identification.Compute(Blurred, Scenes).Should().Be(new Identification(32, 32));
        Identification.Compute(shifted, Scenes).Hits.Should().BeLessThan(5);
        Identification.Compute(Scenes.Slice(0, 20), Scenes.Slice(0, 20)).Trials.Should().Be(16);
    }

    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(1, 1, 0.0625)]
    [InlineData(2, 2, 0.00390625)]
    [InlineData(1, 2, 0.12109375)] // 1 − (15/16)²
    [InlineData(16, 16, 5.421010862427522e-20)]
    public void Identification_p_is_the_exact_binomial_tail(int hits, int trials, double p)
    {
        new Identification(hits, trials).PValue.Should().BeApproximately(p, p * 1e-12);
    }

    [Fact]
    public void Cka_ignores_rotation_and_flattens_tokens()
    {
        using var x = Gaussian(1, 40, 6);
        using var other = Gaussian(2, 40, 5);
        using var rotation = tensor(new[] { 0.6, 0.8, -0.8, 0.6 }, [2, 2]);
        using var pair = x.narrow(1, 0, 2);
        using var rotated = pair.matmul(rotation);
        using var tokens = x.reshape(8, 5, 6);

        LinearCka.Compute(pair, other).Should().BeApproximately(LinearCka.Compute(rotated, other), 1e-12);
        LinearCka.Compute(tokens, other).Should().BeApproximately(LinearCka.Compute(x, other), 1e-12);
        LinearCka.Compute(x, other).Should().BeInRange(0, 0.5);
    }

    [Fact]
    public void Cka_of_images_is_that_of_their_flattened_features()
    {
        using var x = Gaussian(1, 40, 6);
        using var other = Gaussian(2, 40, 5);
        using var tokens = x.reshape(40, 2, 3);
        LinearCka.OfImages(tokens, other).Should().BeApproximately(LinearCka.Compute(x, other), 1e-12);
        ((Action)(() => LinearCka.OfImages(tokens.narrow(0, 0, 9), other))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Cka_refuses_other_items_and_constant_features()
    {
        using var x = Gaussian(1, 10, 3);
        using var fewer = x.narrow(0, 0, 9);
        using var constant = ones(10, 3);

        ((Action)(() => LinearCka.Compute(x, fewer))).Should().Throw<ArgumentException>().WithMessage("CKA compares representations of the same items, not of 10 and 9.");
        ((Action)(() => LinearCka.Compute(x, constant))).Should().Throw<ArgumentException>().WithMessage("CKA is undefined*");
    }

    [Fact]
    public void Images_of_different_shape_are_refused()
    {
        var compare = () => PixelError.Mse01(Scenes, Scenes.Slice(0, 4));

        compare.Should().Throw<ArgumentException>().WithMessage("Images to compare have one shape, not 32×3×32×32 and 4×3×32×32.");
    }

    [Fact]
    public void A_batch_goes_to_a_tensor_and_back()
    {
        using var images = Scenes.ToTensor();
        using var two = Scenes.ToTensor([3, 1]);

        images.shape.Should().Equal(32, 3, 32, 32);
        ImageBatch.FromTensor(images).Values.Should().Equal(Scenes.Values);
        ImageBatch.FromTensor(two)[1].ToArray().Should().Equal(Scenes[1].ToArray());
    }

    private static TorchSharp.torch.Tensor Gaussian(ulong seed, int n, int d)
    {
        var random = new Seed(seed).Stream();
        return tensor(Enumerable.Range(0, n * d).Select(_ => random.NextGaussian()).ToArray(), [n, d]);
    }

    private static double SsimReference(ImageBatch a, ImageBatch b, int index, int radius)
    {
        var values = new List<double>();
        for (var c = 0; c < 3; c++)
            for (var y = radius; y < 32 - radius; y++)
                for (var x = radius; x < 32 - radius; x++)
                {
                    var window = from dy in Enumerable.Range(-radius, 2 * radius + 1)
                                 from dx in Enumerable.Range(-radius, 2 * radius + 1)
                                 let at = c * 1024 + (y + dy) * 32 + x + dx
                                 select (W: Math.Exp(-(dx * dx + dy * dy) / 4.5), A: (double)a[index][at], B: (double)b[index][at]);
                    var pixels = window.ToList();
                    var total = pixels.Sum(p => p.W);
                    double Mean(Func<double, double, double> f) => pixels.Sum(p => p.W * f(p.A, p.B)) / total;
                    var (ma, mb) = (Mean((u, _) => u), Mean((_, v) => v));
                    var (va, vb, cov) = (Mean((u, _) => (u - ma) * (u - ma)), Mean((_, v) => (v - mb) * (v - mb)), Mean((u, v) => (u - ma) * (v - mb)));
                    values.Add((2 * ma * mb + 1e-4) * (2 * cov + 9e-4) / ((ma * ma + mb * mb + 1e-4) * (va + vb + 9e-4)));
                }
        return values.Average();
    }

    private static ImageBatch Map(ImageBatch images, Func<float[], int, float> pixel)
    {
        var values = new float[images.Values.Length];
        for (var i = 0; i < images.Count; i++)
        {
            var image = images[i].ToArray();
            for (var p = 0; p < image.Length; p++)
                values[i * images.Stride + p] = pixel(image, p);
        }
        return new ImageBatch(images.Count, images.Channels, images.Height, images.Width, values);
    }

    private static float Blur(float[] image, int p)
    {
        var (c, y, x) = (p / 1024, p / 32 % 32, p % 32);
        var (sum, count) = (0f, 0);
        for (var i = Math.Max(y - 1, 0); i <= Math.Min(y + 1, 31); i++)
            for (var j = Math.Max(x - 1, 0); j <= Math.Min(x + 1, 31); j++, count++)
                sum += image[c * 1024 + i * 32 + j];
        return sum / count;
    }

    private static float ToGrey(float[] image, int p) =>
        (float)(0.299 * image[p % 1024] + 0.587 * image[1024 + p % 1024] + 0.114 * image[2048 + p % 1024]);
}
