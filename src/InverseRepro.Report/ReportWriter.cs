using System.Text;
using System.Xml.Linq;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report;

/// <summary>Writes the report as a folder that works from a file address, without a server or scripts.</summary>
public static class ReportWriter
{
    internal const string Stylesheet = "report.css";

    /// <returns>The full path of <c>index.html</c>.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static string Write(string folder, IReadOnlyList<ReportClaim> claims, Scale scale, ArtefactStore artefacts, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        var problems = new SortedSet<string>(StringComparer.Ordinal);
        var pictures = new PictureFolder(artefacts, folder);
        pictures.Clear();
        var drawn = claims.ToDictionary(c => c, c => (IReadOnlyList<Picture>)[.. c.Cells.SelectMany(cell => pictures.Of(cell, problems))]);
        var page = ReportPage.Draw(claims, scale, clock.GetUtcNow(), c => drawn[c], [.. problems]);
        var path = Path.GetFullPath(Path.Combine(folder, "index.html"));
        File.WriteAllText(Path.Combine(folder, Stylesheet), EmbeddedStylesheet());
        File.WriteAllText(path, $"<!DOCTYPE html>\n{page.ToString(SaveOptions.DisableFormatting)}\n", new UTF8Encoding(false));
        return path;
    }

    private static string EmbeddedStylesheet()
    {
        using var stream = typeof(ReportWriter).Assembly.GetManifestResourceStream(Stylesheet)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
