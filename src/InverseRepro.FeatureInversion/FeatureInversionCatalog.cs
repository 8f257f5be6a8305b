using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Parity;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.FeatureInversion.Training.Detection;

namespace InverseRepro.FeatureInversion;

/// <summary>The experiments of arXiv 2412.06534 with their settings at every scale.</summary>
public static class FeatureInversionCatalog
{
    public const string ForeignTarget = "foreign-target", RotationTarget = "rotation-target", Untrained = "untrained", MnistVit = "mnist-vit";

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
            new Dictionary<(Scale, string), TrainTargetSettings>
            {
                [(Scale.Micro, CellId.DefaultVariant)] = Target(Scale.Micro),
                [(Scale.Real, CellId.DefaultVariant)] = Target(Scale.Real),
            },
            s => ImageSplits.Requirements(s.Data), TrainTarget.Run),

        Experiment.Define(TrainDetector.Name, "Trains a DETR whose features are inverted.",
            new Dictionary<(Scale, string), TrainDetectorSettings> { [(Scale.Micro, CellId.DefaultVariant)] = Detector() },
            _ => [], TrainDetector.Run),

        Experiment.Define(TrainJudge.Name, "Trains an independent convolutional classifier that judges reconstructions.",
            new Dictionary<(Scale, string), TrainJudgeSettings>
            {
                [(Scale.Micro, CellId.DefaultVariant)] = Judge(Scale.Micro),
                [(Scale.Real, CellId.DefaultVariant)] = Judge(Scale.Real),
            },
            s => ImageSplits.Requirements(s.Data), TrainJudge.Run),

        Experiment.Define(InvertModular.Name, "Trains every inverse module alone and reconstructs from every stage through the chain.",
            new Dictionary<(Scale, string), InversionSettings>
            {
                [(Scale.Micro, CellId.DefaultVariant)] = Inversion(Scale.Micro),
                [(Scale.Micro, ForeignTarget)] = Foreign(Scale.Micro),
                [(Scale.Micro, RotationTarget)] = Rotation(Scale.Micro),
                [(Scale.Real, CellId.DefaultVariant)] = Inversion(Scale.Real),
                [(Scale.Real, ForeignTarget)] = Foreign(Scale.Real),
                [(Scale.Real, RotationTarget)] = Rotation(Scale.Real),
                [(Scale.Real, MnistVit)] = PublishedMnist(),
            },
            Requirements, InvertModular.Run),

        Experiment.Define(InvertEndToEnd.Name, "Trains a chain of its own from every stage to pixels.",
            new Dictionary<(Scale, string), InversionSettings>
            {
                [(Scale.Micro, CellId.DefaultVariant)] = Inversion(Scale.Micro),
                [(Scale.Real, CellId.DefaultVariant)] = Inversion(Scale.Real),
            },
            Requirements, InvertEndToEnd.Run),

        Experiment.Define(InversionCost.Name, "Counts and times one update of all stages in both schemes.",
            new Dictionary<(Scale, string), InversionCostSettings>
            {
                [(Scale.Micro, CellId.DefaultVariant)] = new(Inversion(Scale.Micro)),
                [(Scale.Real, CellId.DefaultVariant)] = new(Inversion(Scale.Real)),
            },
            _ => [], InversionCost.Run),

        Experiment.Define(LayerSimilarity.Name, "Compares all layers of the target by linear CKA.",
            new Dictionary<(Scale, string), InversionSettings>
            {
                [(Scale.Micro, CellId.DefaultVariant)] = Inversion(Scale.Micro),
                [(Scale.Micro, Untrained)] = UntrainedTarget(Scale.Micro),
                [(Scale.Real, CellId.DefaultVariant)] = Inversion(Scale.Real),
                [(Scale.Real, Untrained)] = UntrainedTarget(Scale.Real),
            },
            Requirements, LayerSimilarity.Run),
    ];

    /// <summary>The pictures; networks that classify train on more of them than the inverse modules do.</summary>
    private static ImageDataSettings Data(Scale scale, int train) => scale switch
    {
        Scale.Micro => new(ImageSource.ShapeScenes, ImageSize: 32, Channels: 3, Classes: 8, train, Select: 512, Report: 512),
        Scale.Real => new(ImageSource.Cifar10, ImageSize: 32, Channels: 3, Classes: 10, train, Select: 512, Report: 512),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, null),
    };

    private static VitArchitecture Vit(Scale scale) => new(
        new VisionTransformerSettings(ImageSize: 32, PatchSize: 4, EmbedDim: 48, Depth: 6, NumHeads: 3, NumClasses: scale == Scale.Micro ? 8 : 10),
        BackboneChannels: [64, 3], BackboneStrides: [2, 2], GroupDepth: 2, InverseDepth: 2);

    private static TrainTargetSettings Target(Scale scale) => new(Data(scale, train: scale == Scale.Micro ? 4096 : 8192), Vit(scale),
        new SupervisedTrainingSettings(Epochs: scale == Scale.Micro ? 5 : 10, BatchSize: 64, LearningRate: 2e-3));

    private static TrainDetectorSettings Detector() => new(
        new DetectionDataSettings(ImageSize: 64, Classes: 8, MaxObjects: 3, Train: 4096, Select: 512, Report: 512),
        new DetrArchitecture(
            new DetrSettings(new ConvStemSettings([32, 64, 64]), NumClasses: 8, NumQueries: 8, HiddenDim: 64, NumHeads: 4, EncoderLayers: 2, DecoderLayers: 2,
                DimFeedforward: 128, Dropout: 0),
            ImageSize: 64, BackboneChannels: [64, 64, 32, 3], DetectorWidth: 128),
        new DetectorTrainingSettings(Epochs: 13, BatchSize: 32, LearningRate: 1.5e-3, ClipNorm: 1));

    private static TrainJudgeSettings Judge(Scale scale) => new(Data(scale, train: scale == Scale.Micro ? 4096 : 8192), Width: 16,
        new SupervisedTrainingSettings(Epochs: scale == Scale.Micro ? 4 : 8, BatchSize: 64, LearningRate: 3e-3));

    internal static InversionSettings Inversion(Scale scale) => new(Data(scale, train: scale == Scale.Micro ? 3072 : 4096), Vit(scale),
        new Requirement.Cell(TrainTarget.Name), new InversionTrainingSettings(Epochs: 5, BatchSize: 64, LearningRate: 2e-3), Judge(scale));

    /// <summary>Control: modules trained on an untrained target and tested on the trained one. Two epochs are enough to fail.</summary>
    private static InversionSettings Foreign(Scale scale)
    {
        var inversion = Inversion(scale);
        return inversion with { Target = TargetKind.Untrained, Judge = null, Training = inversion.Training with { Epochs = 2 } };
    }

    /// <summary>Control: stages that lose nothing.</summary>
    private static InversionSettings Rotation(Scale scale) =>
        Inversion(scale) with { Target = TargetKind.Rotation, TestedOn = TargetKind.Rotation, Judge = null };

    private static InversionSettings UntrainedTarget(Scale scale) =>
        Inversion(scale) with { Target = TargetKind.Untrained, TestedOn = TargetKind.Untrained, Judge = null };

    /// <summary>The published network of sonjuhy/VLMStudy: embedding and five layers.</summary>
    private static InversionSettings PublishedMnist() => new(
        new ImageDataSettings(ImageSource.Mnist, PublishedMnistVit.ImageSize, Channels: 1, PublishedMnistVit.Classes, Train: 4096, Select: 512, Report: 512,
            PublishedMnistVit.Mean, PublishedMnistVit.Std),
        new VitArchitecture(new VisionTransformerSettings(PublishedMnistVit.ImageSize, PublishedMnistVit.PatchSize, PublishedMnistVit.Width,
                PublishedMnistVit.Depth, PublishedMnistVit.Heads, PublishedMnistVit.Classes, InChans: 1),
            BackboneChannels: [64, 1], BackboneStrides: [1, 7], GroupDepth: 1, InverseDepth: 2, LayerPrefix: "layers"),
        new Requirement.Cell(TrainTarget.Name), new InversionTrainingSettings(Epochs: 5, BatchSize: 64, LearningRate: 2e-3), Judge: null,
        TargetKind.PublishedMnistVit, TargetKind.PublishedMnistVit);

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
