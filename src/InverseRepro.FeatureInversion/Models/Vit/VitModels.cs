using InverseRepro.Vision;

namespace InverseRepro.FeatureInversion.Models.Vit;

/// <summary>timm's ViT, DeiT and DeiT-III with weights for ImageNet-1k (<c>vision_transformer.py</c>, <c>deit.py</c>).</summary>
public static class VitModels
{
    private static readonly (string Id, VisionTransformerSettings Settings, long Parameters)[] Table =
    [
        ("vit_tiny_patch16_224", Vit(224, 16, 192, 12, 3), 5_717_416),
        ("vit_tiny_patch16_384", Vit(384, 16, 192, 12, 3), 5_790_376),
        ("vit_small_patch32_224", Vit(224, 32, 384, 12, 6), 22_878_952),
        ("vit_small_patch32_384", Vit(384, 32, 384, 12, 6), 22_915_432),
        ("vit_small_patch16_224", Vit(224, 16, 384, 12, 6), 22_050_664),
        ("vit_small_patch16_384", Vit(384, 16, 384, 12, 6), 22_196_584),
        ("vit_base_patch32_224", Vit(224, 32, 768, 12, 12), 88_224_232),
        ("vit_base_patch32_384", Vit(384, 32, 768, 12, 12), 88_297_192),
        ("vit_base_patch16_224", Vit(224, 16, 768, 12, 12), 86_567_656),
        ("vit_base_patch16_384", Vit(384, 16, 768, 12, 12), 86_859_496),
        ("vit_base_patch8_224", Vit(224, 8, 768, 12, 12), 86_576_872),
        ("vit_large_patch32_384", Vit(384, 32, 1024, 24, 16), 306_632_680),
        ("vit_large_patch16_224", Vit(224, 16, 1024, 24, 16), 304_326_632),
        ("vit_large_patch16_384", Vit(384, 16, 1024, 24, 16), 304_715_752),
        ("deit_tiny_patch16_224", Vit(224, 16, 192, 12, 3), 5_717_416),
        ("deit_small_patch16_224", Vit(224, 16, 384, 12, 6), 22_050_664),
        ("deit_base_patch16_224", Vit(224, 16, 768, 12, 12), 86_567_656),
        ("deit_base_patch16_384", Vit(384, 16, 768, 12, 12), 86_859_496),
        ("deit3_small_patch16_224", DeiT3(224, 16, 384, 12, 6), 22_059_496),
        ("deit3_small_patch16_384", DeiT3(384, 16, 384, 12, 6), 22_205_416),
        ("deit3_medium_patch16_224", DeiT3(224, 16, 512, 12, 8), 38_849_512),
        ("deit3_base_patch16_224", DeiT3(224, 16, 768, 12, 12), 86_585_320),
        ("deit3_base_patch16_384", DeiT3(384, 16, 768, 12, 12), 86_877_160),
        ("deit3_large_patch16_224", DeiT3(224, 16, 1024, 24, 16), 304_374_760),
        ("deit3_large_patch16_384", DeiT3(384, 16, 1024, 24, 16), 304_763_880),
        ("deit3_huge_patch14_224", DeiT3(224, 14, 1280, 32, 16), 632_126_440),
    ];

    /// <summary>The settings of each model by its id.</summary>
    public static IReadOnlyDictionary<string, VisionTransformerSettings> Settings { get; } = Table.ToDictionary(row => row.Id, row => row.Settings);

    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        .. Table.Select(row => new PublishedModel(row.Id, "timm", Preprocessing(row.Id, row.Settings.ImageSize), row.Parameters,
            () => new VisionTransformer(row.Settings)) { AuthorsKey = AuthorsKey }),
    ];

    /// <summary>facebookresearch/deit's files of DeiT-III call the layer scales gamma_1 and gamma_2.</summary>
    private static string AuthorsKey(string key) => key.Replace(".gamma_1", ".ls1.gamma", StringComparison.Ordinal).Replace(".gamma_2", ".ls2.gamma", StringComparison.Ordinal);

    private static VisionTransformerSettings Vit(int imageSize, int patchSize, int embedDim, int depth, int numHeads) =>
        new(imageSize, patchSize, embedDim, depth, numHeads, NumClasses: 1000);

    private static VisionTransformerSettings DeiT3(int imageSize, int patchSize, int embedDim, int depth, int numHeads) =>
        Vit(imageSize, patchSize, embedDim, depth, numHeads) with { NoEmbedClass = true, LayerScaleInit = 1e-6 };

    /// <summary>Of timm's first weights for the id, where it has several.</summary>
    private static Preprocessing Preprocessing(string id, int imageSize) => new(
        new Framing.CentreCrop(imageSize, imageSize == 224 ? 0.9 : 1), Interpolation.Bicubic,
        id.StartsWith("vit_", StringComparison.Ordinal) ? Normalisation.Symmetric : Normalisation.ImageNet);
}
