using System.Xml.Linq;

namespace InverseRepro.Report;

/// <summary>
/// HTML elements as XML nodes: every text is encoded by construction and the page is well-formed. No element is ever
/// self-closed except those that HTML defines so.
/// </summary>
internal static class Html
{
    private static readonly HashSet<string> Void = ["br", "img", "meta", "link", "hr", "col"];

    public static XElement Element(string name, params object?[] content)
    {
        var element = new XElement(name, content);
        if (element.IsEmpty && !Void.Contains(name))
            element.Add("");
        return element;
    }

    public static XAttribute Class(string names) => new("class", names);

    public static XAttribute Attribute(string name, object value) => new(name, value);

    /// <summary>A table with column headings; the first cell of each row heads it.</summary>
    public static XElement Table(string caption, IEnumerable<string> headings, IEnumerable<IEnumerable<object?>> rows) =>
        Element("div", Class("scroll"), Element("table",
            Element("caption", caption),
            Element("thead", Element("tr", headings.Select(h => Element("th", Attribute("scope", "col"), h)))),
            Element("tbody", rows.Select(Row))));

    private static XElement Row(IEnumerable<object?> cells) => Element("tr", cells.Select((cell, i) =>
        i == 0 ? Element("th", Attribute("scope", "row"), cell) : Element("td", cell)));
}
