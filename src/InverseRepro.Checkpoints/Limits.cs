namespace InverseRepro.Checkpoints;

/// <summary>Bounds every reader enforces before it takes memory.</summary>
internal static class Limits
{
    public const long SafetensorsHeaderBytes = 100_000_000;
    public const int Entries = 100_000;
    public const int Rank = 8;
    public const int NameCharacters = 256;

    public const long PickleBytes = 64L << 20;
    public const int PickleOpcodes = 4_000_000;
    public const int PickleMemo = 1_000_000;
    public const int PickleMarks = 1_000;

    /// <summary>Pickle gathers up to a thousand pairs before it stores them, and tuples of any length.</summary>
    public const int PickleStack = 100_000;

    /// <summary>Depth of nested dictionaries, lists and tuples.</summary>
    public const int TreeDepth = 32;

    /// <summary>Values in a tree, one reached in two ways counted twice.</summary>
    public const int TreeValues = 1_000_000;

    /// <summary>
    /// Bytes all entries may take once contiguous, and that reading them may take. Stride 0 and shared storages let a few bytes stand for any number of
    /// values; honest files stay near the size of the file.
    /// </summary>
    public static long ContiguousBytes(long fileBytes) => checked((1L << 20) + 4 * fileBytes);
}
