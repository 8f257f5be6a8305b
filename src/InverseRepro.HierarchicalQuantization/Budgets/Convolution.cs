using InverseRepro.HierarchicalQuantization.Models;

namespace InverseRepro.HierarchicalQuantization.Budgets;

/// <summary>A convolution or transposed convolution of a VQ-VAE, all of which have biases; a projection of codes is one with kernel 1.</summary>
/// <param name="Stride">Pixels of the picture, a side, between the positions at which the kernel is applied.</param>
internal sealed record Convolution(long From, long To, int Kernel, int Stride)
{
    public const int BottomStride = 4, TopStride = 8;

    private const int PictureStride = 2;

    public long Parameters => Weights + To;

    /// <summary>Multiply-accumulates for a picture.</summary>
    public double Macs(int imageSize) => Weights * Positions(imageSize);

    /// <summary>Positions of a picture at which the kernel is applied.</summary>
    public double Positions(int imageSize) => (double)imageSize / Stride * imageSize / Stride;

    private long Weights => From * To * Kernel * Kernel;

    /// <summary>Every convolution of a network, in the order of its forward pass.</summary>
    public static IEnumerable<Convolution> Of(VqVaeSettings s)
    {
        var levels = s.TopCodes is null ? 1 : 2;
        return
        [
            new(s.InChannels, s.Width / 2, 4, PictureStride), new(s.Width / 2, s.Width, 4, BottomStride), new(s.Width, s.Width, 3, BottomStride),
            .. Residual(s, BottomStride), .. Quantizer(s, BottomStride),
            .. levels == 1 ? [] : Top(s),
            new(levels * s.EmbedDim, s.Width, s.DecoderKernel, BottomStride), .. Residual(s, BottomStride),
            new(s.Width, s.Width / 2, 4, BottomStride), new(s.Width / 2, s.InChannels, 4, PictureStride),
        ];
    }

    private static IEnumerable<Convolution> Top(VqVaeSettings s) =>
    [
        new(s.Width, s.Width / 2, 4, TopStride), new(s.Width / 2, s.Width, 3, TopStride),
        .. Residual(s, TopStride), .. Quantizer(s, TopStride), new(s.EmbedDim, s.EmbedDim, 4, TopStride),
    ];

    private static IEnumerable<Convolution> Residual(VqVaeSettings s, int stride) => Enumerable.Range(0, s.ResidualBlocks)
        .SelectMany(_ => (Convolution[])[new(s.Width, s.ResidualWidth, 3, stride), new(s.ResidualWidth, s.Width, 1, stride)]);

    private static IEnumerable<Convolution> Quantizer(VqVaeSettings s, int stride) =>
    [
        new(s.Width, s.EmbedDim, 1, stride),
        .. s.Codebook.CodeDim == s.EmbedDim ? (Convolution[])[] : [new(s.EmbedDim, s.Codebook.CodeDim, 1, stride), new(s.Codebook.CodeDim, s.EmbedDim, 1, stride)],
    ];
}
