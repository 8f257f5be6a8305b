namespace InverseRepro.DataFiles;

/// <summary>Data that is not here and cannot be had now: no network, no such file at the address, an account is needed.</summary>
public sealed class DataUnavailableException(string message, Exception? inner = null) : DataFileException(message, inner);
