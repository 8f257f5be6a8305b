using InverseRepro.Claims.Storing;

namespace InverseRepro.Report.Pictures;

/// <summary>Copies the pictures of cells beside the pages, each once, under the cell's content key.</summary>
public sealed class PictureFolder(ArtefactStore artefacts, string site)
{
    private const string Name = "pictures";

    private readonly Dictionary<string, IReadOnlyList<Picture>> _copied = [];

    /// <summary>The cell's pictures. One that is missing or damaged says so instead of having a source.</summary>
    /// <exception cref="IOException">The folder of the site cannot be written.</exception>
    public IReadOnlyList<Picture> Of(CellRecord cell)
    {
        if (!_copied.TryGetValue(cell.Key, out var pictures))
            _copied[cell.Key] = pictures = [.. cell.Artefacts.Where(a => a.Name.EndsWith(".png", StringComparison.OrdinalIgnoreCase)).Select(a => Copy(cell, a))];
        return pictures;
    }

    private Picture Copy(CellRecord cell, ArtefactRecord artefact)
    {
        Picture Missing(string problem) => new(cell.Id, artefact.Name, null, null, problem);
        var folder = Path.GetFullPath(Path.Combine(site, Name));
        var target = Path.GetFullPath(Path.Combine(folder, cell.Key, artefact.Name));
        if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Missing("has a name that leads out of the report");
        try
        {
            if (artefacts.Problem(artefact) is { } problem)
                return Missing(problem);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(artefacts.Verified(artefact), target, overwrite: true);
            return new Picture(cell.Id, artefact.Name, Address(cell.Key, artefact.Name), target, null);
        }
        catch (StoreException)
        {
            return Missing("cannot be read");
        }
    }

    private static string Address(string key, string name) =>
        string.Join('/', [Name, Uri.EscapeDataString(key), .. name.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString)]);
}
