using InverseRepro.Claims.Deciding;

namespace InverseRepro.Cli.Rendering;

/// <summary>One line of the verdict table.</summary>
/// <param name="Baseline">How it compares with the stored baseline, in a few words; null where that was not looked at.</param>
/// <param name="BaselineFails">Whether that fails the run.</param>
/// <param name="Minutes">What its cells took in all.</param>
public sealed record VerdictRow(Verdict Verdict, string? Baseline, bool BaselineFails, double Minutes);
