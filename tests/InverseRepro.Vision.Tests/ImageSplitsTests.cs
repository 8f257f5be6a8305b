using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Tests;

public sealed class ImageSplitsTests
{
    [Theory]
    [InlineData(ImageSource.ShapeScenes, 32, 3, 8)]
    [InlineData(ImageSource.NuisanceDigits, 14, 1, 10)]
    public void The_report_alone_is_that_of_all_three_splits(ImageSource source, int side, int channels, int classes)
    {
        using var scope = NewDisposeScope();
        using var cell = new TestCell("any");
        var settings = new ImageDataSettings(source, side, channels, classes, Train: 4, Select: 2, Report: 3);
        var (all, alone) = (ImageSplits.Load(settings, cell, CPU), ImageSplits.LoadReport(settings, cell, CPU));
        alone.Pictures.Values.Should().Equal(all.Report.Pictures.Values);
        alone.Labels.data<long>().ToArray().Should().Equal(all.Report.Labels.data<long>().ToArray());
        alone.Images.data<float>().ToArray().Should().Equal(all.Report.Images.data<float>().ToArray());
        alone.Scenes.Should().HaveCount(source == ImageSource.ShapeScenes ? 3 : 0);
        all.Train.Pictures.Count.Should().Be(4);
    }
}
