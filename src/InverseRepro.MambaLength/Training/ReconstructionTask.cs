namespace InverseRepro.MambaLength.Training;

/// <summary>What networks are asked, the same in training and in every evaluation, as queries write to the state too.</summary>
/// <param name="Side">Of the drawings, in pixels.</param>
/// <param name="PatchSize">In pixels.</param>
/// <param name="Queries">Q, positions asked for in each drawing.</param>
/// <param name="Longest">b, the greatest number of patches that the plain network is trained with.</param>
public sealed record ReconstructionTask(int Side, int PatchSize, int Queries, int Longest)
{
    private const int PaperSide = 128, PaperLongest = 1024, PaperPositionScale = 100;

    /// <summary>Pixels that count as 1, so that positions span the range that they have in the paper.</summary>
    public double PositionScale => (double)PaperPositionScale * Side / PaperSide;

    /// <summary>What a length token says of <paramref name="length"/> patches, so that lengths span the range that they have in the paper.</summary>
    public double Declared(int length) => (double)length * PaperLongest / Longest;
}
