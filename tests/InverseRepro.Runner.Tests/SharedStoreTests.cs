using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests;

/// <summary>Several runners on one PostgreSQL database.</summary>
public sealed class SharedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Two_runners_that_share_artefacts_both_succeed_and_do_no_cell_twice()
    {
        var store = PostgresServer.Shared.Of(PostgresServer.Shared.NewDatabase());
        using var one = new ToyProcess(_folder.Path, store: store);
        using var two = new ToyProcess(_folder.Path, store: store);
        (await Task.WhenAll(one.ExitCodeAsync(), two.ExitCodeAsync())).Should().Equal(0, 0);
        await using var toy = ToyRun.InProcess(_folder.Path, store: store);
        toy.Store.Runs().Should().HaveCount(2).And.OnlyContain(r => r.State == "finished");
        toy.Store.Runs().Sum(r => toy.Store.Cells(r.Id).Count).Should().Be(6);
    }

    [SkippableFact]
    public async Task The_cells_of_a_killed_runner_are_free_for_the_next()
    {
        var store = PostgresServer.Shared.Of(PostgresServer.Shared.NewDatabase());
        using (var doomed = new ToyProcess(_folder.Path, store: store))
        {
            await doomed.CellStartedAsync();
            doomed.Signal(ToyProcess.Kill);
            await doomed.ExitCodeAsync();
        }
        using var next = new ToyProcess(_folder.Path, store: store);
        (await next.ExitCodeAsync()).Should().Be(0);
        await using var toy = ToyRun.InProcess(_folder.Path, store: store);
        toy.Store.Runs().SelectMany(r => toy.Store.Cells(r.Id)).Select(c => c.Id).Should().HaveCount(6).And.OnlyHaveUniqueItems();
    }
}
