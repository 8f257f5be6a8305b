namespace InverseRepro.Claims.Baselines;

/// <summary>A baseline cannot be read, made or accepted. One line: what is wrong, where, and what to do.</summary>
public sealed class BaselineException(string message, Exception? cause = null) : Exception(message, cause);
