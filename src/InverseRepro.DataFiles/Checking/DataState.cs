namespace InverseRepro.DataFiles.Checking;

/// <summary>What lies where a data set should be.</summary>
public enum DataState
{
    /// <summary>All of it, with the published checksums.</summary>
    Official,

    /// <summary>All of it, readable; no checksum is published for some of it.</summary>
    Unverified,

    /// <summary>Readable, but not the published files: a subset or another version.</summary>
    NotOfficial,

    /// <summary>Something is there that cannot be read.</summary>
    Damaged,

    /// <summary>Too little of it to be read.</summary>
    Partly,

    Missing,
}
