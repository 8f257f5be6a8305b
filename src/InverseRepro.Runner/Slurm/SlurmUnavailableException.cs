namespace InverseRepro.Runner.Slurm;

/// <summary>There is no Slurm here. One line: what is missing and what to do.</summary>
public sealed class SlurmUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
