using InverseRepro.HierarchicalQuantization.Models;

namespace InverseRepro.HierarchicalQuantization.Budgets;

/// <summary>What a VQ-VAE may spend on a picture, and single-level networks that spend as much as two-level ones.</summary>
public static class Budget
{
    /// <summary>Bits of a picture's codes, Σ H·W·log₂ K over the levels.</summary>
    /// <param name="imageSize">Pixels a side, a multiple of 8.</param>
    public static double Bits(VqVaeSettings network, int imageSize) =>
        Positions(imageSize, Convolution.BottomStride) * Math.Log2(network.Codes) + Positions(imageSize, Convolution.TopStride) * Math.Log2(network.TopCodes ?? 1);

    /// <summary>Trained parameters; codes are none, since they follow moving averages.</summary>
    public static long Parameters(VqVaeSettings network) => Convolution.Of(network).Sum(convolution => convolution.Parameters);

    /// <summary>
    /// The single-level network whose budget is nearest to that of a two-level one: its number of codes follows from the bits,
    /// its width (with the same ratio of residual width) from the parameters; all else is the same.
    /// </summary>
    /// <param name="imageSize">Pixels a side, a multiple of 8.</param>
    public static VqVaeSettings MatchedFlat(VqVaeSettings hierarchical, BudgetNotion notion, int imageSize)
    {
        var flat = hierarchical with { TopCodes = null };
        if (notion is BudgetNotion.Bits or BudgetNotion.BitsAndParameters)
            flat = flat with { Codes = CodesFor(Bits(hierarchical, imageSize), Positions(imageSize, Convolution.BottomStride)) };
        if (notion is BudgetNotion.Parameters or BudgetNotion.BitsAndParameters)
            flat = WithParameters(flat, Parameters(hierarchical));
        return flat;
    }

    /// <summary>The two-level network that spends a share of so many bits on the top, as nearly as whole numbers of codes allow.</summary>
    /// <param name="topShare">In [0, 1]; 0 gives a top of one code, which says nothing.</param>
    /// <param name="imageSize">Pixels a side, a multiple of 8.</param>
    public static VqVaeSettings WithTopShare(VqVaeSettings network, double bits, double topShare, int imageSize) => network with
    {
        Codes = CodesFor((1 - topShare) * bits, Positions(imageSize, Convolution.BottomStride)),
        TopCodes = CodesFor(topShare * bits, Positions(imageSize, Convolution.TopStride)),
    };

    private static long Positions(int imageSize, int stride) => imageSize > 0 && imageSize % Convolution.TopStride == 0
        ? (long)(imageSize / stride) * (imageSize / stride)
        : throw new ArgumentException($"pictures of {imageSize} pixels a side cannot be coded on two levels: use a multiple of {Convolution.TopStride}", nameof(imageSize));

    private static int CodesFor(double bits, long positions) => checked((int)Math.Round(Math.Pow(2, bits / positions)));

    /// <summary>The even width at which the number of parameters is nearest to <paramref name="wanted"/>.</summary>
    private static VqVaeSettings WithParameters(VqVaeSettings network, long wanted)
    {
        var ratio = (double)network.ResidualWidth / network.Width;
        VqVaeSettings Wide(int width) => network with { Width = width, ResidualWidth = Math.Max(1, (int)Math.Round(width * ratio)) };

        var (below, above) = (Wide(2), Wide(2));
        while (Parameters(above) < wanted)
            (below, above) = (above, Wide(above.Width + 2));
        return wanted - Parameters(below) < Parameters(above) - wanted ? below : above;
    }
}
