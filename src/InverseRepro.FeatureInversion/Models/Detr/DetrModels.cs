using InverseRepro.Vision;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>facebookresearch/detr's detectors with weights for COCO (<c>hubconf.py</c>); DC5 stands for the dilated last layer.</summary>
public static class DetrModels
{
    private static readonly Preprocessing Preprocessing = new(new Framing.Whole(800, 1333), Interpolation.Bilinear, Normalisation.ImageNet);

    private static readonly (string Id, DetrSettings Settings, long Parameters)[] Table =
    [
        ("detr_resnet50", Coco("resnet50"), 41_524_768),
        ("detr_resnet101", Coco("resnet101"), 60_464_672),
        ("detr_resnet50_dc5", Coco("resnet50", dilation: true), 41_524_768),
        ("detr_resnet101_dc5", Coco("resnet101", dilation: true), 60_464_672),
    ];

    /// <summary>The settings of each model by its id.</summary>
    public static IReadOnlyDictionary<string, DetrSettings> Settings { get; } = Table.ToDictionary(row => row.Id, row => row.Settings);

    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        .. Table.Select(row => new PublishedModel(row.Id, "facebookresearch/detr", Preprocessing, row.Parameters,
            () => new Detr(row.Settings))),
    ];

    private static DetrSettings Coco(string backbone, bool dilation = false) => new(ResNetSettings.Named(backbone, dilation));
}
