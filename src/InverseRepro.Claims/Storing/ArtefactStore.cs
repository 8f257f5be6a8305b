using System.Security.Cryptography;

namespace InverseRepro.Claims.Storing;

/// <summary>
/// The files that cells leave, in a folder beside the database: <c>cells/&lt;key&gt;/&lt;name&gt;</c>. A cell's folder
/// appears as a whole when the cell is committed, and is checked by SHA-256 whenever it is read.
/// </summary>
public sealed class ArtefactStore
{
    private const string Cells = "cells", Unfinished = ".unfinished-";

    /// <summary>Nothing is created before the first draft, so that a read-only folder can be read.</summary>
    public ArtefactStore(string root) => Root = Path.GetFullPath(root);

    /// <summary>The full path of the folder that <see cref="ArtefactRecord.Path"/> is relative to.</summary>
    public string Root { get; }

    /// <summary>A fresh folder for the files of the cell with this content key, until they are committed.</summary>
    public ArtefactDraft Begin(string key)
    {
        if (key.Length == 0 || !key.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"'{key}' is no content key: letters and digits only", nameof(key));
        var folder = Path.Combine(Root, Cells, $"{Unfinished}{key}-{Guid.NewGuid():N}");
        Guarded(folder, () => Directory.CreateDirectory(folder));
        return new ArtefactDraft(this, key, folder);
    }

    /// <summary>The artefact's full path, its content just checked.</summary>
    /// <exception cref="StoreException">Missing, damaged or outside the folder.</exception>
    public string Verified(ArtefactRecord artefact) => Problem(artefact) is { } problem
        ? throw new StoreException($"artefact '{PathOf(artefact)}': {problem}; run its cell again: repro run")
        : PathOf(artefact);

    /// <summary>What is wrong with an artefact on disk, in a few words; null where it is as recorded.</summary>
    public string? Problem(ArtefactRecord artefact)
    {
        var path = PathOf(artefact);
        if (!path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return "lies outside the artefact folder";
        var file = new FileInfo(path);
        if (!file.Exists)
            return "is missing";
        if (file.Length != artefact.Bytes)
            return $"is damaged: {file.Length} bytes, {artefact.Bytes} recorded";
        return Guarded(path, () => Hash(path)) == artefact.Sha256 ? null : "is damaged: its SHA-256 is not the recorded one";
    }

    /// <summary>Whether a cell can be reused: every artefact it left is as recorded.</summary>
    public bool IsIntact(CellRecord cell) => cell.Artefacts.All(a => Problem(a) is null);

    /// <summary>Deletes drafts that killed processes left more than <paramref name="age"/> ago.</summary>
    public void DeleteAbandoned(TimeProvider clock, TimeSpan age)
    {
        if (!Directory.Exists(Path.Combine(Root, Cells)))
            return;
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(Root, Cells), Unfinished + "*"))
        {
            // One that is gone by now was committed or deleted by its own process; its time would read as 1601.
            if (clock.GetUtcNow().UtcDateTime - Directory.GetLastWriteTimeUtc(folder) > age && Directory.Exists(folder))
                Guarded(folder, () => Directory.Delete(folder, recursive: true));
        }
    }

    /// <summary>Moves a draft to its place. Where an intact commit of the same key is there already, that one stays.</summary>
    internal IReadOnlyList<ArtefactRecord> Commit(string key, string draft) => Guarded(draft, () =>
    {
        var relative = $"{Cells}/{key}";
        var target = Path.Combine(Root, Cells, key);
        var records = Directory.EnumerateFiles(draft, "*", SearchOption.AllDirectories)
            .Select(file => Describe(file, Path.GetRelativePath(draft, file).Replace('\\', '/'), relative))
            .OrderBy(a => a.Name, StringComparer.Ordinal).ToList();
        if (Directory.Exists(target) && records.All(a => Problem(a) is null))
            return records;
        if (Directory.Exists(target))
            Directory.Move(target, Path.Combine(Root, Cells, $"{Unfinished}{key}-{Guid.NewGuid():N}"));
        Directory.Move(draft, target);
        return records;
    });

    private string PathOf(ArtefactRecord artefact) => Path.GetFullPath(Path.Combine(Root, artefact.Path));

    private static ArtefactRecord Describe(string file, string name, string folder)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Flush(flushToDisk: true); // before the rename makes it visible
        return new ArtefactRecord(name, $"{folder}/{name}", hash, stream.Length);
    }

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void Guarded(string path, Action work) => Guarded(path, () => { work(); return true; });

    private static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"artefacts at '{path}': {e.Message}; check the folder's permissions and free space", e);
        }
    }
}
