using InverseRepro.MambaLength.Models.Mamba;

namespace InverseRepro.MambaLength.Models;

/// <summary>What a <see cref="FoveatedMamba"/> is made of.</summary>
/// <param name="Features">F, channels of the patch encoder.</param>
/// <param name="HasLengthToken">Whether a first token tells how many patches follow.</param>
/// <param name="PositionScale">Pixels that <see cref="PositionCode.Concatenate"/> counts as 1; 100 for images of 128 × 128.</param>
public sealed record FoveatedMambaSettings(MambaSettings Mamba, int Channels, int PatchSize, int Features, bool HasLengthToken = false,
    PositionCode Position = PositionCode.Concatenate, double PositionScale = 100)
{
    /// <summary>Channels of a token that do not hold its position.</summary>
    public int ContentWidth => Position == PositionCode.Concatenate ? Mamba.Width - 2 : Mamba.Width;
}
