using System.Globalization;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Storing.Shards;

namespace InverseRepro.Runner.Execution;

/// <summary>
/// A run's way to its store. While the store is away the run goes on: what it measures is kept in the outbox, and handed over
/// as soon as the store is back, by this run or a later one. Used by one thread at a time.
/// </summary>
internal sealed class RunLedger : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    private readonly RunnerSetup _setup;
    private readonly IRunObserver _observer;
    private readonly Outbox _outbox;
    private readonly RunRecord _record;
    private readonly string _uid;
    private StoreUnavailableException? _away;
    private long _lastTry;
    private TimeSpan _pause;

    private RunLedger(RunnerSetup setup, Outbox outbox, IRunObserver observer)
    {
        (_setup, _outbox, _observer) = (setup, outbox, observer);
        _record = setup.Run with { Started = setup.Clock.GetUtcNow(), Ended = null, State = "running" };
        Run = setup.Store.BeginRun(_record);
        _uid = setup.Store.UidOf(Run);
    }

    /// <summary>The run's id in the store.</summary>
    public long Run { get; }

    public bool IsAway => _away is not null;

    /// <summary>Hands over what earlier runs left in the outbox.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static void DeliverEarlier(RunnerSetup setup, IRunObserver observer)
    {
        using var outbox = OutboxOf(setup);
        if (outbox.Deliver(setup.Store) is > 0 and var cells)
            observer.Noticed($"{Results(cells)} that an earlier run could not record handed over to the store");
    }

    /// <summary>Opens a run.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static RunLedger Begin(RunnerSetup setup, IRunObserver observer) => new(setup, OutboxOf(setup), observer);

    /// <summary>As <see cref="IStore.Find"/>; null while the store is away.</summary>
    public CellRecord? Find(string key) => Ask(() => _setup.Store.Find(key), null);

    /// <summary>As <see cref="IStore.TryClaim"/>; free for all while the store is away.</summary>
    public IDisposable? TryClaim(string key) => Ask(() => _setup.Store.TryClaim(key), Unclaimed.Instance);

    /// <summary>Records a cell, in the outbox if need be.</summary>
    /// <exception cref="StoreException">It can be recorded in neither place.</exception>
    public void Record(CellRecord cell)
    {
        var taken = Ask(() =>
        {
            _setup.Store.Record(Run, cell);
            return true;
        }, false);
        if (!taken)
            _outbox.Keep(_uid, _record, cell);
    }

    public void Record(Verdict verdict, IReadOnlyCollection<string> keys) => _setup.Store.Record(Run, verdict, keys);

    /// <summary>Waits a while for a store that is away, since verdicts are recorded there alone.</summary>
    /// <exception cref="StoreUnavailableException">It did not come back; names what is kept and how it is handed over.</exception>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        var begin = _setup.Clock.GetTimestamp();
        while (IsAway && !Ask(IsThere, false, now: true))
        {
            if (_setup.Clock.GetElapsedTime(begin) >= _setup.StorePatience || cancellation.IsCancellationRequested)
                throw new StoreUnavailableException(_away!.Message + Kept("; ", ": run the same again once the store is back, and they are handed over and not measured again"), _away);
            await Task.Delay(ShortestPause, _setup.Clock, CancellationToken.None);
        }
    }

    /// <summary>Notes how the run ended, in the outbox if need be; a store that is away does not matter any more.</summary>
    public void End(string state)
    {
        try
        {
            _setup.Store.EndRun(Run, state);
        }
        catch (StoreUnavailableException)
        {
            _outbox.End(_uid, _record with { Ended = _setup.Clock.GetUtcNow(), State = state });
        }
    }

    public void Dispose() => _outbox.Dispose();

    private static Outbox OutboxOf(RunnerSetup setup) => new(Path.Combine(setup.Artefacts.Root, "outbox"));

    // A server that does not answer costs seconds each time it is asked: asked less and less often, it does not hold up the cells.
    private T Ask<T>(Func<T> ask, T otherwise, bool now = false)
    {
        if (IsAway && !now && _setup.Clock.GetElapsedTime(_lastTry) < _pause)
            return otherwise;
        try
        {
            var delivered = IsAway ? _outbox.Deliver(_setup.Store) : 0;
            var answer = ask();
            if (IsAway)
                _observer.Noticed($"the store is back{(delivered > 0 ? $": {Results(delivered)} handed over" : "")}");
            _away = null;
            return answer;
        }
        catch (StoreUnavailableException away)
        {
            if (!IsAway)
                _observer.Noticed($"{away.Message}; the run goes on, and keeps its results in '{_outbox.FileOf(_uid)}' until the store is back");
            _pause = IsAway && _pause * 2 < LongestPause ? _pause * 2 : IsAway ? LongestPause : ShortestPause;
            _away = away;
            _lastTry = _setup.Clock.GetTimestamp();
            return otherwise;
        }
    }

    private bool IsThere() => _setup.Store.RunOf(_uid) is not null;

    private string Kept(string before, string after) => _outbox.CountOf(_uid) is > 0 and var cells
        ? $"{before}{Results(cells)} of this run {(cells == 1 ? "is" : "are")} kept in '{_outbox.FileOf(_uid)}'{after}" : "";

    private static string Results(int cells) => cells == 1 ? "1 result" : $"{cells.ToString(CultureInfo.InvariantCulture)} results";

    private sealed class Unclaimed : IDisposable
    {
        public static readonly Unclaimed Instance = new();

        public void Dispose()
        {
        }
    }
}
