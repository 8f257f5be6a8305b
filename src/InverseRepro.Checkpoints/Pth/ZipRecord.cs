namespace InverseRepro.Checkpoints;

/// <summary>A stored record of a zip file; Offset is where its data starts.</summary>
internal sealed record ZipRecord(string Name, long Offset, long Size, uint Crc);
