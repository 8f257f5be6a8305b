using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Fetching;

/// <summary>A part that is in place.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Fetched">False: it was there already.</param>
/// <param name="VerifiedBy">The checksum that what came agrees with; null where none is published.</param>
public sealed record FetchedPart(string Path, bool Fetched, Checksum? VerifiedBy);
