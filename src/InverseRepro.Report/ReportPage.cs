using System.Globalization;
using System.Xml.Linq;
using InverseRepro.Experiments;
using static InverseRepro.Report.Html;

namespace InverseRepro.Report;

/// <summary>The whole page: one table of verdicts, then a section a claim.</summary>
internal static class ReportPage
{
    public static XElement Draw(IReadOnlyList<ReportClaim> claims, Scale scale, DateTimeOffset now,
        Func<ReportClaim, IReadOnlyList<Picture>> pictures, IReadOnlyList<string> problems) =>
        Element("html", Attribute("lang", "en"),
            Head(),
            Element("body",
                Element("header",
                    Element("h1", "InverseRepro: what holds"),
                    Element("p", Summary(claims, scale, now))),
                Element("main",
                    Verdicts(claims),
                    Gallery.OfFirstSeed(claims.SelectMany(pictures)),
                    claims.Select(c => ClaimSection.Draw(c, pictures(c))),
                    problems.Count == 0 ? null : Element("ul", Class("warnings"), problems.Select(p => Element("li", p))))));

    private static XElement Head() => Element("head",
        Element("meta", Attribute("charset", "utf-8")),
        Element("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
        Element("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
        Element("title", "InverseRepro report"),
        Element("link", Attribute("rel", "stylesheet"), Attribute("href", ReportWriter.Stylesheet)));

    private static string Summary(IReadOnlyList<ReportClaim> claims, Scale scale, DateTimeOffset now)
    {
        var counts = claims.GroupBy(c => c.Verdict.Outcome).OrderBy(g => g.Key)
            .Select(g => $"{g.Count().ToString(CultureInfo.InvariantCulture)} {OutcomeText.Word(g.Key)}");
        return $"Scale {scale.ToString().ToLowerInvariant()}, {claims.Count.ToString(CultureInfo.InvariantCulture)} claims: " +
            $"{string.Join(", ", counts)}. Written {now.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.";
    }

    private static XElement Verdicts(IReadOnlyList<ReportClaim> claims) => Table("Verdicts",
        ["claim", "verdict", "effect [90 % interval]", "margin", "seeds", "controls", "baseline", "minutes"],
        claims.Select(c =>
        {
            var effect = EffectText.Deciding(c.Verdict);
            return (object?[])[
                Element("a", Attribute("href", $"#{c.Claim.Id}"), c.Claim.Id),
                ClaimSection.Badge(c.Verdict),
                effect is null ? "–" : EffectText.Of(effect),
                effect is null ? "–" : EffectText.Margin(effect),
                c.Verdict.Seeds.Count.ToString(CultureInfo.InvariantCulture),
                OutcomeText.Controls(c.Verdict),
                c.Baseline ?? "–",
                c.Minutes.ToString("0.0", CultureInfo.InvariantCulture)];
        }));
}
