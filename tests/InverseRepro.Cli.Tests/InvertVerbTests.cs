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
        File.ReadAllText(grid).Should().Be("my photo.png by toy on cpu: picture 1");
    }

    [Fact]
    public void Another_model_is_taken_by_name()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        Photo(repro, "a.png");
        repro.Run("invert", "a.png", "--model", "other").Should().Be(ExitCode.Good);
        File.ReadAllText(Path.Combine(repro.Home, "a-inverted.png")).Should().StartWith("a.png by other on cpu");
    }

    [Theory]
    [InlineData("vitt", "there is no model 'vitt' to invert; there are vit, deit, swin, detr")]
    [InlineData("vit_base_patch16_224", "'vit_base_patch16_224' has no trained inverse modules here: they would take its published weights")]
    public void A_model_that_cannot_be_inverted_is_named_before_anything_is_trained(string model, string message)
    {
        using var repro = new Repro("toy-one");
        Photo(repro, "a.png");
        repro.Run("invert", "a.png", "--model", model).Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain(message).And.NotContain("to run");
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
