using InverseRepro.Claims.Storing;
using InverseRepro.Runner.TestWorker;
using static InverseRepro.Runner.Tests.Toys;

namespace InverseRepro.Runner.Tests;

/// <summary>Files damaged between runs and under a run, and disks that fill up.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "is damaged: 0 bytes, * recorded")]
    [InlineData(5, "is damaged: 5 bytes, * recorded")]
    [InlineData(null, "is missing")]
    public async Task A_truncated_or_deleted_cache_entry_is_said_and_measured_again(int? bytes, string problem)
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var before = (await toy.MeasureAsync(Cell("train"))).Cells[Cell("train")].Record!;
        var path = toy.Artefacts.Verified(before.Artefacts[0]);
        var content = File.ReadAllText(path);
        if (bytes is { } left)
            File.WriteAllText(path, content[..left]);
        else
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        var planned = toy.Reproduction.Plan([Cell("train")]).Cells.Should().ContainSingle().Which;
        planned.IsAgain.Should().BeTrue();
        planned.Reason.Should().Match($"its artefact 'weights.txt' {problem}");
        var again = (await toy.MeasureAsync(Cell("probe"))).Cells;
        again.Values.Should().OnlyContain(c => c.State == CellState.Measured);
        again[Cell("train")].Record!.Measurements.Should().Equal(before.Measurements);
        File.ReadAllText(path).Should().Be(content);
    }

    [Theory]
    [InlineData(true, "is missing; run again to measure it anew")]
    [InlineData(false, "is not what was recorded (its SHA-256 differs); run again to measure it anew")]
    public async Task An_artefact_damaged_before_it_is_read_fails_that_cell_and_the_next_run_mends_it(bool deleted, string problem)
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var path = "";
        var damaging = new After(result =>
        {
            if (result.Cell.Id != Cell("train"))
                return;
            path = toy.Artefacts.Verified(result.Record!.Artefacts[0]);
            File.Delete(path);
            if (!deleted)
                File.WriteAllText(path, "0.5");
        });
        var result = await toy.Reproduction.MeasureAsync([Cell("probe")], damaging, default);
        result.Cells[Cell("probe")].Should().Match<CellResult>(c => c.State == CellState.Failed && c.Problem == $"{path} {problem}");
        (await toy.MeasureAsync(Cell("probe"))).Cells.Values.Should().OnlyContain(c => c.State == CellState.Measured);
    }

    [SkippableFact]
    public async Task A_full_disk_ends_the_run_with_one_message_and_the_next_one_resumes()
    {
        using var disk = new SmallDisk(4096);
        var cells = Enumerable.Range(1, 40).Select(s => Cell("probe", (ulong)s)).ToArray();
        var recorded = 0;
        await using (var toy = ToyRun.InProcess(disk.Path))
        {
            await toy.MeasureAsync(cells[0]);
            disk.Fill(kilobytesLeft: 200);
            var failure = (await FluentActions.Awaiting(() => toy.MeasureAsync(cells)).Should().ThrowAsync<StoreException>()).Which;
            failure.Message.Should().ContainAny("no space left on the disk; free some and start again", "No space left on device");
            failure.Message.Should().NotContain("\n");
            recorded = Recorded(toy);
            recorded.Should().BeInRange(2, 79);
        }
        disk.Empty();
        await using var resumed = ToyRun.InProcess(disk.Path);
        Recorded(resumed).Should().Be(recorded, "what was recorded before the disk was full is intact");
        var observer = new RecordingObserver();
        (await resumed.MeasureAsync(observer, cells)).Cells.Values.Should().OnlyContain(c => c.State == CellState.Measured);
        observer.Started.Should().HaveCountLessThanOrEqualTo(80 - recorded);

        int Recorded(ToyRun toy) => toy.Store.Runs().SelectMany(r => toy.Store.Cells(r.Id)).Count(c => c.Succeeded);
    }

    private sealed class After(Action<CellResult> ended) : IRunObserver
    {
        public void CellEnded(CellResult result, RunProgress run) => ended(result);
    }
}
