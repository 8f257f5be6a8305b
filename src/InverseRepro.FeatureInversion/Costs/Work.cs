using InverseRepro.Experiments;

namespace InverseRepro.FeatureInversion.Costs;

/// <summary>What a cell has to do.</summary>
/// <param name="Bytes">Pictures, representations, weights and activations held at once.</param>
/// <param name="Decoded">Picture files decoded.</param>
internal sealed record Work(double Macs, double Bytes, double Decoded = 0) : CellWork(Macs, Bytes)
{
    // By eight cores, assumed.
    private const double DecodedPerSecond = 8 * 150;

    // Seen: 10 to 17 GMAC/s on the networks of scale micro and real.
    protected override double CpuMacsPerSecond => 1e10;

    protected override double ProcessBytes => 1.2e9;

    /// <summary>Forward and backward passes over so many pictures.</summary>
    public static double Training(double macsPerPicture, double pictures) => 3 * macsPerPicture * pictures;

    protected override double SecondsMeanwhile(bool onGpu) => Decoded / DecodedPerSecond;
}
