namespace InverseRepro.Cli.Tests;

public sealed class InvertVerbTests
{
    [Fact]
    public void Trains_first_and_writes_the_grid_beside_the_user()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        Photo(repro, "my photo.jpg", 0xFF, 0xD8, 0xFF, 0xE0);
        repro.Run("invert", "my photo.jpg").Should().Be(ExitCode.Good);
        var grid = Path.Combine(repro.Home, "my photo-inverted.png");
        repro.Output.Trim().Should().Be(grid);
        repro.Error.Should().Contain("1 cell to run");
        File.ReadAllText(grid).Should().Be("my photo.jpg on cpu: picture 1");
    }

    [Fact]
    public void What_is_no_picture_is_said_before_anything_is_trained()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        Photo(repro, "notes.jpg", (byte)'h', (byte)'e', (byte)'l', (byte)'l');
        repro.Run("invert", "notes.jpg").Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().Be("repro: 'notes.jpg' is neither a JPEG nor a PNG picture");
    }

    [Fact]
    public void A_file_or_folder_that_is_not_there_is_named()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("invert", "nothing.png").Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().Be("repro: there is no file 'nothing.png'");
        Photo(repro, "a.png", 0x89, (byte)'P', (byte)'N', (byte)'G');
        repro.Run("invert", "a.png", "--out", "no/where.png").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("there is no folder");
    }

    private static void Photo(Repro repro, string name, params byte[] head) => File.WriteAllBytes(Path.Combine(repro.Home, name), head);
}
