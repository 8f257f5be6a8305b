using System.Globalization;
using System.Xml.Linq;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using static InverseRepro.Report.Html;

namespace InverseRepro.Report;

/// <summary>One claim: what the paper says, how it is decided, what was found, and where the numbers come from.</summary>
internal static class ClaimSection
{
    public static XElement Draw(ReportClaim reported, IReadOnlyList<Picture> pictures)
    {
        var (claim, verdict) = (reported.Claim, reported.Verdict);
        return Element("section", Attribute("id", claim.Id),
            Element("h2", claim.Id, " ", Badge(verdict)),
            Element("p", Class("statement"), claim.Statement),
            Source(claim),
            Element("p", Class("reason"), verdict.Reason),
            verdict.Fragile ? Element("p", "Fragile: leaving one seed out would change this verdict.") : null,
            verdict.SeedsNeeded is { } needed ? Element("p", $"About {needed} seeds would be expected to settle it.") : null,
            Effects(verdict),
            Rules(claim),
            Controls(claim, verdict),
            Gates(verdict),
            SeedTable.Draw(reported),
            Gallery.Folded(pictures),
            Warnings(verdict),
            Provenance(reported));
    }

    public static XElement Badge(Verdict verdict) => Element("span", Class($"badge {verdict.Outcome.ToString().ToLowerInvariant()}"),
        $"{OutcomeText.Glyph(verdict.Outcome)} {OutcomeText.Word(verdict.Outcome)}{(verdict.Fragile ? " (fragile)" : "")}");

    private static XElement Source(Claim claim) => Element("figure", Class("quote"),
        claim.Source.Quote is { } quote ? Element("blockquote", Element("p", $"“{quote}”")) : null,
        Element("figcaption", "Paper ", PaperLink(claim.Paper), $", {claim.Source.Section}.",
            claim.Source.Note is { } note ? $" {note}" : null));

    private static object PaperLink(string paper) => paper.All(c => char.IsAsciiDigit(c) || c == '.')
        ? Element("a", Attribute("href", $"https://arxiv.org/abs/{paper}"), $"arXiv:{paper}")
        : paper;

    private static XElement? Effects(Verdict verdict)
    {
        var effects = verdict.Parts.Count > 0
            ? verdict.Parts.Select(p => p.Effect).OfType<Effect>().ToList()
            : verdict.Effect is { } single ? [single] : [];
        return effects.Count == 0 ? null : Element("div", effects.Select(e => Element("figure",
            Element("figcaption", $"{e.Label}: {EffectText.Of(e)} (90 % interval), margin {EffectText.Margin(e)}"),
            ForestPlot.Draw(e))));
    }

    private static XElement Rules(Claim claim) => Table("How it is decided", ["part", "rule", "why this margin"],
        claim.Rule.Leaves().Select(leaf => (object?[])[RuleText.Label(leaf), RuleText.Of(leaf), leaf.Reason]));

    private static XElement Controls(Claim claim, Verdict verdict)
    {
        var results = verdict.Controls.ToDictionary(c => c.Name);
        return Table("Negative controls: in these the claim must not come out supported", ["control", "why", "outcome"],
            claim.Controls.Select(c => (object?[])[c.Name, c.Why, results.TryGetValue(c.Name, out var r)
                ? $"{OutcomeText.Word(r.Outcome)}: {r.Reason}" : "not decided"]));
    }

    private static XElement? Gates(Verdict verdict) => verdict.Gates.Count == 0 ? null
        : Table("Gates: what must hold before the numbers mean anything", ["measurement", "condition", "worst", "passed"],
            verdict.Gates.Select(g => (object?[])[g.Measurement, g.Condition, EffectText.Plain(g.Worst), g.Passed ? "yes" : "no"]));

    private static XElement? Warnings(Verdict verdict) => verdict.Warnings.Count == 0 ? null
        : Element("ul", Class("warnings"), verdict.Warnings.Select(w => Element("li", w)));

    private static XElement Provenance(ReportClaim reported)
    {
        var run = reported.Run;
        return Element("details", Element("summary", "Provenance"), Element("dl",
            Term("decided", run.Started.ToString("u", CultureInfo.InvariantCulture)),
            Term("commit", run.Commit + (run.Dirty ? " with local changes" : "")),
            Term("engine", run.Engine),
            Term("device", $"{run.Device} ({run.DeviceClass})"),
            Term("runtime", run.Runtime),
            Term("command", run.Command),
            Term("rule hash", reported.Verdict.RuleHash),
            Term("cells", string.Join(", ", reported.Cells.Select(c => c.Key[..Math.Min(12, c.Key.Length)])))));
    }

    private static object[] Term(string name, string value) => [Element("dt", name), Element("dd", Element("code", value))];
}
