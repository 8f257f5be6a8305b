using System.Globalization;
using InverseRepro.Claims.Deciding;

namespace InverseRepro.Cli.Rendering;

/// <summary>The headline of a paper as one line.</summary>
internal static class PaperLine
{
    public static string Of(string paper, PaperSummary summary) => string.Create(CultureInfo.InvariantCulture,
        $"{paper}: {summary.Supported} of {summary.Claims} claims supported, {summary.SupportedByHolm} when judged together (Holm); " +
        $"{summary.ExpectedFalse:0.##} false ones to expect if every claim lay on its margin");
}
