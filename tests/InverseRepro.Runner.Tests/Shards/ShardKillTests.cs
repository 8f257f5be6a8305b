using System.Diagnostics;
using System.Globalization;
using InverseRepro.Claims.Storing.Shards;
using InverseRepro.Experiments;
using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests.Shards;

/// <summary>Processes that run one cell, killed with signal 9 at seeded moments of their life.</summary>
public sealed class ShardKillTests : IDisposable
{
    private const int Rounds = 12;

    private readonly TemporaryFolder _folder = new();
    private readonly RandomStream _moments = new Seed(5).Derive("kill").Stream();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_killed_attempt_leaves_a_whole_shard_or_none()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals are needed");
        await using var toy = new ToyPlan(_folder.Path, "train@slow:loss[0] other 3");
        var cells = toy.Plan.ToRun.Count();
        for (var round = 0; round < Rounds; round++)
        {
            using var attempt = Start(toy, round % cells, round);
            await Task.WhenAny(attempt.WaitForExitAsync(), Task.Delay(200 + _moments.NextInt(1200)));
            attempt.Kill();
            await attempt.WaitForExitAsync();
            foreach (var (_, file) in toy.Folder.Shards.Files())
                toy.Invoking(_ => ShardFolder.Read(file)).Should().NotThrow();
        }
        for (var index = 0; index < cells; index++)
        {
            using var attempt = Start(toy, index, 99);
            await attempt.WaitForExitAsync();
            attempt.ExitCode.Should().Be(0);
        }
        var (result, _, _) = toy.Gather();
        (result.Missing.Count, result.Failed.Count, result.Alarms.Count, result.Damaged.Count, result.Merged).Should().Be((0, 0, 0, 0, cells));
    }

    private static Process Start(ToyPlan toy, int index, int attempt)
    {
        var command = ToyRun.Worker;
        return Process.Start(new ProcessStartInfo(command.FileName, [command.Arguments[0], "cell", "--plan", toy.Folder.Path,
            "--index", index.ToString(CultureInfo.InvariantCulture), "--attempt", attempt.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        })!;
    }
}
