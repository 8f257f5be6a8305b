using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Experiments.Published;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion;

/// <summary>
/// Inversion of published checkpoints: the stages, inverse modules, batches, learning rates and clipping of inverse-tvm's parallel
/// modular scripts. Scale paper takes whole data sets, scale gpu the samples of the data root.
/// </summary>
/// <remarks>
/// Decided here, where the scripts differ among themselves or from good practice: the target stays in eval mode and the inverse modules train
/// in train mode (the scripts leave their batch norms on initial statistics); the best weights are chosen on pictures of the training
/// part, not on those reported on; 100 epochs, the number of the single-stage scripts (the parallel ones stop by hand before 1,000);
/// end-to-end chains have the learning rates of the modules, not the 1e-6 of the scripts, which would handicap them.
/// </remarks>
internal static class PublishedSettings
{
    public const string VitB = "vit-b16", DeitB = "deit3-b16", SwinB = "swin-b", DetrR50 = "detr-r50";

    private const string Timm = "weights/timm/";

    private const int ImageNetSize = 224, CocoHeight = 480, CocoWidth = 640;

    public static IReadOnlyList<string> Variants { get; } = [VitB, DeitB, SwinB, DetrR50];

    public static PublishedInversionSettings Inversion(Scale scale, string variant) => new(
        variant == DetrR50 ? Coco(scale) : ImageNet(scale, normalised: variant != VitB), Weights(variant), Of(variant), Training(scale, variant), Judge(variant));

    /// <summary>Groups are small where there are few pictures: eight are the least of any part.</summary>
    public static PublishedSimilaritySettings Similarity(Scale scale, string variant, bool trained) =>
        new(Inversion(scale, variant), trained, GroupSize: scale == Scale.Paper ? 100 : variant == DetrR50 ? 8 : 16);

    public static PublishedProbeSettings Probe(Scale scale, string variant) => new(Inversion(scale, variant), variant);

    /// <summary>One update of each scheme on random representations of the published sizes, an eighth of a published batch at scale gpu.</summary>
    public static InversionCostSettings Cost(Scale scale, string variant)
    {
        var training = Training(Scale.Paper, variant);
        return new(new InversionSettings(
            new ImageDataSettings(ImageSource.ShapeScenes, variant == DetrR50 ? CocoHeight : ImageNetSize, Channels: 3, Classes: 0, Train: 0, Select: 0, Report: 0),
            Of(variant), new Requirement.Cell(TrainTarget.Name), training with { BatchSize = scale == Scale.Paper ? training.BatchSize : training.BatchSize / 8 }, Judge: null));
    }

    /// <summary>Of another architecture and training than what it judges. A detector's reconstructions have no one class.</summary>
    private static PublishedJudgeSettings? Judge(string variant) => variant switch
    {
        DetrR50 => null,
        SwinB => Judging(DeitB),
        _ => Judging(SwinB),
    };

    private static PublishedJudgeSettings Judging(string variant) => new(Weights(variant), Of(variant), Normalisation.ImageNet.Mean, Normalisation.ImageNet.Std);

    private static PublishedWeights Weights(string variant) => variant switch
    {
        VitB => new(VitB, Timm + "vit_base_patch16_224.augreg2_in21k_ft_in1k.safetensors"),
        DeitB => new(DeitB, Timm + "deit3_base_patch16_224.fb_in1k.safetensors"),
        SwinB => new(SwinB, Timm + "swin_base_patch4_window7_224.ms_in22k_ft_in1k.safetensors"),
        _ => new(DetrR50, "weights/detr/detr-r50-e632da11.pth"),
    };

    /// <summary>Stages: ViT and DeiT embedding and all blocks; Swin embedding and four stages; DETR backbone, encoder, decoder and detections.</summary>
    private static Architecture Of(string variant) => variant switch
    {
        VitB => Vit("vit_base_patch16_224"),
        DeitB => Vit("deit3_base_patch16_224"),
        SwinB => new SwinArchitecture(SwinModels.Settings["swin_base_patch4_window7_224"], BackboneChannels: [32, 3], BackboneStrides: [2, 2]),
        _ => new DetrArchitecture(DetrModels.Settings["detr_resnet50"], CocoHeight, BackboneChannels: [2048, 1024, 512, 256, 128, 64], DetectorWidth: 512)
        {
            ImageWidth = CocoWidth,
            KeptChannels = [1792, 1536],
        },
    };

    private static VitArchitecture Vit(string model)
    {
        var network = VitModels.Settings[model];
        return new VitArchitecture(network, BackboneChannels: [256, 64, 16, 3], BackboneStrides: [2, 2, 2, 2], GroupDepth: network.Depth, InverseDepth: network.Depth);
    }

    // The samples are so small that at scale gpu batches are a half to a quarter of the published ones, for more updates in the same time.
    private static InversionTrainingSettings Training(Scale scale, string variant)
    {
        var (paper, epochs) = (scale == Scale.Paper, scale == Scale.Paper ? 100 : 4);
        return variant switch
        {
            SwinB => new(epochs, BatchSize: paper ? 128 : 32, LearningRate: 1e-4),
            DetrR50 => new(paper ? epochs : 6, BatchSize: paper ? 32 : 8, LearningRate: 1e-3),
            _ => new(epochs, BatchSize: paper ? 64 : 32, LearningRate: 1e-3) { LearningRates = [1e-3, 1e-4] },
        };
    }

    /// <param name="normalised">The reference feeds ViT pictures in [0, 1] as they are, though its weights were trained on [−1, 1].</param>
    private static PhotographSettings ImageNet(Scale scale, bool normalised)
    {
        var (mean, std) = normalised ? (Normalisation.ImageNet.Mean, Normalisation.ImageNet.Std) : ([0f, 0f, 0f], [1f, 1f, 1f]);
        return scale == Scale.Paper
            ? new(PictureCollection.ImageNet1k, ImageNetSize, ImageNetSize, CropFraction: 0.9, Train: null, Select: 5_000, Report: 2_000, mean, std)
            : new(PictureCollection.ImageNetSample, ImageNetSize, ImageNetSize, CropFraction: 0.9, Train: null, Select: 104, Report: 128, mean, std);
    }

    // All pictures are forced to one size, as the reference does.
    private static PhotographSettings Coco(Scale scale)
    {
        var (mean, std) = (Normalisation.ImageNet.Mean, Normalisation.ImageNet.Std);
        return scale == Scale.Paper
            ? new(PictureCollection.Coco2017, CocoHeight, CocoWidth, CropFraction: null, Train: null, Select: 2_500, Report: 2_000, mean, std)
            : new(PictureCollection.CocoSample, CocoHeight, CocoWidth, CropFraction: null, Train: null, Select: 16, Report: 64, mean, std);
    }
}
