namespace InverseRepro.Vision.Metrics;

/// <summary>
/// 1-of-16 identification: a reconstruction is a hit if, of 16 fixed candidates, the original nearest to it in mean squared
/// error is its own. Candidates are the 16 images of its block: 0 to 15, 16 to 31, …; an incomplete last block is left out.
/// </summary>
/// <param name="Hits">Number of reconstructions identified.</param>
/// <param name="Trials">Number of reconstructions asked about.</param>
public sealed record Identification(int Hits, int Trials)
{
    /// <summary>Number of candidates a trial chooses from.</summary>
    public const int Candidates = 16;

    /// <summary>Hits over trials; 1/16 by chance.</summary>
    public double Accuracy => (double)Hits / Trials;

    /// <summary>Exact one-sided binomial p of so many hits or more by guessing.</summary>
    public double PValue => BinomialTail(Hits, Trials, 1.0 / Candidates);

    /// <summary>Identifies each of N reconstructions, N at least 16; a tie is not a hit.</summary>
    public static Identification Compute(ImageBatch reconstructions, ImageBatch originals)
    {
        var trials = originals.Count / Candidates * Candidates;
        if (trials == 0)
            throw new ArgumentException($"Identification needs at least {Candidates} images, not {originals.Count}.");
        var own = PixelError.Mse01(reconstructions, originals);
        var hits = Enumerable.Range(0, trials).Count(i =>
            Enumerable.Range(i / Candidates * Candidates, Candidates)
                .All(c => c == i || PixelError.MeanSquare(reconstructions[i], originals[c]) > own[i]));
        return new Identification(hits, trials);
    }

    /// <summary>P(X ≥ <paramref name="hits"/>) of X ~ Binomial(<paramref name="trials"/>, <paramref name="chance"/>), summed exactly, smallest terms first.</summary>
    internal static double BinomialTail(int hits, int trials, double chance)
    {
        if (hits <= 0)
            return 1;
        var logTerms = new double[trials + 1];
        logTerms[0] = trials * Math.Log(1 - chance);
        for (var k = 1; k <= trials; k++)
            logTerms[k] = logTerms[k - 1] + Math.Log((trials - k + 1.0) / k * chance / (1 - chance));
        return Math.Min(logTerms.Skip(hits).Select(Math.Exp).Order().Sum(), 1);
    }
}
