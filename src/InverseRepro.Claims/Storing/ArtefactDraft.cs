namespace InverseRepro.Claims.Storing;

/// <summary>The artefacts of a cell that is running. Disposed without a commit, they are deleted.</summary>
public sealed class ArtefactDraft : IDisposable
{
    private readonly ArtefactStore _store;
    private readonly string _key;

    internal ArtefactDraft(ArtefactStore store, string key, string folder) => (_store, _key, Folder) = (store, key, folder);

    /// <summary>Where the cell writes its files, in sub-folders too.</summary>
    public string Folder { get; }

    /// <summary>Hashes the files and moves them, all at once, to the cell's folder. An artefact is named by its path in the draft.</summary>
    /// <exception cref="StoreException">They could not be read, flushed or moved; nothing was committed.</exception>
    public IReadOnlyList<ArtefactRecord> Commit() => _store.Commit(_key, Folder);

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
