using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Costs;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Experiments.Published;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Parity;
using InverseRepro.Vision.Splits;
using static InverseRepro.FeatureInversion.FeatureInversionSettings;

namespace InverseRepro.FeatureInversion;

/// <summary>The experiments of arXiv 2412.06534 with their variants at every scale.</summary>
public static class FeatureInversionCatalog
{
    /// <summary>The variant that inverts the published MNIST ViT.</summary>
    public const string PublishedMnistVariant = MnistVit;

    private static readonly Scale[] MicroOnly = [Scale.Micro], RealOnly = [Scale.Real], GpuOnly = [Scale.Gpu], MicroAndReal = [.. MicroOnly, .. RealOnly],
        MicroToGpu = [.. MicroAndReal, .. GpuOnly], GpuAndPaper = [.. GpuOnly, Scale.Paper];

    // Both schemes at other learning rates than the one they share.
    private static readonly (Scale[] Scales, string Variant, Func<Scale, InversionSettings> Settings)[] OtherRates =
    [
        (RealOnly, HalfRate, scale => AtRate(scale, 0.5)),
        (RealOnly, DoubleRate, scale => AtRate(scale, 2)),
        (RealOnly, QuadrupleRate, scale => AtRate(scale, 4)),
    ];

    /// <summary>The networks of the paper, to be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References { get; } =
    [
        .. VisionTransformerFamily.Families,
        .. VitChainFamily.Families,
        .. DetrFamily.Families,
        .. InverseDetrFamily.Families,
        .. DetrChainFamily.Families,
        .. SwinFamily.Families,
        .. SwinChainFamily.Families,
    ];

    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        Experiment.Define(TrainTarget.Name, "Trains a classifier whose features are inverted.",
            Variants<TrainTargetSettings>(
                (MicroToGpu, Vit, scale => Target(scale, Vit)),
                (MicroToGpu, Deit, scale => Target(scale, Deit)),
                (MicroToGpu, Swin, scale => Target(scale, Swin)),
                (MicroOnly, UniformHue, scale => Target(scale, UniformHue))),
            s => ImageSplits.Requirements(s.Data), TrainTarget.Run, WorkOf.Training),

        Experiment.Define(TrainDetector.Name, "Trains a DETR whose features are inverted.",
            Variants<TrainDetectorSettings>((MicroToGpu, Vit, Detector)),
            s => ImageSplits.Requirements(s.Data.ToImages()), TrainDetector.Run, WorkOf.Training),

        Experiment.Define(TrainJudge.Name, "Trains an independent convolutional classifier that judges reconstructions.",
            Variants<TrainJudgeSettings>((MicroToGpu, Vit, Judge)),
            s => ImageSplits.Requirements(s.Data), TrainJudge.Run, s => WorkOf.Training(s.Data, s.Width, s.Training)),

        Experiment.Define(TrainMaskPredictor.Name, "Trains a convolutional network that judges shapes by finding them.",
            Variants<TrainMaskPredictorSettings>(([Scale.Micro, Scale.Gpu], Vit, ShapeJudge)),
            _ => [], TrainMaskPredictor.Run, s => WorkOf.Training(s.Data, s.Width, s.Training)),

        Experiment.Define(InvertModular.Name, "Trains every inverse module alone and reconstructs from every stage through the chain.",
            Variants<InversionSettings>(
            [
                (MicroToGpu, Vit, Judged),
                (MicroToGpu, Deit, scale => Inversion(scale, Deit)),
                (MicroToGpu, Swin, scale => Inversion(scale, Swin)),
                (MicroToGpu, Detr, scale => Inversion(scale, Detr)),
                (MicroToGpu, ForeignTarget, Foreign),
                (MicroToGpu, RotationTarget, RotationAt),
                (GpuOnly, DetrUntrained, scale => UntrainedTarget(scale, Detr)),
                (MicroOnly, UniformHue, scale => Inversion(scale, UniformHue)),
                (RealOnly, MnistVit, _ => PublishedMnist),
                .. OtherRates,
            ]),
            Requirements, InvertModular.Run, WorkOf.Modular),

        Experiment.Define(InvertEndToEnd.Name, "Trains a chain of its own from every stage to pixels.",
            Variants<InversionSettings>([(MicroToGpu, Vit, Judged), .. OtherRates]),
            Requirements, InvertEndToEnd.Run, WorkOf.EndToEnd),

        Experiment.Define(InversionCost.Name, "Counts and times one update of all stages in both schemes.",
            Variants<InversionCostSettings>(
                (MicroAndReal, Vit, scale => new InversionCostSettings(Inversion(scale, Vit))),
                (MicroAndReal, Deit, scale => new InversionCostSettings(Inversion(scale, Deit))),
                (MicroAndReal, Swin, scale => new InversionCostSettings(Inversion(scale, Swin))),
                (MicroAndReal, Detr, scale => new InversionCostSettings(Inversion(scale, Detr))),
                (GpuAndPaper, PublishedSettings.VitB, scale => PublishedSettings.Cost(scale, PublishedSettings.VitB)),
                (GpuAndPaper, PublishedSettings.DeitB, scale => PublishedSettings.Cost(scale, PublishedSettings.DeitB)),
                (GpuAndPaper, PublishedSettings.SwinB, scale => PublishedSettings.Cost(scale, PublishedSettings.SwinB)),
                (GpuAndPaper, PublishedSettings.DetrR50, scale => PublishedSettings.Cost(scale, PublishedSettings.DetrR50))),
            _ => [], InversionCost.Run, WorkOf.Timing, timed: true),

