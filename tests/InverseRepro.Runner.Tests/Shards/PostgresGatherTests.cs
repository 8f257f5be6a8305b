using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Tests.Shards;

/// <summary>Shards of a frozen plan, gathered into a real PostgreSQL server.</summary>
public sealed class PostgresGatherTests : IDisposable
{
    private const string Probed = "probe:weight probe-fixed 5", Trained = "train:loss[0] other 5", Failing = "throw:x other 5", Artefacts = "gathered-by-server";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Record_and_verdicts_are_those_of_a_gather_into_a_file()
    {
        await using var toy = new ToyPlan(_folder.Path, Probed, Trained, Failing);
        await RunOnTwoHostsAsync(toy);
        using var file = SqliteStore.Open(Path.Combine(_folder.Path, "gathered", "repro.db"), TimeProvider.System);
        using var server = PostgresServer.Shared.Address(PostgresServer.Shared.NewDatabase()).Open(TimeProvider.System);

        var expected = toy.GatherInto(file, "gathered");
        var first = toy.GatherInto(server, Artefacts);
        first.Merged.Should().Be(expected.Merged).And.Be(toy.Plan.Cells.Count);
        first.Decided.Select(d => d.Verdict).Should().BeEquivalentTo(expected.Decided.Select(d => d.Verdict), o => o.WithStrictOrdering());
        first.Decided.Select(d => d.Verdict.Outcome).Should().Equal(Outcome.Supported, Outcome.Supported, Outcome.NotMeasured);
        HoldsTheSame(server, file, toy);
        var runs = server.Runs();
        runs.Select(r => (r.Host, r.State)).Should().BeEquivalentTo([("host", "finished"), ("node", "finished"), ("other node", "finished")]);

        toy.GatherInto(server, Artefacts).Merged.Should().Be(0);
        HoldsTheSame(server, file, toy);
        server.Runs().Should().BeEquivalentTo(runs);
    }

    [SkippableFact]
    public async Task A_server_that_stops_in_mid_gather_loses_nothing_and_doubles_nothing()
    {
        await using var toy = new ToyPlan(_folder.Path, Probed, Trained, Failing);
        await RunOnTwoHostsAsync(toy);
        using var file = SqliteStore.Open(Path.Combine(_folder.Path, "gathered", "repro.db"), TimeProvider.System);
        toy.GatherInto(file, "gathered");
        using var server = PostgresServer.OwnOrSkip();

        Breaks("Find", call: 3, kept: 0);
        Breaks("Merge", call: 1, kept: 0); // in the middle of the first host's cells: none of them
        Breaks("Merge", call: 2, kept: 15); // of the second's: the first's are in
        Breaks("Verdicts", call: 1, kept: 25); // all are in, and nothing is decided
        Breaks("Record", call: 1, kept: 25); // two of the three claims are recorded: none of them, nor their run

        void Breaks(string method, int call, int kept)
        {
            using var store = server.Address(server.NewDatabase()).Open(TimeProvider.System);
            toy.Invoking(t => t.GatherInto(BreakingStore.Of(store, method, call, () => server.Stop()), Artefacts)).Should().Throw<StoreUnavailableException>();
            server.Start();
            ToyPlan.CellsOf(store).Count.Should().Be(kept, "{0} {1} broke", method, call);
            store.Runs().Should().NotContain(r => r.State != "finished", "{0} {1} broke", method, call);

            toy.GatherInto(store, Artefacts).Merged.Should().Be(toy.Plan.Cells.Count - kept);
            HoldsTheSame(store, file, toy);
            toy.GatherInto(store, Artefacts).Merged.Should().Be(0);
            HoldsTheSame(store, file, toy);
        }
    }

    private static async Task RunOnTwoHostsAsync(ToyPlan toy)
    {
        foreach (var cell in toy.Plan.ToRun)
            await toy.RunAsync(cell.Index, host: cell.Id.Experiment.StartsWith("probe", StringComparison.Ordinal) ? "node" : "other node");
    }

    /// <summary>Each cell once with the same measurements and artefacts, each claim once with the same verdict from the same cells.</summary>
    private void HoldsTheSame(IStore store, IStore expected, ToyPlan toy)
    {
        var cells = ToyPlan.CellsOf(store);
        cells.Select(c => c.Id).Should().OnlyHaveUniqueItems();
        cells.OrderBy(c => c.Key, StringComparer.Ordinal).Should().BeEquivalentTo(
            ToyPlan.CellsOf(expected).OrderBy(c => c.Key, StringComparer.Ordinal), o => o.WithStrictOrdering());
        cells.Should().OnlyContain(c => toy.Gathered(Artefacts).IsIntact(c));
        foreach (var claim in new[] { Probed, Trained, Failing })
        {
            store.Verdicts(claim, Scale.Micro).Should().ContainSingle().Which.Verdict.Should().BeEquivalentTo(expected.Verdicts(claim, Scale.Micro).Single().Verdict);
            store.DecidedFrom(claim, Scale.Micro).Select(c => c.Key).Should().BeEquivalentTo(expected.DecidedFrom(claim, Scale.Micro).Select(c => c.Key));
        }
        store.Runs().Select(r => (r.Host, r.State)).Should().BeEquivalentTo(expected.Runs().Select(r => (r.Host, r.State)));
    }
}
