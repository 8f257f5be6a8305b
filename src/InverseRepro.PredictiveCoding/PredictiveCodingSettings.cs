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
    /// <summary>Variants: architecture, data set (scenes at scale micro, Fashion-MNIST at scale real) or control. The plain one is fully connected, of medium complexity.</summary>
    public const string Medium = CellId.DefaultVariant, Small = "small", Large = "large", Cnn = "cnn", Vit = "vit", SecondData = "second-data",
        LowData = "low-data", LargeEncoder = "large-encoder", LargeDecoder = "large-decoder", LargeClassifier = "large-classifier",
        WideModules = "wide-modules";

    private const int Latent = 8, NarrowLatent = 4;

    // Cross entropy is ten times the squared error and more: most of the front lies near λ = 1.
    private static readonly double[] AllTradeOffs = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1], FewTradeOffs = [0, 0.9, 1];

    public static TradeOffSettings Grid(Scale scale, string variant) =>
        new(Data(scale, variant), Architecture(scale, variant), TradeOffs(variant), Training(scale, variant), Retrain: variant is Medium or Cnn or Vit or SecondData);

    /// <summary>
    /// Latents of growing size, or, for the control, wider decoders and classifiers on the narrowest. Twice the width adds more
    /// weights than the widest latent does.
    /// </summary>
    public static SweepSettings Sweep(Scale scale, string variant) => new(Data(scale, variant), variant == WideModules
            ? [.. new[] { 1, 2 }.Select(widening => FullyConnected(Complexity.Medium, NarrowLatent) with { Widening = widening })]
            : [.. new[] { NarrowLatent, 8, 16, 32, 64 }.Select(latent => FullyConnected(Complexity.Medium, latent))],
        AllTradeOffs, Training(scale, variant));

    // Networks that train one by one and large pictures cost most.
    private static double[] TradeOffs(string variant) => variant is Cnn or Vit or SecondData ? FewTradeOffs : AllTradeOffs;

    private static CreArchitecture Architecture(Scale scale, string variant) => variant switch
    {
        Small => FullyConnected(Complexity.Small, Latent),
        Large => FullyConnected(Complexity.Large, Latent),
        LargeEncoder => FullyConnected(Complexity.Small, Latent) with { Encoder = Complexity.Large },
        LargeDecoder => FullyConnected(Complexity.Small, Latent) with { Decoder = Complexity.Large },
        LargeClassifier => FullyConnected(Complexity.Small, Latent) with { Classifier = Complexity.Large },
        Cnn => new CnnArchitecture(Channels: 16, LatentChannels: scale == Scale.Micro ? 4 : 16),
        Vit => new VitArchitecture(PatchSize: 7, EmbedDim: 8, DecoderEmbedDim: 32, Depth: 1, Heads: 4),
        _ => FullyConnected(Complexity.Medium, Latent),
    };

    private static FcArchitecture FullyConnected(Complexity complexity, int latent) => new(complexity, complexity, complexity, latent);

    private static CreTrainingSettings Training(Scale scale, string variant) => scale == Scale.Micro
        ? new(Epochs: variant == LowData ? 200 : 3, BatchSize: 64, LearningRate: 1e-3)
        : new(Epochs: 4, BatchSize: 128, LearningRate: 1e-3);

    private static ImageDataSettings Data(Scale scale, string variant)
    {
        var source = scale == Scale.Micro ? ImageSource.NuisanceDigits : variant == SecondData ? ImageSource.FashionMnist : ImageSource.Mnist;
        var (size, train, report) = scale == Scale.Micro ? (14, variant switch { LowData => 256, Cnn => 8192, _ => 16384 }, 8192) : (28, 16384, 4096);
        var digits = new ImageDataSettings(source, size, Channels: 1, Classes: 10, train, Select: 256, report);
        return scale == Scale.Micro && variant == SecondData ? digits with { Source = ImageSource.ShapeScenes, ImageSize = 16, Channels = 3, Classes = 8, Train = 6144 } : digits;
    }
}