        Experiment.Define(LayerSimilarity.Name, "Compares all layers of the target by linear CKA.",
            Variants<InversionSettings>(
                (MicroToGpu, Vit, scale => Inversion(scale, Vit)),
                (MicroToGpu, Deit, scale => Inversion(scale, Deit)),
                (MicroToGpu, Swin, scale => Inversion(scale, Swin)),
                (MicroToGpu, Detr, scale => Inversion(scale, Detr)),
                (MicroToGpu, Untrained, scale => UntrainedTarget(scale, Vit))),
            Requirements, LayerSimilarity.Run, WorkOf.Comparison),

        Experiment.Define(PerturbColour.Name, "Recolours pictures and objects and follows the change through the stages.",
            Variants<ProbeSettings>(
                (MicroToGpu, Vit, scale => Probe(Inversion(scale, Vit), Vit)),
                (MicroToGpu, Deit, scale => Probe(Inversion(scale, Deit), Deit)),
                (MicroToGpu, Swin, scale => Probe(Inversion(scale, Swin), Swin)),
                (MicroToGpu, Detr, scale => Probe(Inversion(scale, Detr), Detr)),
                (MicroToGpu, RotationTarget, scale => Probe(RotationAt(scale), RotationTarget)),
                (MicroOnly, UniformHue, UniformHueProbe)),
            Requirements, PerturbColour.Run, s => WorkOf.Probe(s, passes: 14)),

        Experiment.Define(DecodeLayers.Name, "Decodes every layer by modules that were trained for other layers.",
            Variants<ProbeSettings>(
                (MicroToGpu, Vit, scale => Probe(Inversion(scale, Vit), Vit)),
                (MicroToGpu, Deit, scale => Probe(Inversion(scale, Deit), Deit)),
                (MicroToGpu, Swin, scale => Probe(Inversion(scale, Swin), Swin)),
                (MicroToGpu, Detr, scale => Probe(Inversion(scale, Detr), Detr))),
            Requirements, DecodeLayers.Run, WorkOf.Decoding),

        Experiment.Define(PreserveShape.Name, "Looks for the shapes of objects in reconstructions, in their own and in other contexts.",
            Variants<PreserveShapeSettings>(
                (MicroOnly, Vit, scale => Shapes(scale, Vit)),
                (MicroOnly, Untrained, scale => Shapes(scale, Untrained)),
                (GpuOnly, Detr, scale => Shapes(scale, Detr)),
                (GpuOnly, DetrUntrained, scale => Shapes(scale, DetrUntrained))),
            s => [.. Requirements(s.Probe), new Requirement.Cell(TrainMaskPredictor.Name)], PreserveShape.Run, s => WorkOf.Probe(s.Probe, passes: 3)),

        Experiment.Define(InvertPublished.Name, "Trains every inverse module of a published checkpoint alone and measures each picture's reconstructions.",
            Published(PublishedSettings.Inversion), s => s.Requirements(), InvertPublished.Run, WorkOf.Modular),

        Experiment.Define(InvertPublishedEndToEnd.Name, "Trains a chain of its own from every stage of a published checkpoint to pixels.",
            Published(PublishedSettings.Inversion), s => s.Requirements(), InvertPublishedEndToEnd.Run, WorkOf.EndToEnd),

        Experiment.Define(ProbePublished.Name, "Recolours pictures and decodes every layer of a published checkpoint.",
            Published(PublishedSettings.Probe), s => s.Inversion.Requirements().Append(new Requirement.Cell(InvertPublished.Name, s.ModulesOf)),
            ProbePublished.Run, WorkOf.Probe),

        Experiment.Define(ComparePublishedLayers.Name, "Compares all layers of a published checkpoint by linear CKA, and of the same network untrained.",
            Published((scale, variant) => PublishedSettings.Similarity(scale, variant, trained: true))
                .Concat(Published((scale, variant) => PublishedSettings.Similarity(scale, variant, trained: false))
                    .Select(s => KeyValuePair.Create((s.Key.Item1, $"{s.Key.Item2}-{Untrained}"), s.Value))).ToDictionary(),
            s => s.Requirements(), ComparePublishedLayers.Run, WorkOf.Comparison),
    ];

    private static InversionSettings RotationAt(Scale scale) => scale == Scale.Gpu ? GpuSettings.Rotation : Rotation(scale);

    /// <summary>Of published checkpoints, by <see cref="PublishedSettings.Variants"/>.</summary>
    private static Dictionary<(Scale, string), T> Published<T>(Func<Scale, string, T> settings) => Variants(
        [.. PublishedSettings.Variants.Select(variant => (GpuAndPaper, variant, (Func<Scale, T>)(scale => settings(scale, variant))))]);

    /// <summary>Settings of the variants at each of their scales.</summary>
    private static Dictionary<(Scale, string), T> Variants<T>(params (Scale[] Scales, string Variant, Func<Scale, T> Settings)[] variants) =>
        variants.SelectMany(v => v.Scales.Select(scale => (Key: (scale, v.Variant), Value: v.Settings(scale)))).ToDictionary(v => v.Key, v => v.Value);

    private static IEnumerable<Requirement> Requirements(ProbeSettings settings) =>
        Requirements(settings.Inversion).Append(new Requirement.Cell(InvertModular.Name, settings.ModulesOf));

    private static IEnumerable<Requirement> Requirements(InversionSettings settings)
    {
        foreach (var data in ImageSplits.Requirements(settings.Data))
            yield return data;
        if (settings.Target == TargetKind.PublishedMnistVit)
            yield return new Requirement.Data("published MNIST ViT", PublishedMnistVit.Probe);
        if (settings.Target == TargetKind.Trained || settings.TestedOn == TargetKind.Trained)
            yield return settings.TrainedBy;
        if (settings.Judge is not null)
            yield return new Requirement.Cell(TrainJudge.Name);
    }
}
