namespace InverseRepro.DataFiles.Catalogue;

/// <summary>A file where it lies once it is in place.</summary>
/// <param name="Path">Under the data root, with '/'.</param>
/// <param name="Bytes">Its size; null where not known.</param>
/// <param name="Checksum">Null where none is published.</param>
public sealed record DataFile(string Path, long? Bytes = null, Checksum? Checksum = null)
{
    public string Under(string root) => System.IO.Path.Combine(root, Path.Replace('/', System.IO.Path.DirectorySeparatorChar));
}
