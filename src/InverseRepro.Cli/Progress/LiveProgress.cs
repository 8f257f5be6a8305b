using System.Globalization;
using InverseRepro.Experiments;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Planning;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace InverseRepro.Cli.Progress;

/// <summary>A run as it goes, on a terminal: cells done, what each worker trains, loss, time left.</summary>
internal sealed class LiveProgress : IRunObserver
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private const int BarWidth = 24;

    private readonly Lock _gate = new();
    private readonly Dictionary<CellId, CellProgress?> _running = [];
    private readonly List<string> _notes = [];
    private RunProgress _run = new(0, 0, null);

    /// <summary>Draws until the work ends, then leaves the screen clean; what went wrong stays as lines.</summary>
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, Func<IRunObserver, Task<T>> work)
    {
        var progress = new LiveProgress();
        try
        {
            return await console.Live(progress.Draw()).AutoClear(true).StartAsync(async context =>
            {
                var running = work(progress);
                while (!running.IsCompleted)
                {
                    context.UpdateTarget(progress.Draw());
                    await Task.WhenAny(running, Task.Delay(Refresh));
                }
                return await running;
            });
        }
        finally
        {
            foreach (var note in progress._notes)
                console.WriteLine(note);
        }
    }

    public void Planned(Plan plan)
    {
        lock (_gate)
        {
            _run = new RunProgress(0, plan.ToRun.Count(), null);
            _notes.AddRange(plan.NotMeasurable.Select(c => $"cannot be measured here: {c.Reason}").Distinct());
        }
    }

    public void CellStarted(PlannedCell cell, RunProgress run)
    {
        lock (_gate)
            (_running[cell.Id], _run) = (null, run);
    }

    public void CellProgressed(PlannedCell cell, CellProgress progress, RunProgress run)
    {
        lock (_gate)
            (_running[cell.Id], _run) = (progress, run);
    }

    public void CellRetried(PlannedCell cell, string why)
    {
        lock (_gate)
            _notes.Add($"{cell.Id}: its worker died ({why}); trying once more");
    }

    public void Noticed(string message)
    {
        lock (_gate)
            _notes.Add(message);
    }

    public void CellEnded(CellResult result, RunProgress run)
    {
        lock (_gate)
        {
            _running.Remove(result.Cell.Id);
            _run = run;
            if (result.State != CellState.Measured)
                _notes.Add($"{result.Cell.Id}: {result.State.ToString().ToLowerInvariant()}: {result.Problem}");
        }
    }

    private IRenderable Draw()
    {
        lock (_gate)
        {
            if (_run.Total == 0)
                return new Text("planning…");
            var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "", "");
            table.AddRow(new Text("cells"), Bar((double)_run.Done / _run.Total), new Text(Whole(_run)), new Text(Duration.Left(_run.Left)));
            foreach (var (id, progress) in _running)
            {
                table.AddRow(new Text($"{id.Arm} seed {id.Seed}"), Bar(progress?.Fraction ?? 0), new Text(progress?.Activity ?? "starting"),
                    new Text(progress?.Loss is { } loss ? "loss " + loss.ToString("G4", CultureInfo.InvariantCulture) : ""));
            }
            return _notes.Count > 0 ? new Rows(table, new Text(_notes[^1])) : table;
        }
    }

    private static string Whole(RunProgress run) => string.Create(CultureInfo.InvariantCulture, $"{run.Done} of {run.Total}");

    private static Text Bar(double fraction)
    {
        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
        return new Text(new string('█', full) + new string('░', BarWidth - full));
    }
}
