using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>Images of several sizes in one batch (facebookresearch/detr <c>misc.py</c>): zeros fill them at the right and the bottom.</summary>
/// <param name="Tensors">N×C×H×W.</param>
/// <param name="Mask">N×H×W, true on padding.</param>
public sealed record NestedTensor(Tensor Tensors, Tensor Mask)
{
    /// <summary>Images of one size, without padding: N×C×H×W.</summary>
    public static NestedTensor Of(Tensor images) =>
        new(images, zeros([images.shape[0], images.shape[2], images.shape[3]], ScalarType.Bool, images.device));

    /// <summary>Images C×h×w, padded to the largest height and the largest width.</summary>
    /// <exception cref="ArgumentException">There is no image, or they differ in their channels.</exception>
    public static NestedTensor Of(IReadOnlyList<Tensor> images)
    {
        if (images.Count == 0 || images.Any(image => image.dim() != 3 || image.shape[0] != images[0].shape[0]))
            throw new ArgumentException("a batch needs at least one image, and all of them C×H×W with the same channels", nameof(images));
        var (height, width) = (images.Max(image => image.shape[1]), images.Max(image => image.shape[2]));
        var tensors = images[0].new_zeros([images.Count, images[0].shape[0], height, width]);
        var mask = ones([images.Count, height, width], ScalarType.Bool, images[0].device);
        using var scope = NewDisposeScope();
        for (var i = 0; i < images.Count; i++)
        {
            var (h, w) = (images[i].shape[1], images[i].shape[2]);
            tensors[i].narrow(1, 0, h).narrow(2, 0, w).copy_(images[i]);
            mask[i].narrow(0, 0, h).narrow(1, 0, w).fill_(false);
        }
        return new NestedTensor(tensors, mask);
    }

    /// <summary>The mask at another size, by nearest neighbour: N×h×w.</summary>
    public Tensor MaskAt(long height, long width)
    {
        using var scope = NewDisposeScope();
        var resized = nn.functional.interpolate(Mask.unsqueeze(1).to(ScalarType.Float32), [height, width]); // N×1×h×w
        return scope.MoveToOuter(resized.squeeze(1).to(ScalarType.Bool));
    }
}
