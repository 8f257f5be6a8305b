using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Storing.Shards;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Shards;

/// <summary>Runs cells of a frozen plan, one at a time, and leaves each in a shard of its own.</summary>
/// <param name="executor">As a run on one machine uses it.</param>
/// <param name="here">This machine: its engine and device class must be the plan's.</param>
public sealed class CellAttempt(PlanFolder folder, ExperimentCatalog catalog, ICellExecutor executor, RunRecord here, TimeProvider clock)
{
    private static readonly TimeSpan SignalDelay = TimeSpan.FromMilliseconds(300);

    private readonly FrozenPlan _plan = folder.Plan;

    /// <summary>One attempt. Where an earlier one delivered, nothing is run.</summary>
    /// <param name="attempt">Names it: letters, digits and '-'; two attempts at a cell must differ, also where they run at once.</param>
    /// <param name="scratch">A local folder.</param>
    /// <param name="say">Receives one line for people.</param>
    /// <exception cref="OperationCanceledException">Stopped; there is no shard.</exception>
    /// <exception cref="RunnerException">There is no such cell to run, or this machine would measure something else.</exception>
    /// <exception cref="StoreException">The shard cannot be written.</exception>
    public async Task<AttemptEnd> RunAsync(int index, string attempt, string scratch, Action<string> say, CancellationToken stop)
    {
        var cell = index >= 0 && index < _plan.Cells.Count && _plan.Cells[index].State == PlannedState.ToRun
            ? _plan.Cells[index]
            : throw new RunnerException($"plan {_plan.Id} has no cell {index} to run; it has 0 to {_plan.ToRun.Count() - 1}");
        if (Delivered(cell) is { } shard)
        {
            say($"{cell.Id}: {(shard.Cell.Succeeded ? "measured" : "failed")} before, see {shard.File}");
            return shard.Cell.Succeeded ? AttemptEnd.Measured : AttemptEnd.Failed;
        }
        var planned = Planned(cell);
        if (planned.Missing.Count > 0)
        {
            say($"{cell.Id}: {planned.Missing[0].Problem}");
            return AttemptEnd.NotMeasurable;
        }
        var required = cell.Requires.Select(r => (Cell: _plan.Cells[r], Shard: Delivered(_plan.Cells[r]))).ToList();
        if (required.Find(r => r.Shard?.Cell.Succeeded != true) is { Cell: { } absent })
        {
            say($"{cell.Id}: it requires {absent.Id}, which has no measurements");
            return AttemptEnd.NotMeasurable;
        }
        return await RunAsync(planned, index, attempt, scratch, [.. required.SelectMany(r => Files(r.Shard!.Cell))], say, stop);
    }

    private async Task<AttemptEnd> RunAsync(PlannedCell cell, int index, string name, string scratch, IReadOnlyList<RequiredFile> required, Action<string> say, CancellationToken stop)
    {
        var log = new CellLog(folder.LogOf(index));
        using var draft = folder.Artefacts.Begin(cell.Key + name.Replace("-", ""));
        var attempt = new Attempt(cell, 1, log, null, draft, clock.GetTimestamp());
        var request = new CellRequest(cell.Id, here.Device, _plan.DataRoot, draft.Folder, required);
        var outcome = await executor.ExecuteAsync(request, Meanwhile.Nothing, log, _ => { }, stop);
        if (outcome is CellOutcome.Crashed crash)
        {
            await Task.Delay(SignalDelay, clock, stop); // what ended the worker may be about to end this process too
            log.Append(crash.Message);
            say($"{cell.Id}: {crash.Message}");
            return AttemptEnd.Crashed;
        }
        var record = CellRecords.Of(attempt, outcome, clock);
        var run = here with { Commit = _plan.Run.Commit, Dirty = _plan.Run.Dirty, Started = _plan.Run.Started, Ended = record.Finished, Command = _plan.Run.Command, State = "finished" };
        var file = folder.Shards.Commit(index, name, _plan.Id, run, record, scratch);
        say($"{cell.Id}: {(record.Succeeded ? "measured" : record.Failure)}, see {file}");
        return record.Succeeded ? AttemptEnd.Measured : AttemptEnd.Failed;
    }

    private IEnumerable<RequiredFile> Files(CellRecord cell) => cell.Artefacts.Select(a =>
        new RequiredFile(cell.Id.Experiment, cell.Id.Variant, a.Name, Path.Combine(folder.Artefacts.Root, a.Path), a.Sha256));

    /// <summary>What an earlier attempt left, a success first; a damaged shard counts as none.</summary>
    private Shard? Delivered(FrozenCell cell)
    {
        Shard? failed = null;
        foreach (var file in folder.Shards.FilesOf(cell.Index))
        {
            try
            {
                var shard = ShardFolder.Read(file);
                if (shard.Cell.Succeeded)
                    return shard;
                failed ??= shard;
            }
            catch (StoreException)
            {
                // Whoever gathers names it.
            }
        }
        return failed;
    }

    /// <summary>The cell as this program on this machine would measure it; its key is null where data is missing.</summary>
    private PlannedCell Planned(FrozenCell cell)
    {
        var environment = new CellEnvironment(here.Engine, here.Device, here.DeviceClass, _plan.Threads, _plan.DataRoot);
        var node = new RequirementGraph(catalog, environment).Node(cell.Id);
        if (node.Key is not null && node.Key != cell.Key)
            throw new RunnerException($"{cell.Id} would be measured otherwise here than plan {_plan.Id} was frozen for: {Difference()}");
        return new PlannedCell(cell.Id, node.Key, node.SettingsJson, [], PlannedState.ToRun, "", null) { Missing = node.Missing };
    }

    private string Difference() =>
        here.Engine != _plan.Run.Engine ? $"the engine is {here.Engine}, not {_plan.Run.Engine}; use nodes with the same libtorch"
        : here.DeviceClass != _plan.Run.DeviceClass ? $"the device class is {here.DeviceClass}, not {_plan.Run.DeviceClass}; choose nodes of one class (--partition), or submit from such a node"
        : $"this is another build than {_plan.Build}, or the data sets under {_plan.DataRoot} have changed; use the published build, or submit anew";
}
