namespace InverseRepro.Claims.Storing.Shards;

/// <summary>
/// What a store that is away could not take: one SQLite file a run, <c>&lt;uid&gt;.db</c>, in a folder beside the artefacts, until
/// the store has it. It survives the death of its run, and may be handed over twice.
/// </summary>
public sealed class Outbox(string folder) : IDisposable
{
    private readonly Dictionary<string, FileLock> _own = [];

    /// <summary>Where the results of a run are kept.</summary>
    public string FileOf(string uid) => Path.Combine(folder, uid + ".db");

    /// <summary>Keeps a cell; it is on the disk when this returns.</summary>
    /// <param name="uid">Names the run in every store.</param>
    /// <exception cref="StoreException">It cannot be written here either.</exception>
    public void Keep(string uid, RunRecord run, CellRecord cell)
    {
        Own(uid); // nobody else may hand over what still grows
        using var kept = SqliteStore.Open(FileOf(uid), TimeProvider.System);
        kept.Merge(uid, run, [cell]);
    }

    /// <summary>Notes how a run ended, where something of it is kept.</summary>
    public void End(string uid, RunRecord run)
    {
        if (!File.Exists(FileOf(uid)))
            return;
        using var kept = SqliteStore.Open(FileOf(uid), TimeProvider.System);
        kept.Merge(uid, run, []);
    }

    /// <summary>How many cells of a run wait here.</summary>
    public int CountOf(string uid) => File.Exists(FileOf(uid)) ? Read(FileOf(uid)).Sum(r => r.Cells.Count) : 0;

    /// <summary>Hands over what belongs to runs of this store, less what a living run of another process still adds to.</summary>
    /// <returns>How many cells were handed over.</returns>
    /// <exception cref="StoreUnavailableException">The store is away; what it has not taken stays.</exception>
    public int Deliver(IStore store)
    {
        var delivered = 0;
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.db") : [])
        {
            var uid = Path.GetFileNameWithoutExtension(file);
            if (store.RunOf(uid) is not null && Own(uid))
                delivered += Deliver(file, uid, store);
        }
        return delivered;
    }

    /// <summary>Lets go of what is kept, so that others may hand it over.</summary>
    public void Dispose()
    {
        foreach (var own in _own.Values)
            own.Dispose();
        _own.Clear();
    }

    private int Deliver(string file, string uid, IStore store)
    {
        var taken = Read(file).Sum(r => store.Merge(uid, r.Run, r.Cells));
        File.Delete(file);
        foreach (var log in (string[])["-wal", "-shm"])
            File.Delete(file + log);
        _own.Remove(uid, out var own);
        own!.Dispose();
        return taken;
    }

    // One run, or none where its process died before the first cell was kept.
    private static List<(RunRecord Run, IReadOnlyList<CellRecord> Cells)> Read(string file)
    {
        using var kept = SqliteStore.OpenReadOnly(file);
        return [.. kept.Runs().Select(r => (r, kept.Cells(r.Id)))];
    }

    private bool Own(string uid)
    {
        if (!_own.ContainsKey(uid) && FileLock.TryTake(folder, uid) is { } taken)
            _own[uid] = taken;
        return _own.ContainsKey(uid);
    }
}
