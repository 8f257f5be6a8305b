using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Execution;

/// <summary>How long the rest of a run takes, from what the same cells, or others of the same arm, took before.</summary>
internal sealed class TimeEstimate(IStore store, IEnumerable<PlannedCell> toRun, int slots)
{
    private const double TrustworthyFraction = 0.05;

    private readonly HashSet<CellId> _timed = [.. toRun.Where(c => c.IsTimed).Select(c => c.Id)];
    private readonly Dictionary<CellId, double?> _left = toRun.ToDictionary(c => c.Id, c => store.Latest(c.Id)?.Seconds);
    private readonly Dictionary<(string Arm, Scale Scale), double> _byArm = [];

    public void Progressed(CellId cell, double fraction, double elapsedSeconds)
    {
        if (fraction >= TrustworthyFraction)
            _left[cell] = elapsedSeconds * (1 - fraction) / fraction;
    }

    /// <param name="seconds">What it took; null where that says nothing of others like it.</param>
    public void Ended(CellId cell, double? seconds)
    {
        _left.Remove(cell);
        if (seconds is { } took)
            _byArm[(cell.Arm, cell.Scale)] = took;
    }

    /// <summary>Null while nothing is known of any cell that is left.</summary>
    public TimeSpan? Left()
    {
        var known = _left.Select(c => (Alone: _timed.Contains(c.Key), Seconds: c.Value ?? (_byArm.TryGetValue((c.Key.Arm, c.Key.Scale), out var s) ? s : null))).ToList();
        var typical = known.Select(k => k.Seconds).OfType<double>().DefaultIfEmpty(double.NaN).Average();
        if (known.Count == 0)
            return TimeSpan.Zero;
        return double.IsNaN(typical)
            ? null
            : TimeSpan.FromSeconds(Sum(alone: true) + Sum(alone: false) / Math.Clamp(known.Count(k => !k.Alone), 1, slots));

        double Sum(bool alone) => known.Where(k => k.Alone == alone).Sum(k => k.Seconds ?? typical);
    }
}
