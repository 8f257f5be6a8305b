using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Experiments;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.HierarchicalQuantization.Training;

namespace InverseRepro.HierarchicalQuantization;

/// <summary>
/// The variants of every experiment at every scale. A two-level network sets the budget of the single-level networks that it is
/// compared with; another single-level network, with many codes, shows collapse and what prevents it. What is compared shares
/// pictures, updates and learning rate.
/// </summary>
internal static class HierarchicalQuantizationSettings
{
    /// <summary>Variants of the single-level network with many codes: the interventions they have.</summary>
    public const string Plain = CellId.DefaultVariant, KMeans = "kmeans", Reset = "reset", Rotation = "rotation", All = "all";

    /// <summary>The same with k-means spent on noise.</summary>
    public const string NoisePictures = "noise-pictures", NoiseVectors = "noise-vectors";

    /// <summary>Single-level networks with what the two-level one has as much of; all interventions.</summary>
    public const string Bits = "bits", Parameters = "parameters", BitsAndParameters = "bits-and-parameters";

    /// <summary>The two-level network with all interventions.</summary>
    public const string TwoLevels = "two-level";

    /// <summary>How the variants begin that are trained on photographs, at scales that have such beside other pictures.</summary>
    public const string OnPhotographs = "photographs";

    /// <summary>Without any intervention: the single-level network with the same bits, and the two-level one.</summary>
    public const string BitsPlain = "bits-plain", TwoLevelsPlain = "two-level-plain";

    /// <summary>Of sweeps: numbers of codes with all interventions; widths of vectors and codes without any; widths of codes alone, behind projections.</summary>
    public const string Sizes = "sizes", Widths = "widths", Projections = "projections";

    /// <summary>Per cent of the bits that two-level networks give to the top; the one that sets the budget gives 20.</summary>
    /// <remarks>Of 51,200 bits 40 % would be 2²⁰ top codes, so that the paper's own budget is not shared out otherwise than it is.</remarks>
    public static IReadOnlyList<int> TopSharesAt(Scale scale) => scale == Scale.Paper ? [] : [0, 10, 40];

    /// <summary>The shares of the control, whose task has structure of the longest range alone.</summary>
    public static IReadOnlyList<int> ColourTopSharesAt(Scale scale) => scale == Scale.Paper ? [] : [0, 50];

    /// <summary>The card's ratio: a code is dead below 0.5 % of the mean count.</summary>
    private static readonly DeadCodeReset DeadCodes = new(0.005, RelativeToMean: true);

    /// <summary>Every combination of interventions over the same network.</summary>
    public static readonly IReadOnlyList<InterventionArm> Arms =
    [
        new(Plain, false, false, false), new(KMeans, true, false, false), new(Reset, false, true, false), new(Rotation, false, false, true),
        new("kmeans-reset", true, true, false), new("kmeans-rotation", true, false, true), new("reset-rotation", false, true, true),
        new(All, true, true, true),
    ];

    public static string TopShare(int percent) => $"top-{percent}";

    public static string ColourTopShare(int percent) => $"colour-top-{percent}";

    /// <summary>The single-level network with many codes.</summary>
    public static TrainVqVaeSettings SingleLevel(Scale scale, InterventionArm arm) => ForUsage(scale, With(arm, Many(scale)));

    /// <summary>The single-level network that matches the two-level one.</summary>
    public static TrainVqVaeSettings Matched(Scale scale, BudgetNotion notion, InterventionArm arm) => ForLevels(scale, With(arm, Flat(scale, notion)));

    public static TrainVqVaeSettings TwoLevel(Scale scale, InterventionArm arm) => ForLevels(scale, With(arm, StudySize.Of(scale).TwoLevel));

    public static TrainVqVaeSettings WithTopShare(Scale scale, int percent) => ForLevels(scale, Shared(scale, percent, Budget.Bits(StudySize.Of(scale).TwoLevel, ImageSize(scale))));

