using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Checking;

/// <summary>What is there of a data set, by names and sizes alone.</summary>
/// <param name="Any">Whether anything of it is there, be it a download that was begun.</param>
/// <param name="Complete">Whether everything known by name is there.</param>
/// <param name="Bytes">Of the files in place.</param>
/// <param name="BytesBegun">Of downloads begun.</param>
public sealed record DataPresence(bool Any, bool Complete, long Bytes, long BytesBegun)
{
    public static DataPresence Of(DataSet set, string root)
    {
        var folder = Path.Combine(root, set.Folder);
        if (set.Parts.Count == 0)
            return new DataPresence(Directory.Exists(folder), Directory.Exists(folder), 0, 0);
        var begun = set.Parts.Select(p => new FileInfo(p.File.Under(root) + ".part")).Where(f => f.Exists).Sum(f => f.Length);
        var placed = set.Parts.Where(p => Path.Exists(Path.Combine(root, p.Target))).ToList();
        return new DataPresence(placed.Count > 0 || begun > 0, set.Parts.All(p => p.IsPlaced(root)), placed.Sum(p => Size(Path.Combine(root, p.Target))), begun);
    }

    private static long Size(string path) => File.Exists(path)
        ? new FileInfo(path).Length
        : new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
}
