namespace InverseRepro.Claims.Storing;

/// <summary>The record in one SQLite file.</summary>
public sealed class SqliteAddress : StoreAddress
{
    /// <exception cref="StoreException">The text is no name of a file.</exception>
    public SqliteAddress(string text, string directory)
    {
        Path = text.Length == 0 || text.Contains('\0') ? "" : System.IO.Path.GetFullPath(text, directory);
        if (Path.Length == 0 || System.IO.Path.EndsInDirectorySeparator(Path) || Directory.Exists(Path))
            throw new StoreException($"'{text}' is no file; name the SQLite file of the record, e.g. artifacts/repro.db");
    }

    /// <summary>The full path; it need not exist.</summary>
    public string Path { get; }

    /// <summary>Beside the file.</summary>
    public override string ArtefactFolder(string otherwise) => System.IO.Path.GetDirectoryName(Path)!;

    public override bool HoldsRecord() => File.Exists(Path);

    public override IStore Open(TimeProvider clock) => SqliteStore.Open(Path, clock);

    public override IStore OpenReadOnly() => SqliteStore.OpenReadOnly(Path);

    public override string ToString() => Path;
}
