using System.Globalization;
using System.Text.RegularExpressions;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;

namespace InverseRepro.Runner.Slurm;

/// <summary>Hands a frozen plan to Slurm: arrays of cells, level after level, and one job that gathers.</summary>
/// <param name="program">The published build's; its verbs <c>cell</c> and <c>gather</c> are called.</param>
public sealed partial class SlurmSubmission(PlanFolder folder, WorkerCommand program, SlurmOptions options)
{
    private const int DefaultMaxArraySize = 1001;

    private readonly List<SlurmJob> _jobs = [];

    /// <exception cref="SlurmUnavailableException">There is no sbatch here, or it finds no cluster.</exception>
    public static void CheckAvailable()
    {
        try
        {
            SlurmCommand.Run("sbatch", ["--version"]);
        }
        catch (RunnerException refused)
        {
            throw new SlurmUnavailableException($"{refused.Message}; submit where Slurm is set up, or run without it: repro submit plan", refused);
        }
    }

    /// <summary>Submits all jobs, or none.</summary>
    /// <param name="gatherArguments">For the verb <c>gather</c>, after the folder.</param>
    /// <exception cref="RunnerException">Slurm refused.</exception>
    public IReadOnlyList<SlurmJob> Submit(IReadOnlyList<string> gatherArguments)
    {
        var cell = Write("cell.sbatch", SlurmScripts.Cell(folder, program, options.Requeues));
        var gather = Write("gather.sbatch", SlurmScripts.Gather(folder, program, gatherArguments));
        try
        {
            SubmitCells(cell, MaxArraySize());
            Submit("gather", "gathers what there is then", gather, [], [.. _jobs.Select(j => j.Id)], Path.Combine(folder.Logs, "gather.log"));
            return _jobs;
        }
        catch (RunnerException) when (_jobs.Count > 0)
        {
            SlurmCommand.Run("scancel", _jobs.Select(j => j.Id));
            throw;
        }
    }

    // A throttle holds within one array, so that arrays must then follow each other.
    private void SubmitCells(string script, int maxArraySize)
    {
        var required = new List<string>();
        foreach (var level in folder.Plan.ToRun.GroupBy(c => c.Level))
        {
            var submitted = new List<string>();
            foreach (var array in level.Chunk(maxArraySize))
            {
                var (first, last) = (array[0].Index, array[^1].Index);
                var throttle = options.Throttle is { } atOnce ? $"%{Text(atOnce)}" : "";
                var after = options.Throttle is not null && submitted.Count > 0 ? submitted.TakeLast(1) : required;
                submitted.Add(Submit($"level-{Text(level.Key)}", first == last ? $"cell {Text(first)}" : $"cells {Text(first)} to {Text(last)}", script,
                    [$"--array=0-{Text(last - first)}{throttle}", "--requeue", $"--signal=B:USR1@{Text(options.WarnSeconds)}", .. Resources()], [.. after],
                    AttemptLogs.Pattern(folder, first, "%a"), Text(first)));
            }
            required = submitted;
        }
    }

    private string Submit(string name, string what, string script, IEnumerable<string> arguments, IReadOnlyList<string> after, string log, params string[] scriptArguments)
    {
        var dependency = after.Count == 0 ? [] : new[] { $"--dependency=afterany:{string.Join(':', after)}", "--kill-on-invalid-dep=yes" };
        var answer = SlurmCommand.Run("sbatch",
        [
            "--parsable", $"--job-name=repro-{folder.Plan.Id}-{name}", $"--output={log}", "--open-mode=append", $"--chdir={folder.Path}",
            .. options.Partition is { } partition ? new[] { $"--partition={partition}" } : [], .. dependency, .. arguments, script, .. scriptArguments,
        ]);
        var id = answer.Trim().Split(';')[0]; // with several clusters: job;cluster
        _jobs.Add(new SlurmJob(id, what));
        return id;
    }

    private IEnumerable<string> Resources()
    {
        yield return $"--cpus-per-task={Text(options.Cpus)}";
        if (options.Time is { } time)
            yield return $"--time={time}";
        if (options.Memory is { } memory)
            yield return $"--mem={memory}";
        if (options.Gres is { } gres)
            yield return $"--gres={gres}";
    }

    // Indices of an array must stay below it.
    private static int MaxArraySize() => MaxArraySizeLine().Match(SlurmCommand.Run("scontrol", ["show", "config"])) is { Success: true } line
        ? int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : DefaultMaxArraySize;

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"MaxArraySize\s*=\s*(\d+)")]
    private static partial Regex MaxArraySizeLine();
}
