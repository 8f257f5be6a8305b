using InverseRepro.Checkpoints;
using InverseRepro.Vision.Colour;
using InverseRepro.Vision.Metrics;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Tests;

public class GoldenMetricsTests
{
    private const double Printed = 1e-9; // metrics are printed with 12 digits, colours computed in float64

    [SkippableFact]
    public void Image_metrics_agree_with_the_reference()
    {
        using var images = CheckpointFile.Read(SharedFiles.Golden("metrics/images.safetensors"));
        var pairs = Golden.Json("image_metrics.json").GetProperty("pairs").EnumerateArray().ToList();

        pairs.Should().HaveCount(42);
        foreach (var pair in pairs)
        {
            var name = pair.GetProperty("distorted").GetString()!;
            var (original, distorted) = (Golden.Image(images, pair.GetProperty("image").GetString()!), Golden.Image(images, name));
            double Expected(string metric) => pair.GetProperty(metric).GetDouble();
            PixelError.Mse01(distorted, original)[0].Should().BeApproximately(Expected("mse"), 1e-11, name);
            PixelError.Psnr(distorted, original)[0].Should().BeApproximately(Expected("psnr"), 1e-9, name);
            Ssim.Gaussian11(distorted, original)[0].Should().BeApproximately(Expected("ssim"), 1e-10, name);
            ColourFidelity.Ciede2000(distorted, original)[0].Should().BeApproximately(Expected("delta_e_2000_mean"), 1e-5, name);
        }
    }

    [SkippableFact]
    public void Colour_conversions_agree_with_the_reference()
    {
        var golden = Golden.Json("colour.json");
        var rgb = Golden.Triples(golden.GetProperty("rgb"));
        var hsv = Golden.Triples(golden.GetProperty("hsv_in_unit_range"));
        var lab = Golden.Triples(golden.GetProperty("lab_D65_2deg"));

        Compare(rgb, Hsv.FromRgb, hsv, Printed);
        Compare(hsv, Hsv.ToRgb, Golden.Triples(golden.GetProperty("rgb_from_hsv")), Printed);
        Compare(rgb, CieLab.ToXyz, Golden.Triples(golden.GetProperty("xyz")), Printed);
        Compare(rgb, CieLab.FromRgb, lab, Printed);
        Compare(lab, CieLab.ToRgb, Golden.Triples(golden.GetProperty("rgb_from_lab")), Printed);
    }

    [SkippableFact]
    public void Colour_differences_agree_with_the_reference()
    {
        var pairs = Golden.Json("colour.json").GetProperty("lab_pairs");
        var (one, other) = (Golden.Triples(pairs.GetProperty("lab1")), Golden.Triples(pairs.GetProperty("lab2")));
        var (cie76, ciede2000) = (Golden.Numbers(pairs.GetProperty("delta_e_1976")), Golden.Numbers(pairs.GetProperty("delta_e_2000")));

        for (var i = 0; i < one.Length; i++)
        {
            ColourDifference.Cie76(one[i], other[i]).Should().BeApproximately(cie76[i], Printed, "pair {0}", i);
            ColourDifference.Ciede2000(one[i], other[i]).Should().BeApproximately(ciede2000[i], Printed, "pair {0}", i);
            ColourDifference.Ciede2000(other[i], one[i]).Should().BeApproximately(ciede2000[i], 1e-9, "it is symmetric");
        }
    }

    [SkippableFact]
    public void Linear_cka_agrees_with_the_reference()
    {
        foreach (var item in Golden.Json("linear_cka.json").GetProperty("cases").EnumerateArray())
        {
            using var x = tensor(Golden.Numbers(item.GetProperty("X")), Golden.Shape(item.GetProperty("X")));
            using var y = tensor(Golden.Numbers(item.GetProperty("Y")), Golden.Shape(item.GetProperty("Y")));

            LinearCka.Compute(x, y).Should().BeApproximately(item.GetProperty("cka").GetDouble(), 1e-11);
            LinearCka.Compute(y, x).Should().BeApproximately(item.GetProperty("cka_swapped").GetDouble(), 1e-11);
            using var scaled = 3 * x + 1;
            LinearCka.Compute(x, scaled).Should().BeApproximately(1, 1e-12);
        }
    }

    private static void Compare(
        (double, double, double)[] inputs, Func<double, double, double, (double, double, double)> convert, (double, double, double)[] expected, double tolerance)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            var (a, b, c) = convert(inputs[i].Item1, inputs[i].Item2, inputs[i].Item3);
            new[] { a - expected[i].Item1, b - expected[i].Item2, c - expected[i].Item3 }.Max(Math.Abs)
                .Should().BeLessThan(tolerance, "{0} is {1}, not {2}", inputs[i], expected[i], (a, b, c));
        }
    }
}
