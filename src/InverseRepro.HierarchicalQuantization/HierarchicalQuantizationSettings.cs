using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Experiments;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.HierarchicalQuantization.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization;

/// <summary>
/// The size of every experiment at every scale. A two-level network sets the budget; the single-level networks spend as many
/// bits. All share pictures, updates and learning rate, so that only what is compared differs.
/// </summary>
internal static class HierarchicalQuantizationSettings
{
    /// <summary>Variants of single-level networks with as many bits as the two-level one: the interventions they have.</summary>
    public const string Plain = CellId.DefaultVariant, KMeans = "kmeans", NoisePictures = "noise-pictures", NoiseVectors = "noise-vectors",
        Reset = "reset", All = "all";

    /// <summary>With all interventions: as many parameters as the two-level network, or parameters and bits.</summary>
    public const string Parameters = "parameters", BitsAndParameters = "bits-and-parameters";

    /// <summary>Two-level networks without and with all interventions.</summary>
    public const string TwoPlain = "two-level-plain", TwoAll = "two-level";

    /// <summary>Of sweeps: numbers of codes with all interventions, widths of codes without any.</summary>
    public const string Sizes = "sizes", Widths = "widths";

    /// <summary>The card's ratio: a code is dead below 0.5 % of the mean count.</summary>
    private static readonly DeadCodeReset DeadCodes = new(0.005, RelativeToMean: true);

    private const int ImageSize = 32;

    /// <summary>Per cent of the bits that two-level networks give to the top. The two-level network that sets the budget gives 20.</summary>
    public static readonly IReadOnlyList<int> TopShares = [0, 10, 30];

    public static string TopShare(int percent) => $"top-{percent}";

    /// <summary>Control: none and half of the bits for pictures of one colour, through a decoder that sees little around a position.</summary>
    public static readonly IReadOnlyList<int> ColourTopShares = [0, 50];

    // Four codes at each of 64 places, or two there and sixteen at each of 16.
    private const double ColourBits = 128;

    public static string ColourTopShare(int percent) => $"colour-top-{percent}";

    public static TrainVqVaeSettings SingleLevel(Scale scale, CodebookSettings codebook) => Train(scale, Flat(scale, BudgetNotion.Bits) with { Codebook = codebook });

    public static TrainVqVaeSettings Matched(Scale scale, BudgetNotion notion) => Train(scale, Flat(scale, notion));

    public static TrainVqVaeSettings TwoLevel(Scale scale, CodebookSettings codebook) => Train(scale, Hierarchical(scale) with { Codebook = codebook });

    public static TrainVqVaeSettings WithTopShare(Scale scale, int percent) =>
        Train(scale, Shared(scale, percent, Budget.Bits(Hierarchical(scale), ImageSize)));

    public static TrainVqVaeSettings ColourWithTopShare(Scale scale, int percent) =>
        Train(scale, Shared(scale, percent, ColourBits) with { ResidualBlocks = 0 }) with { Content = PictureContent.MeanColour };

    public static SweepSettings Sweep(IEnumerable<(int Value, string Variant, TrainVqVaeSettings Settings)> points) =>
        new([.. points.OrderBy(p => p.Value).Select(p => new SweepPoint(p.Value, p.Variant, p.Settings))]);

    /// <summary>Numbers of codes besides the one that has the budget's bits.</summary>
    public static IEnumerable<(int Value, string Variant, TrainVqVaeSettings Settings)> SmallerCodebooks(Scale scale) =>
        new[] { 16, 45 }.Select(codes => (codes, $"codes-{codes}", Train(scale, Flat(scale, BudgetNotion.Bits) with { Codes = codes })));

    /// <summary>Widths of codes besides the usual one.</summary>
    public static IEnumerable<(int Value, string Variant, TrainVqVaeSettings Settings)> OtherWidths(Scale scale) =>
        new[] { 4, 2 * Width(scale) }.Select(width => (width, $"width-{width}",
            Train(scale, Flat(scale, BudgetNotion.Bits) with { EmbedDim = width, Codebook = None(scale) with { CodeDim = width } })));

    public static int Width(Scale scale) => Hierarchical(scale).EmbedDim;

    public static int Codes(Scale scale) => Flat(scale, BudgetNotion.Bits).Codes;

    // Of the reference's 0.99 an unused code of mean count takes 530 updates to be called dead, which is longer than micro trains.
    public static CodebookSettings None(Scale scale) =>
        scale == Scale.Micro ? new CodebookSettings(CodeDim: 32, Decay: 0.95) : new CodebookSettings(CodeDim: 64, Decay: 0.97);

    public static CodebookSettings FromData(Scale scale) => None(scale) with { Initialisation = CodebookInitialisation.KMeans };

    public static CodebookSettings WithReset(Scale scale) => None(scale) with { Reset = DeadCodes };

    public static CodebookSettings Every(Scale scale) => FromData(scale) with { Reset = DeadCodes, Gradient = GradientEstimator.RotationTrick };

    private static TrainVqVaeSettings Train(Scale scale, VqVaeSettings network) => new(
        scale == Scale.Micro
            ? new ImageDataSettings(ImageSource.ShapeScenes, ImageSize, Channels: 3, Classes: 8, Train: 3072, Select: 128, Report: 512)
            : new ImageDataSettings(ImageSource.Cifar10, ImageSize, Channels: 3, Classes: 10, Train: 8192, Select: 256, Report: 1024),
        network, new VqVaeTrainingSettings(Updates: scale == Scale.Micro ? 500 : 2000, BatchSize: 32, LearningRate: 2e-3),
        KodakSide: scale == Scale.Micro ? null : 256);

    private static VqVaeSettings Hierarchical(Scale scale) => scale == Scale.Micro
        ? new VqVaeSettings(Width: 32, ResidualWidth: 16, Codes: 48, TopCodes: 48, Every(scale), EmbedDim: 32, ResidualBlocks: 1)
        : new VqVaeSettings(Width: 48, ResidualWidth: 24, Codes: 128, TopCodes: 128, Every(scale), EmbedDim: 64, ResidualBlocks: 1);

    private static VqVaeSettings Flat(Scale scale, BudgetNotion notion) => Budget.MatchedFlat(Hierarchical(scale), notion, ImageSize);

    private static VqVaeSettings Shared(Scale scale, int percent, double bits) =>
        Budget.WithTopShare(Hierarchical(scale), bits, percent / 100.0, ImageSize);
}
