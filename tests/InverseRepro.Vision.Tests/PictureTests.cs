using InverseRepro.Vision.Drawing;

namespace InverseRepro.Vision.Tests;

public class PictureTests
{
    private static readonly Picture Red = Picture.Filled(4, 4, 255, 0, 0);

    [Fact]
    public void Resizing_keeps_a_plain_colour_and_the_mean_brightness()
    {
        Picture.Filled(9, 7, 10, 200, 30).Resize(4, 13).Rgb.Chunk(3).Should().OnlyContain(p => p[0] == 10 && p[1] == 200 && p[2] == 30);

        var checks = new Picture(16, 16, [.. Enumerable.Range(0, 256).SelectMany(i => Enumerable.Repeat((byte)((i / 16 + i) % 2 * 200), 3))]);
        checks.Resize(4, 4).Rgb.Should().OnlyContain(v => v >= 90 && v <= 110, "antialiasing averages what it cannot show");
    }

    [Fact]
    public void Doubling_interpolates_between_pixel_centres()
    {
        var row = new Picture(2, 1, [0, 0, 0, 100, 100, 100]).Resize(4, 1);

        row.Rgb.Chunk(3).Select(p => p[0]).Should().Equal(0, 25, 75, 100);
    }

    [Fact]
    public void To_square_crops_the_centre()
    {
        var picture = new Picture(3, 1, [1, 1, 1, 2, 2, 2, 3, 3, 3]);

        picture.ToSquare(1).Rgb.Should().Equal(2, 2, 2);
    }

    [Fact]
    public void A_batch_gives_the_pictures_back()
    {
        var picture = new Picture(2, 2, [0, 1, 2, 50, 51, 52, 100, 101, 102, 253, 254, 255]);

        ImageBatch.FromPictures([Red.Resize(2, 2), picture]).ToPicture(1).Rgb.Should().Equal(picture.Rgb);
    }

    [Fact]
    public void A_grid_holds_its_tiles_enlarged_by_a_whole_factor_on_white()
    {
        var grid = new PictureGrid().AddRow([Red, null, Red]).Draw(tileSize: 10);

        (grid.Width, grid.Height).Should().Be((6 + 3 * 16, 6 + 16));
        var red = grid.Rgb.Chunk(3).Count(p => p is [255, 0, 0]);
        red.Should().Be(2 * 8 * 8, "4 pixels are enlarged twice to fit 10");
        grid.Rgb.Chunk(3).Count(p => p is [255, 255, 255]).Should().Be(grid.Width * grid.Height - red);
    }

    [Fact]
    public void Labels_title_and_headings_are_drawn_and_make_room()
    {
        var plain = new PictureGrid().AddRow([Red]).Draw(16);
        var labelled = new PictureGrid("A title", ["stage 2\nMSE"]).AddRow("end to end", [Red]).Draw(16);

        labelled.Width.Should().BeGreaterThan(plain.Width);
        labelled.Height.Should().BeGreaterThan(plain.Height);
        labelled.Rgb.Chunk(3).Count(p => p is [0, 0, 0]).Should().BeGreaterThan(300);
    }

    [Fact]
    public void A_heat_map_shades_from_white_to_blue_and_leaves_undefined_values_grey()
    {
        var map = HeatMap.Draw("", ["a", "b"], new double[,] { { 0, 1 }, { double.NaN, 0.5 } });

        (byte, byte, byte)[] corners = [.. Tiles(map).Select(at => map[at.X, at.Y])];
        corners.Should().Equal((255, 255, 255), (86, 180, 233), (200, 200, 200), (170, 218, 244));
        FluentActions.Invoking(() => HeatMap.Draw("", ["a"], new double[2, 2])).Should().Throw<ArgumentException>();
    }

    // The lower right corners of four tiles of 64 pixels with gaps of 6, counted from the lower right.
    private static IEnumerable<(int X, int Y)> Tiles(Picture map)
    {
        foreach (var row in new[] { 1, 0 })
            foreach (var column in new[] { 1, 0 })
                yield return (map.Width - 8 - column * 70, map.Height - 8 - row * 70);
    }
}
