namespace InverseRepro.Vision.DataSets;

/// <summary>A damaged data file; the message names the file and the fault.</summary>
public sealed class DataSetException(string file, string fault, Exception? inner = null) : Exception($"{file}: {fault}", inner);
