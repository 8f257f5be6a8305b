namespace InverseRepro.MambaLength.Models.Mamba;

/// <summary>The sizes of a Mamba.</summary>
/// <param name="Width">D, of the tokens.</param>
/// <param name="Depth">Number of blocks.</param>
/// <param name="InnerWidth">C, the channels that are scanned; the paper's expansion is 2.</param>
/// <param name="StateSize">S, the state of each channel.</param>
/// <param name="TimeStepRank">R, of the projection that gives every channel its step size.</param>
/// <param name="HasBias">Whether the projections into and out of the scanned channels have a bias.</param>
/// <param name="Epsilon">Of the norms.</param>
public sealed record MambaSettings(int Width, int Depth, int InnerWidth, int StateSize, int TimeStepRank, bool HasBias = false, double Epsilon = 1e-5)
{
    /// <summary>With the defaults of the paper: expansion 2, and rank ⌈D/16⌉.</summary>
    public static MambaSettings Of(int width, int depth, int stateSize) => new(width, depth, 2 * width, stateSize, (width + 15) / 16);
}
