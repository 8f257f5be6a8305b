namespace InverseRepro.Checkpoints;

/// <summary>What is wrong, before it is known where: the reader adds file and place.</summary>
internal sealed class FormatFault(string message) : Exception(message);
