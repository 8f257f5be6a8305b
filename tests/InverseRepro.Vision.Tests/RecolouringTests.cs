using System.Security.Cryptography;
using InverseRepro.Vision.Colour;

namespace InverseRepro.Vision.Tests;

public class RecolouringTests
{
    // By the documented 8-bit formulas: H = hue in degrees / 2, S = 255·(V − min)/V, V = max.
    [Theory]
    [InlineData(255, 0, 0, 0, 255, 255)]
    [InlineData(0, 255, 0, 60, 255, 255)]
    [InlineData(0, 0, 255, 120, 255, 255)]
    [InlineData(255, 255, 0, 30, 255, 255)]
    [InlineData(128, 128, 128, 0, 0, 128)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(255, 0, 4, 0, 255, 255)] // -0.47 steps
    [InlineData(255, 0, 5, 179, 255, 255)] // -0.59 steps
    [InlineData(200, 100, 50, 10, 191, 200)]
    public void Bytes_turn_into_opencv_hsv(byte r, byte g, byte b, int h, int s, int v)
    {
        OpenCvHsv.FromRgb(r, g, b).Should().Be(((byte)h, (byte)s, (byte)v));
    }

    /// <summary>Golden: cv::cvtColor(COLOR_RGB2HSV) of OpenCV 4.6.0 on every colour there is, with its vectorised loop and without it.</summary>
    [Fact]
    public void Every_colour_turns_into_the_hsv_bytes_of_opencv()
    {
        var hsv = new byte[3 << 24];
        for (var c = 0; c < 1 << 24; c++)
            (hsv[3 * c], hsv[3 * c + 1], hsv[3 * c + 2]) = OpenCvHsv.FromRgb((byte)(c >> 16), (byte)(c >> 8), (byte)c);

        Convert.ToHexStringLower(SHA256.HashData(hsv)).Should().Be("a5b38b214f65aed9d382cc07bf40311aff2e3e324c98da86df77bef285f224eb");
    }

    /// <summary>Golden: OpenCV rounds where it takes pixel after pixel, and cuts off where it takes a row at once.</summary>
    [Fact]
    public void Hsv_bytes_turn_into_the_colours_of_opencv_pixel_by_pixel()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "opencv-hsv-to-rgb.csv")).Where(l => !l.StartsWith('#'))
            .Select(l => Array.ConvertAll(l.Split(','), byte.Parse)).ToArray();

        rows.Should().HaveCount(400);
        foreach (var row in rows)
        {
            var (r, g, b) = OpenCvHsv.ToRgb(row[0], row[1], row[2]);
            new[] { r, g, b }.Should().Equal(row[3..6], "H, S and V are {0}, {1} and {2}", row[0], row[1], row[2]);
            new[] { r - row[6], g - row[7], b - row[8] }.Should().OnlyContain(d => d == 0 || d == 1);
        }
    }

    [Fact]
    public void Hsv_bytes_give_the_colour_back_within_its_resolution()
    {
        for (var c = 0; c < 256 * 256 * 256; c += 997)
        {
            var (r, g, b) = ((byte)c, (byte)(c >> 8), (byte)(c >> 16));
            var (h, s, v) = OpenCvHsv.FromRgb(r, g, b);
            h.Should().BeLessThan(180);
            var back = OpenCvHsv.ToRgb(h, s, v);
            // Half a hue step is one degree, 1/60 of a side of the hexagon: 255 / 60 levels, and rounding.
            new[] { back.R - r, back.G - g, back.B - b }.Max(Math.Abs).Should().BeLessThanOrEqualTo(6);
        }
    }

    [Theory]
    [InlineData(HueFilter.None, 255, 0, 0)]
    [InlineData(HueFilter.Green, 0, 255, 0)]
    [InlineData(HueFilter.Blue, 0, 0, 255)]
    [InlineData(HueFilter.Plus120, 0, 255, 0)]
    [InlineData(HueFilter.Plus240, 0, 0, 255)]
    [InlineData(HueFilter.Grey, 76, 76, 76)]
    public void Red_becomes(HueFilter filter, byte r, byte g, byte b)
    {
        Recolouring.Recolour(255, 0, 0, filter).Should().Be((r, g, b));
    }

    [Fact]
    public void Greys_stay_as_they_are()
    {
        foreach (var filter in Enum.GetValues<HueFilter>())
            for (var v = 0; v < 256; v++)
                Recolouring.Recolour((byte)v, (byte)v, (byte)v, filter).Should().Be(((byte)v, (byte)v, (byte)v));
    }

    [Fact]
    public void Whole_bytes_over_255_survive_unfiltered()
    {
        var ramp = new ImageBatch(1, 3, 16, 16, [.. Enumerable.Range(0, 768).Select(i => i % 256 / 255f)]);

        ramp.Recolour(HueFilter.None).Values.Should().Equal(ramp.Values);
    }

    [Fact]
    public void Only_pixels_of_the_mask_are_recoloured()
    {
        var red = new ImageBatch(1, 3, 1, 2, [1, 1, 0, 0, 0, 0]);

        red.Recolour(HueFilter.Blue, [[false, true]]).Values.Should().Equal(1, 0, 0, 0, 0, 1);
    }
}
