namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>One transposed convolution of an <see cref="InverseDetrBackbone"/>; it makes the grid <paramref name="Stride"/> times as wide and high.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Norm">The key of the batch norm that follows, or null for none.</param>
public sealed record Upsampler(string Name, int Channels, int Kernel, int Stride, string? Norm = null)
{
    /// <summary>What is cut off at each side, so that the output is not less than <see cref="Stride"/> times the input.</summary>
    public int Padding => (Kernel - Stride + 1) / 2;

    /// <summary>What is added at the end, so that it is not more.</summary>
    public int OutputPadding => 2 * Padding - (Kernel - Stride);
}
