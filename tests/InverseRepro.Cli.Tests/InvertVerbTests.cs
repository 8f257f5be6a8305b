using InverseRepro.Vision;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Cli.Tests;

public sealed class InvertVerbTests
{
    [Fact]
    public void Trains_first_and_writes_the_grid_beside_the_user()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        Photo(repro, "my photo.png");
        repro.Run("invert", "my photo.png").Should().Be(ExitCode.Good);
        var grid = Path.Combine(repro.Home, "my photo-inverted.png");
        repro.Output.Trim().Should().Be(grid);
        repro.Error.Should().Contain("1 cell to run");
        File.ReadAllText(grid).Should().Be("my photo.png on cpu: picture 1");
    }

    [Fact]
    public void What_is_no_picture_is_said_before_anything_is_trained()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        File.WriteAllText(Path.Combine(repro.Home, "notes.jpg"), "hello");
        repro.Run("invert", "notes.jpg").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("notes.jpg").And.NotContain("to run");
        Photo(repro, "cut.png");
        var cut = Path.Combine(repro.Home, "cut.png");
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..^20]);
        repro.Run("invert", "cut.png").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("cut.png").And.NotContain("to run");
    }

    [Fact]
    public void A_file_or_folder_that_is_not_there_is_named()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("invert", "nothing.png").Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().Be("repro: there is no file 'nothing.png'");
        Photo(repro, "a.png");
        repro.Run("invert", "a.png", "--out", "no/where.png").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("there is no folder");
        repro.Run("invert", "a.png", "--out", "a.png").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("the picture itself");
    }

    private static void Photo(Repro repro, string name) => ImageFile.WritePng(Picture.Filled(5, 4, 200, 100, 50), Path.Combine(repro.Home, name));
}
