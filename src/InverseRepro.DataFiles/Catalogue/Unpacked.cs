namespace InverseRepro.DataFiles.Catalogue;

/// <summary>What becomes of an archive: one folder of it is put in place, the archive is deleted.</summary>
/// <param name="Format">How it is packed.</param>
/// <param name="Folder">The one folder at the top of the archive, and where it goes under the data root, with '/'.</param>
/// <param name="Files">Those files whose names, sizes or hashes are known; the folder may hold more.</param>
/// <param name="MaxBytes">More than this, unpacked, is refused.</param>
/// <param name="MaxFiles">More than this is refused.</param>
public sealed record Unpacked(ArchiveFormat Format, string Folder, IReadOnlyList<DataFile> Files, long MaxBytes, int MaxFiles)
{
    /// <summary>The name of the folder within the archive: the last part of <see cref="Folder"/>.</summary>
    public string Top => Folder[(Folder.LastIndexOf('/') + 1)..];
}
