namespace InverseRepro.Runner.Slurm;

/// <summary>A job that was submitted.</summary>
/// <param name="What">What it does, for people.</param>
public sealed record SlurmJob(string Id, string What);
