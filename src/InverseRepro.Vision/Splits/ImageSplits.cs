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
        var (train, select) = settings.Source switch
        {
            ImageSource.ShapeScenes => (
                ShapeScenes.Images(settings.Scenes, seed.Derive($"train/{trainStream}"), settings.Train),
                ShapeScenes.Images(settings.Scenes, seed.Derive("select"), settings.Select)),
            ImageSource.NuisanceDigits => (
                NuisanceDigits.Images(Digits(settings), seed.Derive($"train/{trainStream}"), settings.Train),
                NuisanceDigits.Images(Digits(settings), seed.Derive("select"), settings.Select)),
            _ => Drawn(settings, seed, DataSet(settings, cell, Split.Train)),
        };
        return new ImageSplits(Prepare(train, settings, device), Prepare(select, settings, device), LoadReport(settings, cell, device));
    }

    /// <summary>The split that is reported on, as <see cref="Load"/> gives it, without reading or rendering the others.</summary>
    public static ImageSplit LoadReport(ImageDataSettings settings, ICell cell, Device device)
    {
        if (settings.Source == ImageSource.CocoSample)
            return Prepare(CocoSplits.LoadReport(settings, cell.DataRoot), settings, device);
        IReadOnlyList<Scene> scenes = settings.Source == ImageSource.ShapeScenes
            ? ShapeScenes.Render(settings.Scenes, ReportSeed(cell), 0, settings.Report)
            : [];
        var report = settings.Source switch
        {
            ImageSource.ShapeScenes => ShapeScenes.Images(settings.Scenes, scenes),
            ImageSource.NuisanceDigits => NuisanceDigits.Images(Digits(settings), ReportSeed(cell), settings.Report),
            _ => Reported(settings, ReportSeed(cell), DataSet(settings, cell, Split.Test)),
        };
        return Prepare(report, settings, device, scenes);
    }

    /// <summary>The seed that the report split's scenes are rendered from.</summary>
    public static Seed ReportSeed(ICell cell) => cell.Seed.Derive("data").Derive("report");

    /// <summary>The data sets that must be under the data root.</summary>
    public static IEnumerable<Requirement> Requirements(ImageDataSettings settings) => settings.Source switch
    {
        ImageSource.Cifar10 => [Cifar10.Requirement(settings.Train + settings.Select)],
        ImageSource.Mnist => [new Requirement.Data("MNIST", IdxDataSet.Mnist.Probe)],
        ImageSource.FashionMnist => [new Requirement.Data("Fashion-MNIST", IdxDataSet.FashionMnist.Probe)],
        ImageSource.CocoSample => [new Requirement.Data("COCO sample", CocoDataSet.Sample.Probe)],
        _ => [],
    };

    /// <summary>Seconds that <see cref="Load"/> takes one core, about.</summary>
    public static double LoadSeconds(ImageDataSettings settings) =>
        Seconds(settings, settings.Train + settings.Select, DataSetSeconds(settings.Source)) + LoadReportSeconds(settings);

    /// <summary>Seconds that <see cref="LoadReport"/> takes one core, about.</summary>
    public static double LoadReportSeconds(ImageDataSettings settings) => Seconds(settings, settings.Report, DataSetSeconds(settings.Source) / 5);

    // Seen on one core of a CPU: data sets are read as a whole, scenes rendered and photographs cropped one by one, pictures converted and normalised.
    private static double Seconds(ImageDataSettings settings, int pictures, double dataSet)
    {
        double pixels = settings.ImageSize * settings.ImageSize;
        var rendered = settings.Source is ImageSource.ShapeScenes or ImageSource.NuisanceDigits or ImageSource.CocoSample ? 2.3e-4 + 5.5e-8 * pixels : 0;
        return dataSet + pictures * (rendered + 2e-8 * settings.Channels * pixels);
    }

    private static double DataSetSeconds(ImageSource source) => source switch
    {
        ImageSource.Cifar10 => 0.5,
        ImageSource.Mnist or ImageSource.FashionMnist => 0.2,
        _ => 0,
    };

    private static NuisanceSettings Digits(ImageDataSettings settings) => new(settings.ImageSize, settings.Classes);

    private static ImageSet DataSet(ImageDataSettings settings, ICell cell, Split split) => settings.Source switch
    {
        ImageSource.Cifar10 => Cifar10.Load(cell.DataRoot, split),
        ImageSource.Mnist => IdxDataSet.Mnist.Load(cell.DataRoot, split),
        ImageSource.FashionMnist => IdxDataSet.FashionMnist.Load(cell.DataRoot, split),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Source, null),
    };

    /// <summary>Train and select are disjoint random parts of the data set's training part.</summary>
    private static (ImageSet Train, ImageSet Select) Drawn(ImageDataSettings settings, Seed seed, ImageSet training)
    {
        var order = seed.Derive("order").Stream().Permutation(training.Count);
        return (training.Select(order.AsSpan(0, settings.Train)), training.Select(order.AsSpan(settings.Train, settings.Select)));
    }

    /// <summary>A random part of the data set's test part.</summary>
    private static ImageSet Reported(ImageDataSettings settings, Seed seed, ImageSet test) =>
        test.Select(seed.Stream().Permutation(test.Count).AsSpan(0, settings.Report));

    private static ImageSplits Of(CocoSplits coco, ImageDataSettings settings, Device device) =>
        new(Prepare(coco.Train, settings, device), Prepare(coco.Select, settings, device), Prepare(coco.Report, settings, device));

    private static ImageSplit Prepare(CocoSquares squares, ImageDataSettings settings, Device device) =>
        Prepare(squares.Images, settings, device) with { Objects = squares.Objects, MainMasks = squares.MainMasks };

    private static ImageSplit Prepare(ImageSet set, ImageDataSettings settings, Device device, IReadOnlyList<Scene>? scenes = null)
    {
        using var scope = NewDisposeScope();
        var images = (set.Images.ToTensor(device) - settings.Mean) / settings.Std;
        var labels = tensor(set.Labels.Select(l => (long)l).ToArray()).Upload(device);
        return new ImageSplit(set.Images, images.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), scenes ?? []);
    }
}
