using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Experiments;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Tests;

public sealed class PhotographFolderTests : IDisposable
{
    private static readonly ImageDataSettings Settings = new(ImageSource.Cifar10, ImageSize: 16, Channels: 3, Classes: 2, Train: 2, Select: 1, Report: 2);

    private static readonly PhotographFolder Folder = new("photographs", "put some there.");

    private static readonly PhotographFolder WithoutParts = Folder with { SplitBySeed = true };

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
    public void Every_seed_draws_its_own_splits_where_a_folder_has_no_parts()
    {
        for (byte i = 0; i < 6; i++)
            Write("", $"class-{i}/photograph", (byte)(40 * i));
        float[] Shades(PictureSet pictures) => [.. Enumerable.Range(0, pictures.Count).Select(i => pictures.All[i].mean().item<float>())];
        float[][] Splits(ulong seed)
        {
            using var cell = new TestCell("any", seed: seed, dataRoot: _root);
            var pictures = CodedPictures.Load(Settings, WithoutParts, PictureContent.Whole, cell, Compute.Device("cpu"));
            return [Shades(pictures.Train.Pictures), Shades(pictures.Select.Pictures), Shades(pictures.Report.Pictures)];
        }

        var splits = Splits(1);
        splits.Select(split => split.Length).Should().Equal(Settings.Train, Settings.Select, Settings.Report);
        splits.SelectMany(split => split).Should().OnlyHaveUniqueItems();
        Splits(1)[0].Should().Equal(splits[0]);
        Splits(2)[0].Should().NotEqual(splits[0]);
        WithoutParts.Requirement.Probe(_root).IsPresent.Should().BeTrue();
    }

    [Fact]
    public void Networks_of_scale_gpu_train_on_photographs()
    {
        var sizes = Settings with { Train = 16 }; // a batch of what predicts the top's codes
        for (byte i = 0; i < 19; i++)
            Write("", $"class-{i}/photograph", (byte)(10 * i));
        foreach (var (variant, settings) in HierarchicalQuantizationSettings.TrainedOnPhotographs(Scale.Gpu))
        {
            settings.Data.ImageSize.Should().BeInRange(64, 128);
            settings.Folder!.SplitBySeed.Should().BeTrue();
            using var cell = new TestCell(TrainVqVae.Name, variant, dataRoot: _root);
            TrainVqVae.Run(settings with
            {
                Data = sizes,
                Folder = WithoutParts,
                Network = settings.Network with { Width = 8, ResidualWidth = 4, Codes = 4, ResidualBlocks = 1 },
                Training = settings.Training with { Updates = 2, BatchSize = 2 },
            }, cell);
            cell.Measured[("mse01", null)].Should().BePositive();
        }
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
