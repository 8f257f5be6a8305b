using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Histories;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Tests.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Histories;

public sealed class ClaimHistoryTests : IDisposable
{
    private static readonly Claim Claim = Deciding.Claims.With(Deciding.Claims.Greater(0.5));

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public ClaimHistoryTests() => _store = SqliteStore.Open(_folder["repro.db"], TimeProvider.System);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    /// <summary>One run; its cells are measured under keys of their own, or those of an earlier version are read again.</summary>
    private void Run(int version, double a, bool measured = true, string commit = "0123abcd")
    {
        var run = _store.BeginRun(Records.Run with { Commit = commit });
        var keys = new List<string>();
        for (ulong seed = 1; seed <= 6; seed++)
            foreach (var (arm, value) in new[] { ("a", a), ("b", 1.0) })
            {
                keys.Add($"{arm}{seed}v{version}");
                if (measured)
                    _store.Record(run, Records.Cell(seed, arm, keys[^1], new Measurement("x", null, value + 0.01 * seed, "dB")) with { Finished = Records.Noon.AddDays(version) });
            }
        _store.Record(run, Decider.Decide(Claim, Scale.Micro, new StoreEvidence(_store)), keys);
    }

    [Fact]
    public void Tells_every_metric_over_the_runs_and_where_it_stepped()
    {
        for (var version = 1; version <= 14; version++)
            Run(version, version <= 9 ? 3 + 0.001 * (version % 4) : 2 + 0.001 * (version % 3), commit: version <= 9 ? "0123abcd" : "4567ef01");
        var history = ClaimHistory.Of(Claim, Scale.Micro, _store);
        history.Runs.Should().HaveCount(14);
        history.Runs[0].Run.Id.Should().Be(14);
        history.Metrics.Select(m => (m.Name, m.Unit, m.Points.Count, m.Steps.Count)).Should().Equal(("a:x", "dB", 14, 1), ("b:x", "dB", 14, 0));
        var step = history.Metrics[0].Steps.Single();
        step.Should().BeEquivalentTo(new { Last = 9L, First = 10L, Changed = new[] { "commit 0123abcd → 4567ef01" } });
        step.Shift.Estimate.Should().BeApproximately(-1, 0.01);
    }

    [Fact]
    public void Runs_that_measured_nothing_are_told_and_do_not_count_for_steps()
    {
        Run(1, 3);
        for (var again = 0; again < 8; again++)
            Run(1, 3, measured: false);
        Run(2, 2);
        for (var again = 0; again < 8; again++)
            Run(2, 2, measured: false);
        var metric = ClaimHistory.Of(Claim, Scale.Micro, _store).Metrics[0];
        metric.Points.Should().HaveCount(18);
        metric.Points.Where(p => !p.Reused).Select(p => p.Run).Should().Equal(1, 10);
        metric.Steps.Should().BeEmpty("two measurements are no series");
    }

    [Fact]
    public void A_claim_without_verdicts_has_no_history() => ClaimHistory.Of(Claim, Scale.Micro, _store).Should().BeEquivalentTo(new { Runs = Array.Empty<object>(), Metrics = Array.Empty<object>() });
}
