namespace InverseRepro.Cli;

/// <summary>The user asked for something that there is not. One line: what is wrong and what to do.</summary>
public sealed class UsageException(string message) : Exception(message);
