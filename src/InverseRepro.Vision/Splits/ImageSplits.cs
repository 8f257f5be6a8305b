using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Splits;

/// <summary>The three disjoint splits of a cell, a function of its seed alone.</summary>
public sealed record ImageSplits(ImageSplit Train, ImageSplit Select, ImageSplit Report)
{
    /// <param name="trainStream">Names the rendered training scenes, so that two networks can be trained on different ones.</param>
    public static ImageSplits Load(ImageDataSettings settings, ICell cell, Device device, string trainStream = "target")
    {
        var seed = cell.Seed.Derive("data");
        if (settings.Source == ImageSource.CocoSample)
            return Of(CocoSplits.Load(settings, cell.DataRoot, seed), settings, device);
        IReadOnlyList<Scene> scenes = settings.Source == ImageSource.ShapeScenes
            ? ShapeScenes.Render(settings.Scenes, ReportSeed(cell), 0, settings.Report)
            : [];
        var (train, select, report) = settings.Source switch
        {
            ImageSource.ShapeScenes => (
                ShapeScenes.Images(settings.Scenes, seed.Derive($"train/{trainStream}"), settings.Train),
                ShapeScenes.Images(settings.Scenes, seed.Derive("select"), settings.Select),
                ShapeScenes.Images(settings.Scenes, scenes)),
            ImageSource.Cifar10 => Drawn(settings, seed, split => Cifar10.Load(cell.DataRoot, split)),
            ImageSource.Mnist => Drawn(settings, seed, split => IdxDataSet.Mnist.Load(cell.DataRoot, split)),
            ImageSource.FashionMnist => Drawn(settings, seed, split => IdxDataSet.FashionMnist.Load(cell.DataRoot, split)),
            ImageSource.NuisanceDigits => Digits(new NuisanceSettings(settings.ImageSize, settings.Classes), settings, seed, trainStream),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Source, null),
        };
        return new ImageSplits(Prepare(train, settings, device), Prepare(select, settings, device), Prepare(report, settings, device, scenes));
    }

    /// <summary>The seed that the report split's scenes are rendered from.</summary>
    public static Seed ReportSeed(ICell cell) => cell.Seed.Derive("data").Derive("report");

    /// <summary>The data sets that must be under the data root.</summary>
    public static IEnumerable<Requirement> Requirements(ImageDataSettings settings) => settings.Source switch
    {
        ImageSource.Cifar10 => [new Requirement.Data("CIFAR-10", Cifar10.Probe)],
        ImageSource.Mnist => [new Requirement.Data("MNIST", IdxDataSet.Mnist.Probe)],
        ImageSource.FashionMnist => [new Requirement.Data("Fashion-MNIST", IdxDataSet.FashionMnist.Probe)],
        ImageSource.CocoSample => [new Requirement.Data("COCO sample", CocoDataSet.Sample.Probe)],
        _ => [],
    };

    private static (ImageSet, ImageSet, ImageSet) Digits(NuisanceSettings digits, ImageDataSettings settings, Seed seed, string trainStream) => (
        NuisanceDigits.Images(digits, seed.Derive($"train/{trainStream}"), settings.Train),
        NuisanceDigits.Images(digits, seed.Derive("select"), settings.Select),
        NuisanceDigits.Images(digits, seed.Derive("report"), settings.Report));

    /// <summary>Train and select are disjoint random parts of the data set's training part, report is a random part of its test part.</summary>
    private static (ImageSet, ImageSet, ImageSet) Drawn(ImageDataSettings settings, Seed seed, Func<Split, ImageSet> load)
    {
        var (training, test) = (load(Split.Train), load(Split.Test));
        var order = seed.Derive("order").Stream().Permutation(training.Count);
        var reported = seed.Derive("report").Stream().Permutation(test.Count);
        return (
            training.Select(order.AsSpan(0, settings.Train)),
            training.Select(order.AsSpan(settings.Train, settings.Select)),
            test.Select(reported.AsSpan(0, settings.Report)));
    }

    private static ImageSplits Of(CocoSplits coco, ImageDataSettings settings, Device device)
    {
        ImageSplit Prepared(CocoSquares squares) =>
            Prepare(squares.Images, settings, device) with { Objects = squares.Objects, MainMasks = squares.MainMasks };
        return new ImageSplits(Prepared(coco.Train), Prepared(coco.Select), Prepared(coco.Report));
    }

    private static ImageSplit Prepare(ImageSet set, ImageDataSettings settings, Device device, IReadOnlyList<Scene>? scenes = null)
    {
        using var scope = NewDisposeScope();
        var images = (set.Images.ToTensor(device) - settings.Mean) / settings.Std;
        var labels = tensor(set.Labels.Select(l => (long)l).ToArray()).Upload(device);
        return new ImageSplit(set.Images, images.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), scenes ?? []);
    }
}
