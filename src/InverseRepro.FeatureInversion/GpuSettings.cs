using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.FeatureInversion.Training.Detection;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion;

/// <summary>
/// Scale gpu on CIFAR-10: networks of the depth of scale micro, so that claims name the same stages and layers, twice as wide, trained
/// on all of it; inverse modules are trained on a part, for longer than at scale real. The detector sees rendered scenes, since the 59
/// training pictures of the sample of COCO train none. Sized so that all claims take an hour by arithmetic; not run by us yet.
/// </summary>
internal static class GpuSettings
{
    private const int ImageSize = 32, Classes = 10, DetectorImageSize = 64, DetectorClasses = 8, DetectorObjects = 4;

    public static TrainTargetSettings Target(string variant) => new(Data(train: 48_000, report: 2_000), Classifier(variant), new SupervisedTrainingSettings(
        Epochs: 9, BatchSize: 128, LearningRate: 2e-3, Augmentation: variant == FeatureInversionSettings.Deit ? Augmentation.ThreeAugment : Augmentation.Mirror));

    public static TrainJudgeSettings Judge => new(Data(train: 24_576, report: 2_000), Width: 32, new SupervisedTrainingSettings(Epochs: 10, BatchSize: 256, LearningRate: 3e-3));

    public static TrainDetectorSettings Detector => new(
        new DetectionDataSettings(DetectorImageSize, DetectorClasses, DetectorObjects, Train: 8_192, Select: 512, Report: 512), Detection,
        new DetectorTrainingSettings(Epochs: 20, BatchSize: 64, LearningRate: 1e-3, ClipNorm: 1));

    public static InversionSettings Inversion(string variant) => variant == FeatureInversionSettings.Detr ? InvertedDetector : new(Data(train: 8_192, report: 512), Classifier(variant), new Requirement.Cell(TrainTarget.Name, variant),
        new InversionTrainingSettings(Epochs: 6, BatchSize: 128, LearningRate: 1e-3), Judge: null);

    /// <summary>Finds the main objects of the detector's scenes: photographs of CIFAR-10 have no masks.</summary>
    public static TrainMaskPredictorSettings ShapeJudge => new(
        InvertedDetector.Data, Width: 32, new SupervisedTrainingSettings(Epochs: 8, BatchSize: 64, LearningRate: 3e-3, Augmentation: Augmentation.None));

    /// <summary>As at scale micro, modules of six seeds invert two detectors.</summary>
    private static InversionSettings InvertedDetector => new(
        new ImageDataSettings(ImageSource.ShapeScenes, DetectorImageSize, Channels: 3, DetectorClasses, Train: 4_096, Select: 512, Report: 192, MaxObjects: DetectorObjects),
        Detection, new Requirement.Cell(TrainDetector.Name, Among: 2), new InversionTrainingSettings(Epochs: 6, BatchSize: 64, LearningRate: 1e-3), Judge: null);

    /// <summary>Rotations keep the numbers of a patch, so that their tokens are as wide as that.</summary>
    public static InversionSettings Rotation => Inversion(CellId.DefaultVariant) with
    {
        Architecture = Vit with { Network = Vit.Network with { EmbedDim = 48, NumHeads = 3 } },
        Target = TargetKind.Rotation,
        TestedOn = TargetKind.Rotation,
    };

    private static ImageDataSettings Data(int train, int report) => new(ImageSource.Cifar10, ImageSize, Channels: 3, Classes, train, Select: 1_000, report);

    private static Architecture Classifier(string variant) => variant switch
    {
        FeatureInversionSettings.Deit => Vit with { Network = Vit.Network with { NoEmbedClass = true, LayerScaleInit = 0.1 } },
        FeatureInversionSettings.Swin => new SwinArchitecture(
            new SwinTransformerSettings(ImageSize, PatchSize: 2, EmbedDim: 48, Depths: [2, 2, 2], NumHeads: [3, 6, 12], Windows: [4, 4, 4], Classes),
            BackboneChannels: [64, 3], BackboneStrides: [2, 1]),
        _ => Vit,
    };

    private static DetrArchitecture Detection => new(
        new DetrSettings(new ConvStemSettings([64, 128, 256]), DetectorClasses, NumQueries: 12, HiddenDim: 128, NumHeads: 8, EncoderLayers: 2, DecoderLayers: 2,
            DimFeedforward: 512, Dropout: 0),
        DetectorImageSize, BackboneChannels: [128, 128, 64, 32], DetectorWidth: 256);

    private static VitArchitecture Vit => new(
        new VisionTransformerSettings(ImageSize, PatchSize: 4, EmbedDim: 96, Depth: 6, NumHeads: 3, Classes),
        BackboneChannels: [64, 3], BackboneStrides: [2, 2], GroupDepth: 2, InverseDepth: 2);
}
