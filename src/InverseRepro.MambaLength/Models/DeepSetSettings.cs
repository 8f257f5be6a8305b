namespace InverseRepro.MambaLength.Models;

/// <summary>What a <see cref="DeepSet"/> is made of.</summary>
/// <param name="Width">D, of the mean that is all it keeps of the patches.</param>
/// <param name="Hidden">Units between the two linear layers before the mean, and of those after it.</param>
/// <param name="Features">F, channels of the patch encoder.</param>
/// <param name="PositionScale">Pixels that count as 1; 100 for images of 128 × 128.</param>
public sealed record DeepSetSettings(int Width, int Hidden, int Channels, int PatchSize, int Features, double PositionScale = 100);
