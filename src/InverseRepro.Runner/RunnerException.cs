namespace InverseRepro.Runner;

/// <summary>A run cannot be planned or carried out; the message says what is wrong and is all a user needs.</summary>
public sealed class RunnerException(string message, Exception? inner = null) : Exception(message, inner);
