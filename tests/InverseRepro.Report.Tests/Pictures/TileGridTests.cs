using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Report.Pictures;

namespace InverseRepro.Report.Tests.Pictures;

public sealed class TileGridTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Finds_the_tiles_whatever_filter_the_lines_have(int filter) =>
        In(TestPng.Grid(5, 7, filter: filter)).Should().Be(new TileGrid(40, 20, 24, 24, 30, 30, 5, 7));

    [Fact]
    public void A_drawing_on_white_is_no_grid() =>
        In(TestPng.Draw(200, 120, (x, y) => Math.Abs(x - y) < 2 || y == 60 ? (0, 0, 0) : (255, 255, 255))).Should().BeNull();

    [Fact]
    public void Tiles_of_different_sizes_are_no_grid() =>
        In(TestPng.Draw(120, 60, (x, y) => y is > 4 and < 50 && (x is > 4 and < 40 || x is > 60 and < 110) ? (9, 9, 9) : (255, 255, 255))).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("no picture at all, but long enough to hold the header of one")]
    public void What_is_no_png_has_no_pixels(string content)
    {
        File.WriteAllText(_file, content);
        PngPixels.Read(_file).Should().BeNull();
    }

    [Fact]
    public void A_cut_or_lying_png_has_no_pixels()
    {
        var png = TestPng.Grid(3, 3);
        foreach (var length in new[] { 30, 40, png.Length / 2, png.Length - 20 })
        {
            File.WriteAllBytes(_file, png[..length]);
            PngPixels.Read(_file).Should().BeNull($"{length} bytes are not all");
        }
        png[16] = 0x7F; // two thousand million pixels wide
        File.WriteAllBytes(_file, png);
        PngPixels.Read(_file).Should().BeNull();
    }

    [Fact]
    public void Two_rows_are_inputs_above_and_reconstructions_below()
    {
        var sweep = SweepOf(TestPng.Grid(6, 2), "{}")!;
        sweep.Across.Should().BeFalse();
        sweep.Steps.Should().Equal("input", "reconstruction");
        sweep.Count.Should().Be(6);
    }

    [Fact]
    public void Columns_are_named_as_the_settings_name_their_stages() =>
        SweepOf(TestPng.Grid(3, 4), """{"Data":{"Mean":[1,2]},"Stages":["embedding","blocks.1"]}""")!.Steps.Should().Equal("input", "embedding", "blocks.1");

    private TileGrid? In(byte[] png)
    {
        File.WriteAllBytes(_file, png);
        return TileGrid.In(PngPixels.Read(_file)!);
    }

    private Sweep? SweepOf(byte[] png, string settings)
    {
        File.WriteAllBytes(_file, png);
        var id = new CellId("toy", CellId.DefaultVariant, Scale.Micro, new Seed(1));
        return Sweep.Of(new Picture(id, "reconstructions.png", "pictures/reconstructions.png", _file, null), new CellRecord(id, "key", settings, true, null, 1, 1, DateTimeOffset.UnixEpoch, [], []));
    }
}
