namespace InverseRepro.FeatureInversion.Data;

/// <summary>Photographs for networks with published weights, under the data root.</summary>
public enum PictureCollection
{
    /// <summary>ImageNet-1k: <c>imagenet-1k/train/&lt;wnid&gt;</c> and <c>imagenet-1k/val/&lt;wnid&gt;</c>.</summary>
    ImageNet1k,

    /// <summary>One photograph a class: <c>imagenet-sample/&lt;wnid&gt;</c>, drawn from for all three splits.</summary>
    ImageNetSample,

    /// <summary>COCO 2017: <c>coco-2017/train2017</c> and <c>coco-2017/val2017</c>.</summary>
    Coco2017,

    /// <summary>125 reduced photographs of COCO in the same layout: <c>coco-sample</c>.</summary>
    CocoSample,
}
