using InverseRepro.Claims.Storing;

namespace InverseRepro.Report;

/// <summary>Copies the pictures of cells beside the page, each once, under the cell's content key.</summary>
internal sealed class PictureFolder(ArtefactStore artefacts, string report)
{
    private const string Name = "pictures";

    /// <summary>Removes the pictures of an earlier report.</summary>
    public void Clear()
    {
        var folder = Path.Combine(report, Name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>The cell's pictures; a missing or damaged one is left out and named in <paramref name="problems"/>.</summary>
    public IReadOnlyList<Picture> Of(CellRecord cell, ICollection<string> problems)
    {
        var pictures = new List<Picture>();
        foreach (var artefact in cell.Artefacts.Where(a => a.Name.EndsWith(".png", StringComparison.OrdinalIgnoreCase)))
        {
            try
            {
                pictures.Add(new Picture(cell.Id, artefact.Name, Copy(cell.Key, artefact)));
            }
            catch (StoreException e)
            {
                problems.Add(e.Message);
            }
        }
        return pictures;
    }

    private string Copy(string key, ArtefactRecord artefact)
    {
        var source = $"{Name}/{key}/{artefact.Name.Replace('\\', '/')}";
        var target = Path.Combine(report, source);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(artefacts.Verified(artefact), target, overwrite: true);
        return Uri.EscapeDataString(source).Replace("%2F", "/", StringComparison.Ordinal);
    }
}
