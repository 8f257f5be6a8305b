namespace InverseRepro.PredictiveCoding.Models.Cnn;

/// <summary>One block of a <see cref="CnnEncoder"/>.</summary>
/// <param name="Kernel">Odd; the padding keeps the size.</param>
/// <param name="PoolPadding">Of the 2×2 max pooling; null: none.</param>
public sealed record CnnEncoderBlock(int Channels, int Kernel, int? PoolPadding);
