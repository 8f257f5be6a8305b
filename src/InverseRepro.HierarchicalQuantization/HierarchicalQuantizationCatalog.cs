using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Experiments;
using InverseRepro.HierarchicalQuantization.Parity;
using InverseRepro.Vision.Splits;
using static InverseRepro.HierarchicalQuantization.HierarchicalQuantizationSettings;

namespace InverseRepro.HierarchicalQuantization;

/// <summary>What arXiv 2601.22244 contributes to the command.</summary>
public static class HierarchicalQuantizationCatalog
{
    private static readonly Scale[] Scales = [Scale.Micro, Scale.Real];

    /// <summary>The networks of the paper, to be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References => VqVaeFamily.Families;

    /// <summary>The experiments of the paper with their variants at every scale.</summary>
    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        Experiment.Define(TrainVqVae.Name, "Trains a VQ-VAE of one or two levels and measures reconstructions and the use of codes.",
            AtEveryScale(Networks), Requirements, TrainVqVae.Run),

        Experiment.Define(SweepCodebook.Name, "Lines trained single-level networks up by the number or the width of their codes.",
            AtEveryScale(Sweeps), Requirements, SweepCodebook.Run),

        Experiment.Define(QuantizeGaussians.Name, "Quantises normal vectors of several widths by k-means, without an encoder.",
            AtEveryScale(Gaussians), _ => [], QuantizeGaussians.Run),
    ];

    private static IEnumerable<(string Variant, TrainVqVaeSettings Settings)> Networks(Scale scale) =>
    [
        (Plain, SingleLevel(scale, None(scale))),
        (KMeans, SingleLevel(scale, FromData(scale))),
        (NoisePictures, SingleLevel(scale, FromData(scale)) with { FirstCodes = FirstCodes.NoisePictures }),
        (NoiseVectors, SingleLevel(scale, FromData(scale)) with { FirstCodes = FirstCodes.NoiseVectors }),
        (Reset, SingleLevel(scale, WithReset(scale))),
        (All, SingleLevel(scale, Every(scale))),
        (Parameters, Matched(scale, BudgetNotion.Parameters)),
        (BitsAndParameters, Matched(scale, BudgetNotion.BitsAndParameters)),
        (TwoPlain, TwoLevel(scale, None(scale))),
        (TwoAll, TwoLevel(scale, Every(scale))),
        .. TopShares.Select(percent => (TopShare(percent), WithTopShare(scale, percent))),
        .. ColourTopShares.Select(percent => (ColourTopShare(percent), ColourWithTopShare(scale, percent))),
        .. SmallerCodebooks(scale).Concat(OtherWidths(scale)).Select(point => (point.Variant, point.Settings)),
    ];

    private static IEnumerable<(string Variant, SweepSettings Settings)> Sweeps(Scale scale) =>
    [
        (Sizes, Sweep(SmallerCodebooks(scale).Append((Codes(scale), All, SingleLevel(scale, Every(scale)))))),
        (Widths, Sweep(OtherWidths(scale).Append((Width(scale), Plain, SingleLevel(scale, None(scale)))))),
    ];

    private static IEnumerable<(string Variant, QuantizeGaussiansSettings Settings)> Gaussians(Scale scale) =>
    [
        (CellId.DefaultVariant, new([.. OtherWidths(scale).Select(point => point.Value).Append(Width(scale)).Order()], Codes(scale), Vectors: 8192, Iterations: 20)),
    ];

    private static Dictionary<(Scale, string), T> AtEveryScale<T>(Func<Scale, IEnumerable<(string Variant, T Settings)>> variants) =>
        Scales.SelectMany(scale => variants(scale).Select(v => (Key: (scale, v.Variant), v.Settings))).ToDictionary(v => v.Key, v => v.Settings);

    private static IEnumerable<Requirement> Requirements(TrainVqVaeSettings settings) => settings.KodakSide is null
        ? ImageSplits.Requirements(settings.Data)
        : ImageSplits.Requirements(settings.Data).Append(new Requirement.Data("Kodak", TrainVqVae.Kodak.Probe));

    private static IEnumerable<Requirement> Requirements(SweepSettings settings) =>
        ImageSplits.Requirements(settings.Points[0].Settings.Data)
            .Concat(settings.Points.Select(point => new Requirement.Cell(TrainVqVae.Name, point.Variant)));
}