    /// <summary>Pictures of one colour, through a decoder that sees little around a position.</summary>
    public static TrainVqVaeSettings ColourWithTopShare(Scale scale, int percent) =>
        ForLevels(scale, Shared(scale, percent, ColourBits(scale)) with { ResidualBlocks = 0, DecoderKernel = 1 }) with
        {
            Content = PictureContent.MeanColour,
            Observer = null,
            Photographs = null,
        };

    /// <summary>Control: k-means spent on noise, no other intervention.</summary>
    public static TrainVqVaeSettings OnNoise(Scale scale, FirstCodes noise) => SingleLevel(scale, Arms[1]) with { FirstCodes = noise };

    /// <summary>Numbers of codes besides the many, all interventions.</summary>
    public static IEnumerable<(int Value, string Variant, TrainVqVaeSettings Settings)> OtherCodebooks(Scale scale) =>
        StudySize.Of(scale).Codebooks.Select(codes =>
            (codes, $"codes-{codes}", ForUsage(scale, With(Arms[^1], Many(scale)) with { Codes = codes })));

    /// <summary>Widths besides the usual one: of what is quantised and of its codes, or of the codes alone.</summary>
    /// <param name="sweep"><see cref="Widths"/> or <see cref="Projections"/>.</param>
    /// <param name="arm">No interventions, or all, which mask what widths do and are measured at some of them.</param>
    public static IEnumerable<(int Value, string Variant, TrainVqVaeSettings Settings)> OtherWidths(Scale scale, string sweep, InterventionArm arm) =>
        (arm == Arms[0] ? StudySize.Of(scale).Widths : StudySize.Of(scale).ProtectedWidths).Select(width =>
            (width, (sweep == Widths ? "width" : "projected") + $"-{width}" + (arm == Arms[0] ? "" : $"-{arm.Variant}"),
                ForUsage(scale, With(arm, Wide(Many(scale), sweep, width)))));

    /// <summary>What the claims at the heart of the paper compare, trained on photographs; no observer: there is one of each class.</summary>
    public static IEnumerable<(string Variant, TrainVqVaeSettings Settings)> TrainedOnPhotographs(Scale scale)
    {
        if (StudySize.Of(scale).PhotographTraining is not { } photographs)
            return [];
        (string Variant, TrainVqVaeSettings Settings)[] networks =
        [
            (OnPhotographs, SingleLevel(scale, Arms[0])), ($"{OnPhotographs}-{All}", SingleLevel(scale, Arms[^1])),
            ($"{OnPhotographs}-{TwoLevels}", TwoLevel(scale, Arms[^1])),
            ($"{OnPhotographs}-{BitsPlain}", Matched(scale, BudgetNotion.Bits, Arms[0])),
            ($"{OnPhotographs}-{BitsAndParameters}", Matched(scale, BudgetNotion.BitsAndParameters, Arms[^1])),
        ];
        return networks.Select(n => (n.Variant, n.Settings with
        {
            Data = photographs.Data,
            Folder = photographs.Folder,
            Training = n.Settings.Training with { BatchSize = photographs.BatchSize },
            Observer = null,
            Photographs = null,
        }));
    }

    public static SweepSettings SizesSweep(Scale scale) =>
        new(Points(OtherCodebooks(scale).Select(c => (c.Value, c.Variant)).Append((StudySize.Of(scale).ManyCodes, All))), SweepChart.RateDistortion, []);

    /// <param name="sweep"><see cref="Widths"/> or <see cref="Projections"/>.</param>
    public static SweepSettings WidthsSweep(Scale scale, string sweep)
    {
        SweepPoint[] With(InterventionArm arm) => Points(OtherWidths(scale, sweep, arm).Select(w => (w.Value, w.Variant)).Append((Width(scale), arm.Variant)));
        return new(With(Arms[0]), SweepChart.Usage, StudySize.Of(scale).ProtectedWidths.Count == 0 ? [] : With(Arms[^1]));
    }

