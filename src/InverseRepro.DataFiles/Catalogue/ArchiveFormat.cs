namespace InverseRepro.DataFiles.Catalogue;

public enum ArchiveFormat
{
    Zip,

    /// <summary>A tar archive compressed with gzip.</summary>
    TarGz,
}
