using InverseRepro.Engine;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Tests;

public sealed class PhotographFolderTests : IDisposable
{
    private static readonly ImageDataSettings Settings = new(ImageSource.Cifar10, ImageSize: 16, Channels: 3, Classes: 2, Train: 2, Select: 1, Report: 2);

    private static readonly PhotographFolder Folder = new("photographs", "put some there.");

    private readonly string _root = Directory.CreateTempSubdirectory("photographs").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Photographs_are_normalised_by_batch_and_labelled_by_their_folder()
    {
        foreach (var (part, name) in new[] { ("train", "a/1"), ("train", "a/2"), ("train", "b/1"), ("val", "a/1"), ("val", "b/1") })
            Write(part, name, name.StartsWith('a') ? (byte)0 : (byte)255);
        using var cell = new TestCell("any", dataRoot: _root);
        var pictures = CodedPictures.Load(Settings, Folder, PictureContent.Whole, cell, Compute.Device("cpu"));

        pictures.Train.Pictures.Count.Should().Be(2);
        var report = pictures.Report;
        report.Pictures.All.shape.Should().Equal(2, 3, 16, 16);
        for (var i = 0; i < 2; i++) // black is class 0, white is class 1
            report.Pictures.All[i].mean().item<float>().Should().Be(report.Labels[i].item<long>() == 0 ? -1 : 1);
        Folder.Requirement.Probe(_root).IsPresent.Should().BeTrue();
    }

    [Fact]
    public void What_is_absent_is_told_with_how_to_come_by_it()
    {
        var probe = Folder.Requirement.Probe(_root);
        probe.IsPresent.Should().BeFalse();
        probe.Problem.Should().Contain(Path.Combine(_root, "photographs", "train")).And.Contain("put some there");
    }

    [Fact]
    public void Too_few_photographs_are_an_error_that_counts_them()
    {
        Write("train", "a/1", 0);
        Write("val", "a/1", 0);
        using var cell = new TestCell("any", dataRoot: _root);
        FluentActions.Invoking(() => CodedPictures.Load(Settings, Folder, PictureContent.Whole, cell, Compute.Device("cpu")))
            .Should().Throw<DataSetException>().WithMessage("*1 pictures are here, and 3 are needed*");
    }

    private void Write(string part, string name, byte value)
    {
        var path = Path.Combine(_root, "photographs", part, $"{name}.png");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        ImageFile.WritePng(Picture.Filled(20, 16, value, value, value), path);
    }
}
