using InverseRepro.HierarchicalQuantization.Quantization;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>A VQ-VAE with one or two levels. Both levels share every setting of their codebooks but the number of codes.</summary>
/// <param name="Width">Channels of encoder and decoder; half as many between their strided convolutions.</param>
/// <param name="ResidualWidth">Channels within a residual block.</param>
/// <param name="Codes">Of the codebook at a quarter of the picture's sides.</param>
/// <param name="TopCodes">Of the codebook at an eighth; null for a single level.</param>
/// <param name="EmbedDim">Width of the vectors that are quantised.</param>
/// <param name="ResidualBlocks">In each encoder and in the decoder.</param>
/// <param name="InChannels">Of the pictures.</param>
/// <param name="DecoderKernel">Of the decoder's first convolution, odd; 1 leaves a decoder without residual blocks a tiny receptive field.</param>
public sealed record VqVaeSettings(int Width, int ResidualWidth, int Codes, int? TopCodes, CodebookSettings Codebook,
    int EmbedDim = 64, int ResidualBlocks = 2, int InChannels = 3, int DecoderKernel = 3);
