using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Experiments;
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

    private static readonly Scale[] MicroOnly = [Scale.Micro], MicroAndReal = [Scale.Micro, Scale.Real];

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
                (MicroAndReal, Vit, scale => Target(scale, Vit)),
                (MicroAndReal, Deit, scale => Target(scale, Deit)),
                (MicroAndReal, Swin, scale => Target(scale, Swin)),
                (MicroOnly, UniformHue, scale => Target(scale, UniformHue))),
            s => ImageSplits.Requirements(s.Data), TrainTarget.Run),

        Experiment.Define(TrainDetector.Name, "Trains a DETR whose features are inverted.",
            Variants<TrainDetectorSettings>((MicroOnly, Vit, _ => Detector)),
            _ => [], TrainDetector.Run),

        Experiment.Define(TrainJudge.Name, "Trains an independent convolutional classifier that judges reconstructions.",
            Variants<TrainJudgeSettings>((MicroAndReal, Vit, Judge)),
            s => ImageSplits.Requirements(s.Data), TrainJudge.Run),

        Experiment.Define(TrainMaskPredictor.Name, "Trains a convolutional network that judges shapes by finding them.",
            Variants<TrainMaskPredictorSettings>((MicroOnly, Vit, _ => ShapeJudge)),
            _ => [], TrainMaskPredictor.Run),

        Experiment.Define(InvertModular.Name, "Trains every inverse module alone and reconstructs from every stage through the chain.",
            Variants<InversionSettings>(
                (MicroAndReal, Vit, Judged),
                (MicroAndReal, Deit, scale => Inversion(scale, Deit)),
                (MicroAndReal, Swin, scale => Inversion(scale, Swin)),
                (MicroOnly, Detr, scale => Inversion(scale, Detr)),
                (MicroAndReal, ForeignTarget, Foreign),
                (MicroAndReal, RotationTarget, Rotation),
                (MicroOnly, UniformHue, scale => Inversion(scale, UniformHue)),
                ([Scale.Real], MnistVit, _ => PublishedMnist)),
            Requirements, InvertModular.Run),

        Experiment.Define(InvertEndToEnd.Name, "Trains a chain of its own from every stage to pixels.",
            Variants<InversionSettings>((MicroAndReal, Vit, Judged)),
            Requirements, InvertEndToEnd.Run),

        Experiment.Define(InversionCost.Name, "Counts and times one update of all stages in both schemes.",
            Variants<InversionCostSettings>(
                (MicroAndReal, Vit, scale => new InversionCostSettings(Inversion(scale, Vit))),
                (MicroAndReal, Deit, scale => new InversionCostSettings(Inversion(scale, Deit))),
                (MicroAndReal, Swin, scale => new InversionCostSettings(Inversion(scale, Swin))),
                (MicroOnly, Detr, scale => new InversionCostSettings(Inversion(scale, Detr)))),
            _ => [], InversionCost.Run),

        Experiment.Define(LayerSimilarity.Name, "Compares all layers of the target by linear CKA.",
            Variants<InversionSettings>(
                (MicroAndReal, Vit, scale => Inversion(scale, Vit)),
                (MicroAndReal, Deit, scale => Inversion(scale, Deit)),
                (MicroAndReal, Swin, scale => Inversion(scale, Swin)),
                (MicroOnly, Detr, scale => Inversion(scale, Detr)),
                (MicroAndReal, Untrained, UntrainedTarget)),
            Requirements, LayerSimilarity.Run),

        Experiment.Define(PerturbColour.Name, "Recolours pictures and objects and follows the change through the stages.",
            Variants<ProbeSettings>(
                (MicroAndReal, Vit, scale => Probe(Inversion(scale, Vit), Vit)),
                (MicroAndReal, Deit, scale => Probe(Inversion(scale, Deit), Deit)),
                (MicroAndReal, Swin, scale => Probe(Inversion(scale, Swin), Swin)),
                (MicroOnly, Detr, scale => Probe(Inversion(scale, Detr), Detr)),
                (MicroAndReal, RotationTarget, scale => Probe(Rotation(scale), RotationTarget)),
                (MicroOnly, UniformHue, UniformHueProbe)),
            Requirements, PerturbColour.Run),

        Experiment.Define(DecodeLayers.Name, "Decodes every layer by modules that were trained for other layers.",
            Variants<ProbeSettings>(
                (MicroAndReal, Vit, scale => Probe(Inversion(scale, Vit), Vit)),
                (MicroAndReal, Deit, scale => Probe(Inversion(scale, Deit), Deit)),
                (MicroAndReal, Swin, scale => Probe(Inversion(scale, Swin), Swin)),
                (MicroOnly, Detr, scale => Probe(Inversion(scale, Detr), Detr))),
            Requirements, DecodeLayers.Run),

        Experiment.Define(PreserveShape.Name, "Looks for the shapes of objects in reconstructions, in their own and in other contexts.",
            Variants<PreserveShapeSettings>(
                (MicroOnly, Vit, scale => new PreserveShapeSettings(Probe(Inversion(scale, Vit), Vit), ShapeJudge)),
                (MicroOnly, Untrained, scale => new PreserveShapeSettings(Probe(UntrainedTarget(scale), ForeignTarget), ShapeJudge))),
            s => [.. Requirements(s.Probe), new Requirement.Cell(TrainMaskPredictor.Name)], PreserveShape.Run),
    ];

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
