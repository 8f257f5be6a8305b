namespace InverseRepro.DataFiles.Catalogue;

/// <summary>One file to download, and what it becomes.</summary>
/// <param name="Address">The official address.</param>
/// <param name="File">The file downloaded, and where it goes; an archive lies there only until it is unpacked.</param>
/// <param name="Unpacked">Null: the file stays as it is.</param>
public sealed record DataPart(Uri Address, DataFile File, Unpacked? Unpacked = null)
{
    /// <summary>The files that are there once this part is in place, as far as they are known.</summary>
    public IReadOnlyList<DataFile> Files => Unpacked?.Files ?? [File];

    /// <summary>The file or folder that appears, under the data root.</summary>
    public string Target => Unpacked?.Folder ?? File.Path;

    /// <summary>Whether all known files are there; nothing is read.</summary>
    public bool IsPlaced(string root) => (Unpacked is null || Directory.Exists(Path.Combine(root, Target)))
        && Files.All(f => System.IO.File.Exists(f.Under(root)));
}
