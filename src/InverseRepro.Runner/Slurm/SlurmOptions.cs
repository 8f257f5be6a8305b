namespace InverseRepro.Runner.Slurm;

/// <summary>How cells are asked for. What is null is left to the cluster and to sbatch's own variables (SBATCH_ACCOUNT, …).</summary>
/// <param name="Time">Of one cell, as sbatch takes it: minutes, hours:minutes:seconds, days-hours.</param>
/// <param name="Throttle">Cells at once; null: as many as fit.</param>
/// <param name="Requeues">How often a cell is started again after its time ran out or its process died.</param>
/// <param name="Memory">E.g. <c>4G</c>.</param>
/// <param name="Gres">E.g. <c>gpu:1</c>.</param>
/// <param name="WarnSeconds">How long before its time is up a cell is told; Slurm may be a minute early.</param>
public sealed record SlurmOptions(string? Partition = null, string? Time = null, int? Throttle = null, int Requeues = 3,
    string? Memory = null, string? Gres = null, int Cpus = 1, int WarnSeconds = 60)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    /// <summary>How long a cell may take without being told; null where no limit is given, or none that can be read here.</summary>
    public TimeSpan? Undisturbed => Time is { } text && SlurmTime.Parse(text) is { } limit ? limit - TimeSpan.FromSeconds(WarnSeconds) - Early : null;
}
