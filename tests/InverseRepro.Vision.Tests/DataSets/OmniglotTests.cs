using System.IO.Compression;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.Tests.DataSets;

public sealed class OmniglotTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Drawings_are_read_in_the_order_of_their_paths_and_labelled_by_character()
    {
        Write("images_background.zip", ("images_background/B/character01/0002_01.png", Png(10)), ("images_background/A/character02/0001_02.png", Png(255)),
            ("images_background/A/character02/0001_01.png", Png(0)), ("images_background/read me.txt", [1]));

        var set = Omniglot.Load(_root.Path, Split.Train, size: 4);

        set.ClassNames.Should().Equal("A/character02", "B/character01");
        set.Labels.Should().Equal(0, 0, 1);
        (set.Images.Channels, set.Images.Height, set.Images.Width).Should().Be((1, 4, 4));
        set.Images[0].ToArray().Should().OnlyContain(v => v == 0);
        set.Images[1].ToArray().Should().OnlyContain(v => v == 1);
        Omniglot.Load(_root.Path, Split.Train, size: 4, limit: 2).Count.Should().Be(2);
    }

    [Fact]
    public void Damage_is_named_with_its_file()
    {
        Write("images_background.zip", ("images_background/A/character01/0001_01.png", [1, 2, 3]));
        Loading(Split.Train).Should().Throw<ImageFileException>().WithMessage("*images_background.zip/images_background/A/character01/0001_01.png: neither a JPEG nor a PNG file*");

        Write("images_background.zip", ("images_background/empty.txt", []));
        Loading(Split.Train).Should().Throw<DataSetException>().WithMessage("*images_background.zip: no drawings images_background/…/*.png in it.");

        File.WriteAllBytes(_root.At("omniglot/images_evaluation.zip"), new byte[100]);
        Loading(Split.Test).Should().Throw<DataSetException>().WithMessage("*images_evaluation.zip: not a valid zip file*");
    }

    [Fact]
    public void An_absent_archive_is_named_with_its_place()
    {
        Omniglot.Probe(_root.Path).Problem.Should().StartWith("Omniglot: no folder");
        Write("images_background.zip");
        Omniglot.Probe(_root.Path).Problem.Should().StartWith($"Omniglot: images_evaluation.zip missing in {_root.At("omniglot")}");
        Write("images_evaluation.zip");
        Omniglot.Probe(_root.Path).IsPresent.Should().BeTrue();
    }

    [SkippableFact]
    public void Real_drawings_are_thin_and_dark_on_white()
    {
        var root = Path.GetDirectoryName(SharedFiles.Data("omniglot"))!;

        var set = Omniglot.Load(root, Split.Test, size: 32, limit: 50);

        set.Count.Should().Be(50);
        set.ClassNames.Should().HaveCount(50);
        set.Images.Values.Max().Should().Be(1);
        set.Images.Values.Average().Should().BeInRange(0.85f, 0.99f);
    }

    private Func<ImageSet> Loading(Split split) => () => Omniglot.Load(_root.Path, split, 4);

    private void Write(string name, params (string Path, byte[] Content)[] entries)
    {
        Directory.CreateDirectory(_root.At("omniglot"));
        using var file = File.Create(_root.At($"omniglot/{name}"));
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (path, content) in entries)
        {
            using var entry = zip.CreateEntry(path).Open();
            entry.Write(content);
        }
    }

    private byte[] Png(byte grey)
    {
        var path = _root.At("drawing.png");
        ImageFile.WritePng(Picture.Filled(8, 8, grey, grey, grey), path);
        return File.ReadAllBytes(path);
    }
}
