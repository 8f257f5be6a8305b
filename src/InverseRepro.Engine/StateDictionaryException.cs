namespace InverseRepro.Engine;

/// <summary>A file of weights that does not fit the module; the message, one line, lists what is missing, unexpected or of another shape.</summary>
public sealed class StateDictionaryException(string message) : Exception(message);
