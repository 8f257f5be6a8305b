using InverseRepro.Claims.Deciding;

namespace InverseRepro.Report;

/// <summary>Outcomes as people read them, everywhere the same.</summary>
public static class OutcomeText
{
    /// <summary>Never colour alone: each outcome has its own sign.</summary>
    public static string Glyph(Outcome outcome) => outcome switch
    {
        Outcome.Supported => "✔",
        Outcome.Contradicted => "✘",
        Outcome.Inconclusive => "?",
        _ => "–",
    };

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Supported => "supported",
        Outcome.Contradicted => "contradicted",
        Outcome.Inconclusive => "inconclusive",
        _ => "not measured",
    };

    /// <summary>How the negative controls came out, in a few words.</summary>
    public static string Controls(Verdict verdict)
    {
        if (verdict.Controls.Count == 0)
            return "none";
        var supported = verdict.Controls.Count(c => c.Outcome == Outcome.Supported);
        if (supported > 0)
            return $"{supported} of {verdict.Controls.Count} supported";
        return verdict.Controls.All(c => c.Outcome == Outcome.NotMeasured) ? "not measured" : $"{verdict.Controls.Count} held";
    }
}
