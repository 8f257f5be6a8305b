using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding;

/// <summary>The size of every experiment at every scale.</summary>
internal static class PredictiveCodingSettings
{
    /// <summary>
    /// Variants: architecture, data set (second: scenes at scale micro, Fashion-MNIST elsewhere) or control. The plain one is fully
    /// connected, of medium complexity, and sees digits. At scale real complexities and latents, at scale gpu latents, are compared on Fashion-MNIST: on
    /// MNIST small modules for reconstruction alone did hardly better than the mean picture (0.94 of its error on development seed
    /// 1001, 0.48 here), and there is no front without both extremes.
    /// </summary>
    public const string Medium = CellId.DefaultVariant, Small = "small", Large = "large", Cnn = "cnn", Vit = "vit", LargeCnn = "large-cnn",
        SecondData = "second-data", LowData = "low-data", LargeEncoder = "large-encoder", LargeDecoder = "large-decoder",
        LargeClassifier = "large-classifier", WideModules = "wide-modules", HalfMaskedVit = "vit-masked-50", MostlyMaskedVit = "vit-masked-75";

    /// <summary>Of an architecture's name where it sees Fashion-MNIST.</summary>
    public const string Fashion = "fashion-";

    private const int Latent = 8;

    // Cross entropy is ten times the squared error and more: most of the front lies near λ = 1.
    private static readonly double[] AllTradeOffs = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1], FewTradeOffs = [0, 0.9, 1];

    // Where many networks are compared at scale real: as many updates as at scale micro, each picture seen once.
    private static readonly double[] ComparedTradeOffs = [0, 0.5, 0.75, 0.9, 0.99, 1];
    private static readonly ImageDataSettings ComparedData = new(ImageSource.FashionMnist, 28, Channels: 1, Classes: 10, Train: 24576, Select: 256, Report: 4096);
    private static readonly CreTrainingSettings ComparedTraining = new(Epochs: 1, BatchSize: 32, LearningRate: 1e-3);

    // At scale gpu, where an update costs the same whatever its batch: half as many updates, of four times as many pictures each.
    private static readonly CreTrainingSettings SweptTraining = new(Epochs: 2, BatchSize: 128, LearningRate: 1e-3);

    public static TradeOffSettings Grid(Scale scale, string variant) =>
        new(Data(scale, variant), Architecture(scale, variant), TradeOffs(scale, variant), Training(scale, variant), Retrain(scale, variant));

    /// <summary>
    /// Latents of growing size, or, for the control, wider decoders and classifiers on the narrowest. Twice the width adds more
    /// weights than a latent of 64 does, three times as much more than one of 512.
    /// </summary>
    public static SweepSettings Sweep(Scale scale, string variant)
    {
        IReadOnlyList<CreArchitecture> architectures = variant == WideModules
            ? [.. new[] { 1, scale == Scale.Paper ? 3 : 2 }.Select(widening => FullyConnected(Complexity.Medium, Latents(scale)[0]) with { Widening = widening })]
            : [.. Latents(scale).Select(latent => FullyConnected(Complexity.Medium, latent))];
        return scale switch
        {
            Scale.Real => new(ComparedData, architectures, ComparedTradeOffs, ComparedTraining),
            Scale.Gpu => new(ComparedData, architectures, AllTradeOffs, SweptTraining),
            _ => new(Data(scale, variant), architectures, AllTradeOffs, Training(scale, variant)),
        };
    }

    private static int[] Latents(Scale scale) => scale switch
    {
        Scale.Micro => [4, 8, 16, 32, 64],
        Scale.Real => [8, 16, 64],
        Scale.Gpu => [8, 32, 128],
        _ => [2, 4, 8, 16, 32, 64, 128, 256, 512],
    };

    private static bool Compared(Scale scale, string variant) =>
        scale == Scale.Real && variant is Small or Large or LargeEncoder or LargeDecoder or LargeClassifier;

    // Networks that train one by one and pictures of three channels cost most.
    private static double[] TradeOffs(Scale scale, string variant) => (scale, variant) switch
    {
        (Scale.Paper, _) => AllTradeOffs,
        (_, Cnn or Vit or LargeCnn) or (Scale.Micro, SecondData) => FewTradeOffs,
        _ => Compared(scale, variant) ? ComparedTradeOffs : AllTradeOffs,
    };

    private static bool Retrain(Scale scale, string variant) => scale == Scale.Paper || variant is Medium or Cnn or Vit or LargeCnn or SecondData;

    private static CreArchitecture Architecture(Scale scale, string variant) => variant switch
    {
        _ when variant.StartsWith(Fashion, StringComparison.Ordinal) => Architecture(scale, variant[Fashion.Length..]),
        Small => FullyConnected(Complexity.Small, Latent),
        Large => FullyConnected(Complexity.Large, Latent),
        LargeEncoder => FullyConnected(Complexity.Small, Latent) with { Encoder = Complexity.Large },
        LargeDecoder => FullyConnected(Complexity.Small, Latent) with { Decoder = Complexity.Large },
        LargeClassifier => FullyConnected(Complexity.Small, Latent) with { Classifier = Complexity.Large },
        Cnn => new CnnArchitecture(Channels: 16, LatentChannels: scale == Scale.Micro ? 4 : 16),
        LargeCnn => new LargeCnnArchitecture(),
        Vit => Transformer,
        HalfMaskedVit => Transformer with { MaskRatio = 0.5 },
        MostlyMaskedVit => Transformer with { MaskRatio = 0.75 },
        _ => FullyConnected(Complexity.Medium, Latent),
    };

    private static VitArchitecture Transformer => new(PatchSize: 7, EmbedDim: 8, DecoderEmbedDim: 32, Depth: 1, Heads: 4);

    private static FcArchitecture FullyConnected(Complexity complexity, int latent) => new(complexity, complexity, complexity, latent);

    // About a thousand updates at scales real and paper: ten epochs of the reference's batches of 512. Batches of 64 take an eighth of the time.
    private static CreTrainingSettings Training(Scale scale, string variant) => (scale, variant) switch
    {
        (Scale.Micro, LowData) => new(Epochs: 200, BatchSize: 64, LearningRate: 1e-3),
        (Scale.Micro, _) => new(Epochs: 3, BatchSize: 64, LearningRate: 1e-3),
        (_, LowData) => new(Epochs: 256, BatchSize: 64, LearningRate: 1e-3),
        (Scale.Real, _) when Compared(scale, variant) => ComparedTraining,
        (Scale.Real, _) => new(Epochs: 2, BatchSize: 64, LearningRate: 1e-3),
        (Scale.Gpu, LargeCnn) => new(Epochs: 2, BatchSize: 64, LearningRate: 1e-3) { Rotation = 15 },
        (_, LargeCnn) => new(Epochs: 10, BatchSize: 512, LearningRate: 1e-3) { Rotation = 15 },
        _ => new(Epochs: 10, BatchSize: 512, LearningRate: 1e-3),
    };

    private static ImageDataSettings Data(Scale scale, string variant)
    {
        var source = variant == SecondData || variant.StartsWith(Fashion, StringComparison.Ordinal) ? ImageSource.FashionMnist : ImageSource.Mnist;
        return (scale, variant) switch
        {
            (Scale.Micro, SecondData) => new(ImageSource.ShapeScenes, 16, Channels: 3, Classes: 8, Train: 6144, Select: 256, Report: 8192),
            (Scale.Micro, _) => new(ImageSource.NuisanceDigits, 14, Channels: 1, Classes: 10, Train: variant switch { LowData => 256, Cnn => 8192, _ => 16384 }, Select: 256, Report: 8192),
            (Scale.Real, _) when Compared(scale, variant) => ComparedData,
            (Scale.Real, _) => new(source, 28, Channels: 1, Classes: 10, Train: variant switch { LowData => 256, Cnn => 16384, _ => 32768 }, Select: 256, Report: 4096),
            (_, LargeCnn) => new(ImageSource.Cifar10, 32, Channels: 3, Classes: 10, Train: scale == Scale.Gpu ? 10_240 : 49_000, Select: 1000, Report: scale == Scale.Gpu ? 4_096 : 10_000),
            _ => new(source, 28, Channels: 1, Classes: 10, Train: variant == LowData ? 256 : 59_000, Select: 1000, Report: 10_000),
        };
    }
}
