using InverseRepro.Vision;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>timm's Swin with weights for ImageNet-1k (<c>swin_transformer.py</c>).</summary>
public static class SwinModels
{
    private static readonly (string Id, SwinTransformerSettings Settings, long Parameters)[] Table =
    [
        ("swin_tiny_patch4_window7_224", Swin(224, window: 7, embedDim: 96, thirdDepth: 6, firstHeads: 3), 28_288_354),
        ("swin_small_patch4_window7_224", Swin(224, window: 7, embedDim: 96, thirdDepth: 18, firstHeads: 3), 49_606_258),
        ("swin_base_patch4_window7_224", Swin(224, window: 7, embedDim: 128, thirdDepth: 18, firstHeads: 4), 87_768_224),
        ("swin_base_patch4_window12_384", Swin(384, window: 12, embedDim: 128, thirdDepth: 18, firstHeads: 4), 87_903_584),
        ("swin_large_patch4_window7_224", Swin(224, window: 7, embedDim: 192, thirdDepth: 18, firstHeads: 6), 196_532_476),
        ("swin_large_patch4_window12_384", Swin(384, window: 12, embedDim: 192, thirdDepth: 18, firstHeads: 6), 196_735_516),
    ];

    /// <summary>The settings of each model by its id.</summary>
    public static IReadOnlyDictionary<string, SwinTransformerSettings> Settings { get; } = Table.ToDictionary(row => row.Id, row => row.Settings);

    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        .. Table.Select(row => new PublishedModel(row.Id, "timm", Preprocessing(row.Settings.ImageSize.Height), row.Parameters,
            () => new SwinTransformer(row.Settings))),
    ];

    private static SwinTransformerSettings Swin(int imageSize, int window, int embedDim, int thirdDepth, int firstHeads) => new(imageSize, PatchSize: 4,
        embedDim, Depths: [2, 2, thirdDepth, 2], NumHeads: [firstHeads, 2 * firstHeads, 4 * firstHeads, 8 * firstHeads],
        Windows: [window, window, window, window], NumClasses: 1000);

    private static Preprocessing Preprocessing(int imageSize) =>
        new(new Framing.CentreCrop(imageSize, imageSize == 224 ? 0.9 : 1), Interpolation.Bicubic, Normalisation.ImageNet);
}
