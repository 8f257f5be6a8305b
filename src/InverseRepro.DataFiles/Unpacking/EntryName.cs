namespace InverseRepro.DataFiles.Unpacking;

/// <summary>Names in an archive, which may try to lead elsewhere.</summary>
internal static class EntryName
{
    private const int MaxLength = 1_000;

    /// <summary>The parts of a name below the folder <paramref name="top"/>; none for that folder itself.</summary>
    /// <exception cref="DataFileException">The name is absolute, climbs, or lies outside the folder.</exception>
    public static string[] Below(string top, string name)
    {
        var parts = name.TrimEnd('/').Split('/');
        if (parts is [".", .. var rest])
            parts = rest;
        if (name.Length > MaxLength || name.Any(c => c is '\\' or ':' || char.IsControl(c)) || parts.Any(p => p is "" or "." or ".."))
            throw new DataFileException($"entry '{Shown(name)}' has a name that leads out of its folder or means something else elsewhere; refused");
        return parts is [var first, .. var below] && first == top
            ? below
            : throw new DataFileException($"entry '{Shown(name)}' lies outside the folder '{top}' that the archive should hold; refused");
    }

    /// <summary>For messages: no control characters, not endless.</summary>
    public static string Shown(string name) => string.Concat(name.Take(100).Select(c => char.IsControl(c) ? '?' : c)) + (name.Length > 100 ? "…" : "");
}
