using System.Globalization;
using System.Xml.Linq;
using static InverseRepro.Report.Html;

namespace InverseRepro.Report;

/// <summary>Pictures with their captions.</summary>
internal static class Gallery
{
    /// <summary>What a reader wants to see first: the pictures of the first seed, controls left out, each once.</summary>
    public static XElement? OfFirstSeed(IEnumerable<Picture> pictures)
    {
        var shown = pictures.Where(p => p.Cell.Arm == p.Cell.Experiment && p.Cell.Seed.Value == 1).DistinctBy(p => p.Source).ToList();
        return shown.Count == 0 ? null : Element("section", Element("h2", "Pictures of seed 1"), Draw(shown));
    }

    /// <summary>All pictures of a claim's cells, folded.</summary>
    public static XElement? Folded(IReadOnlyList<Picture> pictures) => pictures.Count == 0 ? null
        : Element("details", Element("summary", $"All pictures ({pictures.Count.ToString(CultureInfo.InvariantCulture)})"), Draw(pictures));

    private static XElement Draw(IEnumerable<Picture> pictures) => Element("div", Class("gallery"), pictures.Select(p => Element("figure",
        Element("a", Attribute("href", p.Source), Element("img", Attribute("src", p.Source), Attribute("alt", p.AlternativeText), Attribute("loading", "lazy"))),
        Element("figcaption", p.Caption))));
}