    public static CompareBudgetsSettings EqualBudgets { get; } = new(TwoLevels, [Bits, Parameters, BitsAndParameters]);

    public static CompareInterventionsSettings Interventions(Scale scale) => new(Arms, [NoisePictures, NoiseVectors],
    [
        new("one level,\nno intervention", BitsPlain, Matched(scale, BudgetNotion.Bits, Arms[0])),
        new("one level,\nall", BitsAndParameters, Matched(scale, BudgetNotion.BitsAndParameters, Arms[^1])),
        new("two levels,\nno intervention", TwoLevelsPlain, TwoLevel(scale, Arms[0])), new("two levels,\nall", TwoLevels, TwoLevel(scale, Arms[^1])),
    ]);

    public static QuantizeGaussiansSettings Gaussians(Scale scale) =>
        new([.. StudySize.Of(scale).Widths.Append(Width(scale)).Order()], StudySize.Of(scale).ManyCodes, Vectors: 8192, Iterations: 20);

    public static TrainObserverSettings Observer(Scale scale) =>
        new(StudySize.Of(scale).Data, Width: 16, StudySize.Of(scale).ObserverUpdates, BatchSize: 64, LearningRate: 2e-3, StudySize.Of(scale).Folder);

    private static int ImageSize(Scale scale) => StudySize.Of(scale).Data.ImageSize;

    private static int Width(Scale scale) => StudySize.Of(scale).TwoLevel.EmbedDim;

    private static TrainVqVaeSettings ForLevels(Scale scale, VqVaeSettings network) =>
        Train(scale, network, StudySize.Of(scale).LevelTraining) with { Photographs = StudySize.Of(scale).Photographs };

    private static TrainVqVaeSettings ForUsage(Scale scale, VqVaeSettings network) => Train(scale, network, StudySize.Of(scale).UsageTraining);

    private static TrainVqVaeSettings Train(Scale scale, VqVaeSettings network, VqVaeTrainingSettings training) =>
        new(StudySize.Of(scale).Data, network, training, Observer(scale), Folder: StudySize.Of(scale).Folder);

    private static VqVaeSettings With(InterventionArm arm, VqVaeSettings network) => network with
    {
        Codebook = network.Codebook with
        {
            Initialisation = arm.KMeans ? CodebookInitialisation.KMeans : CodebookInitialisation.KaimingUniform,
            Reset = arm.Reset ? DeadCodes : null,
            Gradient = arm.Rotation ? GradientEstimator.RotationTrick : GradientEstimator.StraightThrough,
        },
    };

    private static VqVaeSettings Wide(VqVaeSettings network, string sweep, int width) =>
        network with { EmbedDim = sweep == Widths ? width : network.EmbedDim, Codebook = network.Codebook with { CodeDim = width } };

    private static VqVaeSettings Many(Scale scale) => StudySize.Of(scale).TwoLevel with { TopCodes = null, Codes = StudySize.Of(scale).ManyCodes };

    private static VqVaeSettings Flat(Scale scale, BudgetNotion notion) =>
        Budget.MatchedFlat(StudySize.Of(scale).TwoLevel, notion, ImageSize(scale));

    private static VqVaeSettings Shared(Scale scale, int percent, double bits) =>
        Budget.WithTopShare(With(Arms[^1], StudySize.Of(scale).TwoLevel), bits, percent / 100.0, ImageSize(scale));

    // Two bits at each bottom position: the bottom alone can name 4 colours, or 2 and the top 16.
    private static double ColourBits(Scale scale) =>
        Budget.Bits(StudySize.Of(scale).TwoLevel with { Codes = 4, TopCodes = null }, ImageSize(scale));

    private static SweepPoint[] Points(IEnumerable<(int Value, string Variant)> points) =>
        [.. points.OrderBy(p => p.Value).Select(p => new SweepPoint(p.Value, p.Variant))];
}
