namespace InverseRepro.PredictiveCoding.Models.Cnn;

/// <summary>One transposed 3×3 convolution of a <see cref="CnnDecoder"/>: H → (H − 1)·stride − 2·padding + 3 + output padding.</summary>
public sealed record CnnDecoderBlock(int Channels, int Stride, int Padding, int OutputPadding);
