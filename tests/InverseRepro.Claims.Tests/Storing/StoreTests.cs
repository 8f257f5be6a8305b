using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Storing;

/// <summary>What holds for a store in any database.</summary>
public abstract class StoreTests
{
    /// <summary>The same store every time.</summary>
    protected abstract IStore Open();

    [SkippableFact]
    public void Keeps_runs_newest_first()
    {
        using (var store = Open())
        {
            store.BeginRun(Records.Run with { Commit = "first" });
            store.EndRun(store.BeginRun(Records.Run with { Commit = "second" }), "finished");
        }
        using var again = Open();
        again.Runs().Select(r => (r.Commit, r.State, r.Ended.HasValue)).Should()
            .Equal(("second", "finished", true), ("first", "running", false));
        again.Runs()[1].Should().BeEquivalentTo(Records.Run with { Id = 1, Commit = "first" });
    }

    [SkippableFact]
    public void Keeps_every_measurement_as_it_was_also_the_non_finite()
    {
        double[] values = [0.1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, -1 / 3.0, 0];
        var cell = Records.Cell(ulong.MaxValue, measurements:
            [.. values.Select((v, i) => new Measurement("mse01", i, v, "1")), new Measurement("seconds", null, 2, "s")])
            with
        { Artefacts = [new ArtefactRecord("model.safetensors", "cells/aa11/model.safetensors", "00ff", long.MaxValue)] };
        using (var store = Open())
            store.Record(store.BeginRun(Records.Run), cell);
        using var again = Open();
        var read = again.Latest(cell.Id)!;
        read.Should().BeEquivalentTo(cell, o => o.WithStrictOrdering());
        read.Measurements.Take(values.Length).Select(m => BitConverter.DoubleToInt64Bits(m.Value)).Should()
            .Equal(values.Select(BitConverter.DoubleToInt64Bits));
    }

    [SkippableFact]
    public void Finds_the_latest_success_by_key_and_by_cell()
    {
        using var store = Open();
        var run = store.BeginRun(Records.Run);
        store.Record(run, Records.Cell(key: "aa", measurements: new Measurement("x", null, 1, "1")));
        store.Record(run, Records.Cell(key: "bb", measurements: new Measurement("x", null, 2, "1")));
        store.Record(run, Records.Cell(key: "cc") with { Succeeded = false, Failure = "out of memory" });
        store.Find("aa")!.Measurements[0].Value.Should().Be(1);
        store.Latest(Records.Cell().Id)!.Key.Should().Be("bb");
        store.Find("cc").Should().BeNull("a failure is no result");
        store.Find("dd").Should().BeNull();
        store.Cells(run).Select(c => c.Key).Should().Equal("aa", "bb", "cc");
        store.Cells(run)[2].Failure.Should().Be("out of memory");
    }

    [SkippableFact]
    public void Keeps_verdicts_whole_and_newest_first()
    {
        using var store = Open();
        var run = store.BeginRun(Records.Run);
        var unmeasured = Records.Verdict(outcome: Outcome.NotMeasured) with { Effect = null };
        var infinite = Records.Verdict() with { Effect = new Effect("drop", double.NaN, double.NegativeInfinity, double.PositiveInfinity, 1, "dB") };
        store.Record(run, unmeasured);
        store.Record(run, infinite);
        store.Record(run, Records.Verdict("another"));
        var verdicts = store.Verdicts("tvm-modular-cheaper", Scale.Micro);
        verdicts.Select(v => v.Verdict).Should().BeEquivalentTo([infinite, unmeasured], o => o.WithStrictOrdering());
        verdicts[0].Run.Id.Should().Be(run);
        store.Verdicts("tvm-modular-cheaper", Scale.Gpu).Should().BeEmpty();
    }

    [SkippableFact]
    public void Evidence_is_the_latest_success()
    {
        using var store = Open();
        var run = store.BeginRun(Records.Run);
        store.Record(run, Records.Cell(measurements: [new Measurement("mse01", 2, 0.5, "1"), new Measurement("accuracy", null, 1, "1")]));
        var evidence = new StoreEvidence(store);
        evidence.Of(Records.Cell().Id)![("mse01", 2)].Should().Be(0.5);
        evidence.Of(Records.Cell().Id)![("accuracy", null)].Should().Be(1);
        evidence.Of(Records.Cell(seed: 2).Id).Should().BeNull();
    }

    [SkippableFact]
    public void Remembers_what_a_verdict_was_decided_from()
    {
        using var store = Open();
        var run = store.BeginRun(Records.Run);
        store.Record(run, Records.Cell(key: "old", measurements: new Measurement("x", null, 1, "1")));
        store.Record(run, Records.Cell(key: "new", measurements: new Measurement("x", null, 2, "1")));
        store.Record(run, Records.Verdict(), ["old", "unknown"]);
        store.DecidedFrom("tvm-modular-cheaper", Scale.Micro).Should().ContainSingle(c => c.Key == "old");
        StoreEvidence.OfNewestVerdict(store, "tvm-modular-cheaper", Scale.Micro).Of(Records.Cell().Id)![("x", null)].Should().Be(1);
        store.Record(run, Records.Verdict());
        store.DecidedFrom("tvm-modular-cheaper", Scale.Micro).Should().BeEmpty("the newest verdict told nothing");
        StoreEvidence.OfNewestVerdict(store, "tvm-modular-cheaper", Scale.Micro).Of(Records.Cell().Id)![("x", null)].Should().Be(2);
    }

