using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace InverseRepro.Report.Tests;

/// <summary>Reads what we write as XML: every element is closed in its place, and void ones stand alone.</summary>
internal static partial class Html
{
    public static XElement Parse(string html) => XDocument.Parse(Void().Replace(html, "<$1$2/>")).Root!;

    [GeneratedRegex("<(meta|link|img|input)\\b([^<>]*?)/?>")]
    private static partial Regex Void();
}
