namespace InverseRepro.Checkpoints.Tests;

/// <summary>Reads a whole file, values and all.</summary>
internal static class Reading
{
    /// <summary>The fault the file is refused with; null when it is accepted.</summary>
    public static CheckpointException? Try(string path)
    {
        try
        {
            using var checkpoint = CheckpointFile.Read(path);
            foreach (var entry in checkpoint.Entries)
                entry.ToBytes();
            return null;
        }
        catch (CheckpointException fault)
        {
            return fault;
        }
    }
}
