using System.Text;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Report.Collecting;
using InverseRepro.Report.Pages;
using InverseRepro.Report.Pictures;
using InverseRepro.Report.Tables;
using Microsoft.AspNetCore.Components;

namespace InverseRepro.Report;

/// <summary>
/// Writes the report as a folder of pages that works from a file address, without a server. Pages of an earlier report are
/// replaced; anything else in the folder stays.
/// </summary>
public static class ReportWriter
{
    private static readonly string[] Folders = ["claims", "networks", "pictures"];

    /// <returns>The full path of <c>index.html</c>.</returns>
    /// <exception cref="ReportException">The folder cannot be written, or holds something else.</exception>
    public static string Write(string folder, ReportContent content, ArtefactStore artefacts)
    {
        var site = Path.GetFullPath(folder);
        try
        {
            Clear(site);
            WritePages(site, content, new PictureFolder(artefacts, site));
            WriteTables(site, content);
            return Path.Combine(site, SiteMap.Index);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"the report cannot be written to '{site}': {e.Message}; make room there, or name another folder with --out", e);
        }
    }

    private static void Clear(string site)
    {
        if (Directory.Exists(site) && Directory.EnumerateFileSystemEntries(site).Any() && !File.Exists(Path.Combine(site, SiteMap.Stylesheet)))
            throw new ReportException($"'{site}' holds something that is no report; name an empty or new folder with --out");
        Directory.CreateDirectory(site);
        foreach (var old in Folders.Select(f => Path.Combine(site, f)).Where(Directory.Exists))
            Directory.Delete(old, recursive: true);
        foreach (var asset in new[] { SiteMap.Stylesheet, SiteMap.Script })
            Save(site, asset, Asset(asset));
    }

    private static void WritePages(string site, ReportContent content, PictureFolder pictures)
    {
        using var renderer = new PageRenderer();
        var networks = content.Networks.SelectMany(n => n.Arms.Select(a => (Arm: (a.Name, n.Scale), Network: n))).ToDictionary(a => a.Arm, a => a.Network);
        var readers = Readers(content);
        Func<CellRecord, IReadOnlyList<Picture>> shown = pictures.Of;
        foreach (var claim in content.Claims)
        {
            Page<ClaimPage>(SiteMap.Claim(claim.Claim.Id), new()
            {
                [nameof(ClaimPage.Reported)] = claim,
                [nameof(ClaimPage.Pictures)] = shown,
                [nameof(ClaimPage.NetworkOf)] = (CellId cell) => networks.GetValueOrDefault((cell.Arm, cell.Scale)),
                [nameof(ClaimPage.Written)] = content.Written,
            });
        }
        foreach (var network in content.Networks)
        {
            Page<NetworkPage>(SiteMap.Network(network.Name, network.Scale), new()
            {
                [nameof(NetworkPage.Network)] = network,
                [nameof(NetworkPage.Claims)] = network.Arms.SelectMany(a => readers[(a.Name, network.Scale)]).Distinct().OrderBy(c => c.Id, StringComparer.Ordinal).ToList(),
                [nameof(NetworkPage.Pictures)] = shown,
                [nameof(NetworkPage.Written)] = content.Written,
            });
        }
        Page<IndexPage>(SiteMap.Index, new() { [nameof(IndexPage.Content)] = content });

        void Page<T>(string path, Dictionary<string, object?> parameters) where T : IComponent =>
            Save(site, path, $"<!DOCTYPE html>\n{renderer.Render<T>(parameters)}\n");
    }

    /// <summary>The claims that read the cells of an arm.</summary>
    private static ILookup<(string Arm, Scale Scale), Claim> Readers(ReportContent content) => content.Findings
        .SelectMany(f => ClaimCells.Of(f.Claim, f.Scale).Select(c => (c.Arm, c.Scale)).Distinct().Select(arm => (arm, f.Claim)))
        .ToLookup(r => r.arm, r => r.Claim);

    private static void WriteTables(string site, ReportContent content)
    {
        Save(site, SiteMap.ClaimsCsv, Csv.Claims(content));
        Save(site, SiteMap.MeasurementsCsv, Csv.Measurements(content));
        Save(site, SiteMap.ClaimsLatex, Latex.Of(content));
        Save(site, SiteMap.Summary, MarkdownSummary.Of(content));
        using var everything = File.Create(Path.Combine(site, SiteMap.Everything));
        EverythingJson.Write(content, everything);
    }

    private static void Save(string site, string path, string text)
    {
        var full = Path.Combine(site, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string Asset(string name)
    {
        using var stream = typeof(ReportWriter).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
