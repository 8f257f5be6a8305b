using InverseRepro.Experiments;

namespace InverseRepro.FeatureInversion.Costs;

/// <summary>What a cell has to do.</summary>
/// <param name="Bytes">Pictures, representations, weights and activations held at once.</param>
internal sealed record Work(double Macs, double Bytes) : CellWork(Macs, Bytes)
{
    // Seen: 10 to 17 GMAC/s on the networks of scale micro and real.
    protected override double CpuMacsPerSecond => 1e10;

    protected override double ProcessBytes => 1.2e9;

    /// <summary>Forward and backward passes over so many pictures.</summary>
    public static double Training(double macsPerPicture, double pictures) => 3 * macsPerPicture * pictures;
}
