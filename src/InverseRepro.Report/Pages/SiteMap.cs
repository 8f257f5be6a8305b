using InverseRepro.Experiments;

namespace InverseRepro.Report.Pages;

/// <summary>Where things lie in the site, relative to its folder, with forward slashes.</summary>
public static class SiteMap
{
    public const string Index = "index.html", Stylesheet = "report.css", Script = "slider.js", ClaimsCsv = "claims.csv", ClaimsLatex = "claims.tex",
        MeasurementsCsv = "measurements.csv", Everything = "everything.json", Summary = "summary.md";

    public static string Claim(string id) => $"claims/{id}.html";

    public static string Network(string name, Scale scale) => $"networks/{name}.{ReportText.Of(scale)}.html";

    /// <summary>A path as the address of a link from a page that lies <paramref name="root"/> below the site's folder.</summary>
    public static string Link(string root, string path) => root + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
