using System.Globalization;
using System.Text.RegularExpressions;

namespace InverseRepro.Claims.Storing.Shards;

/// <summary>
/// One SQLite file an attempt, <c>&lt;cell&gt;.&lt;attempt&gt;.db</c>, in a folder that many machines share. A shard appears as a
/// whole or not at all and never changes, so that nobody ever needs a lock there.
/// </summary>
public sealed partial class ShardFolder(string path)
{
    private const string Extension = ".db", Unfinished = ".tmp";

    public string Path => path;

    /// <summary>Writes and checks the shard on a local disk, copies it, and renames it once the copy is on the disk.</summary>
    /// <param name="index">Of the cell in its plan.</param>
    /// <param name="attempt">Letters, digits and '-'; no other attempt at the cell has it.</param>
    /// <param name="scratch">A local folder.</param>
    /// <returns>The file.</returns>
    /// <exception cref="StoreException">It cannot be written; there is no shard then.</exception>
    public string Commit(int index, string attempt, string plan, RunRecord run, CellRecord cell, string scratch)
    {
        var name = $"{Prefix(index)}{attempt}{Extension}";
        var (local, final) = (System.IO.Path.Combine(scratch, name), System.IO.Path.Combine(path, name));
        try
        {
            Directory.CreateDirectory(path);
            ShardFile.Write(local, plan, run, cell);
            using (var copy = new FileStream(final + Unfinished, FileMode.Create, FileAccess.Write))
            {
                using var written = File.OpenRead(local);
                written.CopyTo(copy);
                copy.Flush(flushToDisk: true); // before the rename makes it visible
            }
            File.Move(final + Unfinished, final, overwrite: false);
            File.Delete(local);
            return final;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"shard '{final}': {e.Message}; check the folder's permissions and free space", e);
        }
    }

    /// <summary>Every shard with the index of its cell, in the order of their names. Unfinished copies are left out.</summary>
    public IReadOnlyList<(int Index, string File)> Files() => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, "*" + Extension).Select(f => (Index: IndexOf(f), File: f)).Where(f => f.Index >= 0).OrderBy(f => f.File, StringComparer.Ordinal)]
        : [];

    /// <summary>The shards of one cell.</summary>
    public IReadOnlyList<string> FilesOf(int index) => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, $"{Prefix(index)}*{Extension}").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The shard in a file, every page and the cell's digest checked.</summary>
    /// <exception cref="StoreException">Damaged, of a newer version, or no shard.</exception>
    public static Shard Read(string file) => ShardFile.Read(file);

    private static string Prefix(int index) => string.Create(CultureInfo.InvariantCulture, $"{index:D6}.");

    private static int IndexOf(string file) => ShardName().Match(System.IO.Path.GetFileName(file)) is { Success: true } name
        ? int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : -1;

    [GeneratedRegex(@"^([0-9]{6,9})\.[A-Za-z0-9-]+\.db$")]
    private static partial Regex ShardName();
}
