namespace InverseRepro.Report;

/// <summary>The report cannot be written. One line: what is wrong, where, and what to do.</summary>
public sealed class ReportException(string message, Exception? cause = null) : Exception(message, cause);
