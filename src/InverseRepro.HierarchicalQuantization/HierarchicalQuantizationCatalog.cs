using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Costs;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Experiments;
using InverseRepro.HierarchicalQuantization.Parity;
using InverseRepro.Vision.DataSets;
using static InverseRepro.HierarchicalQuantization.HierarchicalQuantizationSettings;

namespace InverseRepro.HierarchicalQuantization;

/// <summary>What arXiv 2601.22244 contributes to the command.</summary>
public static class HierarchicalQuantizationCatalog
{
    private static readonly Scale[] Scales = [Scale.Micro, Scale.Real, Scale.Gpu, Scale.Paper];

    /// <summary>The networks of the paper, to be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References => VqVaeFamily.Families;

    /// <summary>The experiments of the paper with their variants at every scale.</summary>
    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        Experiment.Define(TrainObserver.Name, "Trains the classifier that compares reconstructions with originals.",
            AtEveryScale(Observer), settings => CodedPictures.Requirements(settings.Data, settings.Folder), TrainObserver.Run, WorkOf.Training),

        Experiment.Define(TrainVqVae.Name, "Trains a VQ-VAE of one or two levels and measures reconstructions and the use of codes.",
            AtEveryScale(Networks), Requirements, TrainVqVae.Run, WorkOf.Training),

        Experiment.Define(SweepCodebook.Name, "Lines trained single-level networks up by the number or the width of their codes.",
            AtEveryScale(Sweeps),
            settings => Trained(settings.Points.Concat(settings.Protected).Select(point => point.Variant)), SweepCodebook.Run, _ => WorkOf.Reading),

        Experiment.Define(CompareBudgets.Name, "Compares one level with two that have the same bits, the same parameters, or both.",
            AtEveryScale(_ => EqualBudgets), settings => Trained(settings.Matched.Append(settings.TwoLevels)), CompareBudgets.Run, _ => WorkOf.Reading),

        Experiment.Define(CompareInterventions.Name, "Compares all combinations of interventions against the collapse of a codebook.",
            AtEveryScale(Interventions), Requirements, CompareInterventions.Run, _ => WorkOf.Reading),

        Experiment.Define(QuantizeGaussians.Name, "Quantises normal vectors of several widths by k-means, without an encoder.",
            AtEveryScale(Gaussians), _ => [], QuantizeGaussians.Run, WorkOf.Quantising),
    ];

    private static IEnumerable<(string Variant, TrainVqVaeSettings Settings)> Networks(Scale scale) =>
    [
        .. Arms.Select(arm => (arm.Variant, SingleLevel(scale, arm))),
        (NoisePictures, OnNoise(scale, FirstCodes.NoisePictures)),
        (NoiseVectors, OnNoise(scale, FirstCodes.NoiseVectors)),
        (BitsPlain, Matched(scale, BudgetNotion.Bits, Arms[0])),
        (Bits, Matched(scale, BudgetNotion.Bits, Arms[^1])),
        (Parameters, Matched(scale, BudgetNotion.Parameters, Arms[^1])),
        (BitsAndParameters, Matched(scale, BudgetNotion.BitsAndParameters, Arms[^1])),
        (TwoLevelsPlain, TwoLevel(scale, Arms[0])),
        (TwoLevels, TwoLevel(scale, Arms[^1])),
        .. TopSharesAt(scale).Select(percent => (TopShare(percent), WithTopShare(scale, percent))),
        .. ColourTopSharesAt(scale).Select(percent => (ColourTopShare(percent), ColourWithTopShare(scale, percent))),
        .. OtherCodebooks(scale).Select(point => (point.Variant, point.Settings)),
        .. ((string[])[Widths, Projections]).SelectMany(sweep => OtherWidths(scale, sweep, Arms[0]).Concat(OtherWidths(scale, sweep, Arms[^1])))
            .Select(point => (point.Variant, point.Settings)),
        .. TrainedOnPhotographs(scale),
    ];

    private static IEnumerable<(string Variant, SweepSettings Settings)> Sweeps(Scale scale) =>
        [(Sizes, SizesSweep(scale)), (Widths, WidthsSweep(scale, Widths)), (Projections, WidthsSweep(scale, Projections))];

    private static Dictionary<(Scale, string), T> AtEveryScale<T>(Func<Scale, T> settings) =>
        AtEveryScale(scale => (IEnumerable<(string, T)>)[(CellId.DefaultVariant, settings(scale))]);

    private static Dictionary<(Scale, string), T> AtEveryScale<T>(Func<Scale, IEnumerable<(string Variant, T Settings)>> variants) =>
        Scales.SelectMany(scale => variants(scale).Select(v => (Key: (scale, v.Variant), v.Settings))).ToDictionary(v => v.Key, v => v.Settings);

    private static IEnumerable<Requirement> Requirements(TrainVqVaeSettings settings)
    {
        foreach (var requirement in CodedPictures.Requirements(settings.Data, settings.Folder))
            yield return requirement;
        foreach (var photographs in settings.Photographs ?? [])
            yield return new Requirement.Data(photographs.Folder, new ImageFolder(photographs.Folder).Probe);
        if (settings.Observer is not null)
            yield return new Requirement.Cell(TrainObserver.Name);
    }

    private static IEnumerable<Requirement> Requirements(CompareInterventionsSettings settings) =>
        CodedPictures.Requirements(settings.Shown[0].Settings.Data, settings.Shown[0].Settings.Folder).Concat(Trained(
            settings.Arms.Select(arm => arm.Variant).Concat(settings.OtherRuns).Concat(settings.Shown.Select(shown => shown.Variant)).Distinct()));

    private static IEnumerable<Requirement> Trained(IEnumerable<string> variants) =>
        variants.Select(variant => new Requirement.Cell(TrainVqVae.Name, variant));
}
