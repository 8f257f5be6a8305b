using InverseRepro.Claims.Storing;

namespace InverseRepro.Runner.Shards;

/// <summary>Takes the artefacts of a cell from one folder to another, their hashes checked on both sides.</summary>
internal static class ArtefactTransfer
{
    /// <param name="key">Of the folder that they get.</param>
    /// <returns>The record with the artefacts where they are now.</returns>
    /// <exception cref="StoreException">One is missing or damaged, or cannot be written.</exception>
    public static CellRecord Take(CellRecord cell, ArtefactStore from, ArtefactStore to, string key)
    {
        if (cell.Artefacts.Count == 0)
            return cell;
        using var draft = to.Begin(key);
        foreach (var artefact in cell.Artefacts)
        {
            var copy = Path.Combine(draft.Folder, artefact.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(from.Verified(artefact), copy);
        }
        var taken = draft.Commit();
        return taken.Select(a => a.Sha256).SequenceEqual(cell.Artefacts.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => a.Sha256))
            ? cell with { Artefacts = taken }
            : throw new StoreException($"the artefacts of {cell.Id} changed while they were copied; try again");
    }
}
