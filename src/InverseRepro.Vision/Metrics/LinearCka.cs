using static TorchSharp.torch;

namespace InverseRepro.Vision.Metrics;

/// <summary>Linear centred kernel alignment of two representations (Kornblith et al. 2019, arXiv:1905.00414).</summary>
public static class LinearCka
{
    /// <summary>
    /// ‖YᵀX‖² / (‖XᵀX‖·‖YᵀY‖) with column means removed, in float64: 0 to 1, the same for rotated or scaled features.
    /// </summary>
    /// <param name="x">N×D features of N items; N×L×D tokens count as N·L items.</param>
    /// <param name="y">As many items; its width may differ.</param>
    /// <exception cref="ArgumentException">Different numbers of items, or a representation that is the same for all items.</exception>
    public static double Compute(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var (a, b) = (Centred(x), Centred(y));
        if (a.shape[0] != b.shape[0])
            throw new ArgumentException($"CKA compares representations of the same items, not of {a.shape[0]} and {b.shape[0]}.");
        var (own, other) = (Norm(a, a), Norm(b, b));
        if (own == 0 || other == 0)
            throw new ArgumentException("CKA is undefined for a representation that is the same for all items.");
        var shared = Norm(b, a);
        return shared * shared / (own * other);
    }

    /// <summary>
    /// The same with whole images as items, whatever the shapes of their representations: for layers that differ in their tokens.
    /// From the N×N products between images, since N·N is less than the features of an image squared.
    /// </summary>
    /// <param name="x">N×… features of N images.</param>
    /// <param name="y">As many images.</param>
    /// <exception cref="ArgumentException">Different numbers of images, or a representation that is the same for all of them.</exception>
    public static double OfImages(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        if (x.shape[0] != y.shape[0])
            throw new ArgumentException($"CKA compares representations of the same items, not of {x.shape[0]} and {y.shape[0]}.");
        var (a, b) = (Products(x), Products(y));
        var (own, other) = (Norm(a), Norm(b));
        if (own == 0 || other == 0)
            throw new ArgumentException("CKA is undefined for a representation that is the same for all items.");
        return (a * b).sum().cpu().item<double>() / (own * other);
    }

    /// <summary>N×N inner products of the centred features.</summary>
    private static Tensor Products(Tensor features)
    {
        var items = Centred(features.reshape(features.shape[0], -1));
        return items.matmul(items.t());
    }

    private static double Norm(Tensor products) => Math.Sqrt((products * products).sum().cpu().item<double>());

    private static Tensor Centred(Tensor features)
    {
        var items = features.detach().to(ScalarType.Float64);
        items = items.reshape(-1, items.shape[^1]); // N×L×D → N·L×D
        return items - items.mean([0L], keepdim: true);
    }

    private static double Norm(Tensor a, Tensor b)
    {
        var product = a.t().matmul(b); // D×E
        return Math.Sqrt((product * product).sum().cpu().item<double>());
    }
}
