using System.Globalization;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.TestWorker;
using static InverseRepro.Runner.Tests.Toys;

namespace InverseRepro.Runner.Tests;

public sealed class WorkerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _observer = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_cell_twice_gives_bit_identical_measurements()
    {
        using var second = new TemporaryFolder();
        await using var one = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        await using var two = ToyRun.WithWorkers(second.Path, jobs: 1);
        var first = (await one.MeasureAsync(Cell("train"))).Cells[Cell("train")].Record!;
        var again = (await two.MeasureAsync(Cell("other"), Cell("train"))).Cells[Cell("train")].Record!;
        again.Key.Should().Be(first.Key);
        again.Measurements.Select(m => (m.Name, m.Index, BitConverter.DoubleToInt64Bits(m.Value)))
            .Should().Equal(first.Measurements.Select(m => (m.Name, m.Index, BitConverter.DoubleToInt64Bits(m.Value))));
        again.Artefacts.Should().Equal(first.Artefacts);
    }

    [Fact]
    public async Task Runs_required_cells_first_and_hands_their_artefacts_over()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path);
        var result = await toy.MeasureAsync(_observer, Cell("probe", 1), Cell("probe", 2));
        result.Cells.Values.Should().HaveCount(4).And.OnlyContain(c => c.State == CellState.Measured);
        foreach (var seed in new[] { 1, 2 })
            _observer.Started.Should().ContainInOrder($"train micro seed {seed}", $"probe micro seed {seed}");
        _observer.Last.Should().Be(new RunProgress(4, 4, TimeSpan.Zero));
        toy.Store.Runs().Single().State.Should().Be("finished");
    }

    [Fact]
    public async Task A_diverged_measurement_travels_as_it_is()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        (await toy.MeasureAsync(Cell("diverge"))).Cells[Cell("diverge")].Record!.Measurements.Single().Value.Should().Be(double.NaN);
    }

    [Fact]
    public async Task A_dead_worker_costs_its_own_cell_which_is_retried_once()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path);
        var result = await toy.MeasureAsync(_observer, Cell("die-once"), Cell("other"));
        result.Cells.Values.Should().OnlyContain(c => c.State == CellState.Measured);
        _observer.Retried.Should().Equal(
            "die-once micro seed 1: the worker was killed (signal 9); if nobody did it, the machine ran out of memory");
    }

    [Fact]
    public async Task A_cell_that_dies_twice_fails_with_its_log_and_blocks_its_dependents()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path);
        var result = await toy.MeasureAsync(_observer, Cell("after-die"), Cell("other"));
        _observer.Retried.Should().ContainSingle();
        var failed = result.Cells[Cell("die")];
        failed.State.Should().Be(CellState.Failed);
        failed.Record!.Failure.Should().StartWith("the worker was killed (signal 9)").And.Contain(", 2 times\nlast lines of ")
            .And.EndWith("  last words of die\n  last words of die");
        result.Cells[Cell("after-die")].Should().Match<CellResult>(c => c.State == CellState.Blocked && c.Problem!.StartsWith("it requires die micro seed 1,"));
        result.Cells[Cell("other")].State.Should().Be(CellState.Measured);
        toy.Store.Cells(result.Run).Should().ContainSingle(c => !c.Succeeded).Which.Id.Should().Be(Cell("die"));
        toy.Store.Find(failed.Cell.Key!).Should().BeNull();
    }

    [Theory]
    [InlineData("throw", "the loss is not what it was")]
    [InlineData("forgetful", "forgetful asked for the artefact 'never.bin' but did not write it")]
    public async Task An_experiment_that_throws_fails_at_once_since_it_would_throw_again(string experiment, string message)
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        var result = (await toy.MeasureAsync(_observer, Cell(experiment))).Cells[Cell(experiment)];
        result.State.Should().Be(CellState.Failed);
        result.Problem.Should().Be(message);
        _observer.Started.Should().ContainSingle();
        Directory.EnumerateFileSystemEntries(Path.Combine(toy.Artefacts.Root, "cells")).Should().BeEmpty();
    }

    [Fact]
    public async Task Text_on_standard_output_disturbs_nothing()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        var result = await toy.MeasureAsync(Cell("noisy"), Cell("other"));
        result.Cells.Values.Should().OnlyContain(c => c.State == CellState.Measured);
        var log = string.Join('\n', Directory.GetFiles(Path.Combine(toy.Artefacts.Root, "logs"), "noisy*", SearchOption.AllDirectories).Select(File.ReadAllText));
        log.Should().Contain("a line of managed code").And.Contain("a line of native code");
    }

    [Theory]
    [InlineData(WorkerPool.DefaultResidentLimit, 1)]
    [InlineData(1, 2)]
    public async Task A_worker_serves_cell_after_cell_until_it_is_over_its_memory_limit(long limit, int workers)
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        await using var pool = new WorkerPool(ToyRun.Worker, jobs: 1, residentLimit: limit);
        var measured = await new Reproduction(toy.Setup with { Executor = pool }).MeasureAsync([Cell("who", 1), Cell("who", 2)], _observer, default);
        var records = measured.Cells.Values.Select(c => c.Record!).ToList();
        records.Select(r => r.Measurements.Single().Value).Distinct().Should().HaveCount(workers);
        records.Should().OnlyContain(r => r.PeakBytes > 1 << 20);
    }

    [Fact]
    public async Task Workers_keep_to_the_device_of_their_command_also_when_they_are_replaced()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        string[] devices = ["1", "2"];
        await using var pool = new WorkerPool([.. devices.Select(d => ToyRun.Worker with { Environment = new Dictionary<string, string> { ["TOY_DEVICE"] = d } })], residentLimit: 0);
        var cells = Enumerable.Range(1, 4).Select(s => Cell("device", (ulong)s));
        var measured = await new Reproduction(toy.Setup with { Executor = pool }).MeasureAsync(cells, _observer, default);
        measured.Cells.Values.Select(c => c.Record!.Measurements.Single().Value).Should().HaveCount(4).And.OnlyContain(d => d == 1 || d == 2)
            .And.Contain(1).And.Contain(2);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)] // and dies while it waits
    public async Task The_next_worker_starts_while_a_cell_runs_where_each_gets_its_own(bool dies)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "this test starts workers by a shell");
        var started = Path.Combine(_folder.Path, "started");
        var announced = new WorkerCommand("/bin/sh", ["-c", "echo $$ >>\"$0\"; exec \"$@\"", started, ToyRun.Worker.FileName, .. ToyRun.Worker.Arguments], ToyRun.Worker.Environment);
        await using (var pool = new WorkerPool(announced, jobs: 1, residentLimit: 0))
        {
            await RunAsync(pool, "who", Meanwhile.StartNext);
            while (File.ReadAllLines(started).Length < 2)
                await Task.Delay(10);
            if (dies)
            {
                var waiting = File.ReadAllLines(started)[1];
                System.Diagnostics.Process.GetProcessById(int.Parse(waiting)).Kill();
                while (Directory.Exists($"/proc/{waiting}"))
                    await Task.Delay(10);
            }
            var second = await RunAsync(pool, "who", Meanwhile.StartNext);
            second["process"].ToString(CultureInfo.InvariantCulture).Should().Be(File.ReadAllLines(started)[dies ? 2 : 1]);
        }
        File.ReadAllLines(started).Should().HaveCountGreaterThan(2).And.OnlyContain(id => !Directory.Exists($"/proc/{id}"), "none is left behind");
    }

    [Fact]
    public async Task Nothing_starts_while_a_cell_measures_time_nor_behind_the_last_one()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        await using (var pool = new WorkerPool([Starting(toy, 0)], residentLimit: 0))
        {
            var cells = (await new Reproduction(toy.Setup with { Executor = pool }).MeasureAsync([Cell("who", 1), Cell("timed"), Cell("who", 2)], _observer, default)).Cells;
            cells[Cell("timed")].Record!.Measurements.Select(m => (m.Name, m.Value)).Should().Equal(("starting", 0), ("started", 0));
        }
        ToyStart.Read(Path.Combine(toy.DataRoot, ToyCatalog.Starts)).Should().Be((3, 3));
    }

    [Fact]
    public async Task A_cell_that_measures_time_waits_for_workers_that_are_starting()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        await using var pool = new WorkerPool([Starting(toy, 0), Starting(toy, 1000)], residentLimit: 0);
        var first = RunAsync(pool, "meet-twin", Meanwhile.StartNext); // holds the first place
        await RunAsync(pool, "who", Meanwhile.StartNext); // in the second, where the next one takes its second to start
        File.WriteAllText(Path.Combine(toy.DataRoot, "met-test"), "");
        await first;
        (await RunAsync(pool, "timed", Meanwhile.Nothing)).Should().BeEquivalentTo(new Dictionary<string, double> { ["starting"] = 0, ["started"] = 0 });
    }

    [Fact]
    public async Task A_cell_that_measures_time_runs_with_none_beside_it()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 2);
        var result = await toy.MeasureAsync(_observer, Cell("probe-slow", 1), Cell("probe-slow", 2), Cell("timed", 1), Cell("timed", 2));
        result.Cells.Values.Should().HaveCount(6).And.OnlyContain(c => c.State == CellState.Measured);
        _observer.Beside("timed").Should().BeEmpty();
        _observer.Beside("train@slow").Should().NotBeEmpty("others share the machine");
    }

    [Fact]
    public async Task A_program_that_is_no_worker_ends_the_run_with_what_it_printed()
    {
        await using var toy = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        await using var pool = new WorkerPool(new WorkerCommand("/bin/sh", ["-c", "echo no engine here >&2; exit 3"], new Dictionary<string, string>()), jobs: 1);
        var run = () => new Reproduction(toy.Setup with { Executor = pool }).MeasureAsync([Cell("train")], _observer, default);
        (await run.Should().ThrowAsync<RunnerException>()).WithMessage("a worker ended before it was ready: the worker exited with code 3\nno engine here*");
        toy.Store.Runs().Single().State.Should().Be("failed");
    }

    [Fact]
    public async Task Two_runs_on_one_store_share_the_work()
    {
        await using var one = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        await using var two = ToyRun.WithWorkers(_folder.Path, jobs: 1);
        var both = new RecordingObserver();
        var results = await Task.WhenAll(one.Reproduction.MeasureAsync(ToyRun.Grid(), _observer, default), two.Reproduction.MeasureAsync(ToyRun.Grid(), both, default));
        results.SelectMany(r => r.Cells.Values).Should().OnlyContain(c => c.State == CellState.Measured);
        _observer.Started.Concat(both.Started).Should().OnlyHaveUniqueItems().And.HaveCount(6);
    }

    private static WorkerCommand Starting(ToyRun toy, int milliseconds) => ToyRun.Worker with
    {
        Environment = new Dictionary<string, string>
        {
            [ToyStart.Folder] = Path.Combine(toy.DataRoot, ToyCatalog.Starts),
            [ToyStart.Milliseconds] = milliseconds.ToString(CultureInfo.InvariantCulture),
        },
    };

    private async Task<Dictionary<string, double>> RunAsync(WorkerPool pool, string experiment, Meanwhile meanwhile)
    {
        var request = new CellRequest(Cell(experiment), "cpu", Path.Combine(_folder.Path, "data"), Directory.CreateDirectory(Path.Combine(_folder.Path, "scratch")).FullName, []);
        var outcome = await pool.ExecuteAsync(request, meanwhile, new CellLog(Path.Combine(_folder.Path, $"{experiment}.log")), _ => { }, default);
        return outcome.Should().BeOfType<CellOutcome.Succeeded>().Subject.Measurements.ToDictionary(m => m.Name, m => m.Value);
    }
}
