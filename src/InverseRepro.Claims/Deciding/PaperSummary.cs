using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Deciding;

/// <summary>The headline of a paper: how many of its claims hold.</summary>
/// <param name="Supported">Claims whose own verdict is supported, each at its level α.</param>
/// <param name="SupportedByHolm">Those that stay supported when the paper's claims are judged together.</param>
/// <param name="Claims">M, the claims with a verdict.</param>
/// <param name="ExpectedFalse">M·α: supported verdicts to expect of M claims that all lie on their margins.</param>
public sealed record PaperSummary(int Supported, int SupportedByHolm, int Claims, double ExpectedFalse)
{
    public static PaperSummary Of(IReadOnlyList<Verdict> verdicts)
    {
        var measured = verdicts.Where(v => v.Outcome != Outcome.NotMeasured).ToArray();
        var together = Holm.Rejects([.. measured.Select(v => v.Outcome == Outcome.Supported ? v.PValue : 1)]);
        return new(measured.Count(v => v.Outcome == Outcome.Supported), together.Count(r => r), measured.Length, measured.Length * Level.Default);
    }
}