    [SkippableFact]
    public void A_run_that_only_decided_is_kept_with_all_its_verdicts_or_not_at_all()
    {
        using var store = Open();
        store.Record(store.BeginRun(Records.Run), Records.Cell(key: "aa"));
        var run = Records.Run with { Ended = Records.Noon.AddSeconds(1), State = "finished" };
        (Verdict, IReadOnlyList<string>)[] verdicts = [(Records.Verdict(), ["aa"]), (Records.Verdict("another"), [])];
        store.Invoking(s => s.Record(run, new BrokenOff<(Verdict, IReadOnlyList<string>)>(verdicts))).Should().Throw<OperationCanceledException>();
        store.Runs().Should().ContainSingle("nothing is left of the other");
        store.Verdicts("tvm-modular-cheaper", Scale.Micro).Should().BeEmpty();

        store.Record(run, verdicts);
        store.Runs()[0].Should().BeEquivalentTo(run with { Id = store.Runs()[0].Id });
        store.Verdicts("tvm-modular-cheaper", Scale.Micro).Should().ContainSingle().Which.Run.State.Should().Be("finished");
        store.Verdicts("another", Scale.Micro).Should().ContainSingle();
        store.DecidedFrom("tvm-modular-cheaper", Scale.Micro).Should().ContainSingle(c => c.Key == "aa");
    }

    [SkippableFact]
    public void Refuses_the_same_measurement_twice_and_keeps_nothing_of_the_cell()
    {
        using var store = Open();
        var run = store.BeginRun(Records.Run);
        var twice = new Measurement("x", null, 1, "1");
        store.Invoking(s => s.Record(run, Records.Cell(measurements: [twice, twice]))).Should().Throw<StoreException>();
        store.Cells(run).Should().BeEmpty();
        store.Record(run, Records.Cell(measurements: twice));
        store.Cells(run).Should().HaveCount(1);
    }

    [SkippableFact]
    public async Task Two_writers_at_once_both_succeed()
    {
        using var first = Open();
        using var second = Open();
        await Task.WhenAll(Write(first, "aa"), Write(second, "bb"));
        first.Runs().Sum(r => first.Cells(r.Id).Count).Should().Be(60);

        static Task Write(IStore store, string key) => Task.Run(() =>
        {
            var run = store.BeginRun(Records.Run);
            for (ulong seed = 1; seed <= 30; seed++)
                store.Record(run, Records.Cell(seed, key: key, measurements: new Measurement("x", null, seed, "1")));
        });
    }

    [SkippableFact]
    public void Merging_the_same_cells_again_changes_nothing()
    {
        var run = Records.Run with { Ended = Records.Run.Started.AddMinutes(1), State = "finished" };
        CellRecord[] cells = [Records.Cell(1), Records.Cell(2), Records.Cell(3) with { Succeeded = false, Failure = "it broke" }];
        using var store = Open();
        store.Merge("a", run, cells[..2]).Should().Be(2);
        store.Merge("a", run with { Ended = run.Started.AddMinutes(2) }, cells).Should().Be(1, "two are there already");
        store.Merge("a", run, cells).Should().Be(0);
        store.Merge("b", run, cells[..1]).Should().Be(1, "another run measured it too");
        store.Runs().Select(r => r.Ended - run.Started).Should().Equal(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        store.Cells(store.RunOf("a")!.Value).Select(c => c.Id.Seed.Value).Should().Equal(1, 2, 3);
    }

    [SkippableFact]
    public void Merging_what_a_run_recorded_itself_adds_only_the_rest()
    {
        using var store = Open();
        var run = store.BeginRun(Records.Run);
        store.Record(run, Records.Cell(1));
        store.Merge(store.UidOf(run), Records.Run, [Records.Cell(1), Records.Cell(2)]).Should().Be(1);
        store.Cells(run).Should().HaveCount(2);
        store.Runs().Should().ContainSingle();
    }

    [SkippableFact]
    public void Runs_have_names_that_hold_across_stores()
    {
        using var store = Open();
        var (one, two) = (store.BeginRun(Records.Run), store.BeginRun(Records.Run));
        store.UidOf(one).Should().MatchRegex("^[0-9a-f]{32}$").And.NotBe(store.UidOf(two));
        store.RunOf(store.UidOf(one)).Should().Be(one);
        store.RunOf("another").Should().BeNull();
    }

    [SkippableFact]
    public void A_cell_in_flight_is_claimed_by_one_run_at_a_time()
    {
        using var first = Open();
        using var second = Open();
        using var other = first.TryClaim("bb22");
        using (var claim = first.TryClaim("aa11"))
        {
            claim.Should().NotBeNull();
            first.TryClaim("aa11").Should().BeNull();
            second.TryClaim("aa11").Should().BeNull();
        }
        using (var claim = second.TryClaim("aa11"))
            claim.Should().NotBeNull("it was given back");
        second.TryClaim("bb22").Should().BeNull();
    }

    [SkippableFact]
    public async Task Many_may_make_or_upgrade_the_store_at_once()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Open)));
        foreach (var store in opened)
        {
            store.BeginRun(Records.Run);
            store.Dispose();
        }
        using var again = Open();
        again.Runs().Should().HaveCount(6);
    }

    /// <summary>Things of which the last does not come.</summary>
    private sealed class BrokenOff<T>(IReadOnlyCollection<T> things) : IReadOnlyCollection<T>
    {
        public int Count => things.Count;

        public IEnumerator<T> GetEnumerator() => things.Select((thing, index) => index < Count - 1 ? thing : throw new OperationCanceledException()).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
