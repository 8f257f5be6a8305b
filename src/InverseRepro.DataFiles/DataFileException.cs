namespace InverseRepro.DataFiles;

/// <summary>
/// Data that cannot be placed or trusted: a wrong checksum or size, an unsafe archive, a full disk. The message says what, where
/// and what to do.
/// </summary>
public class DataFileException(string message, Exception? inner = null) : Exception(message, inner);
