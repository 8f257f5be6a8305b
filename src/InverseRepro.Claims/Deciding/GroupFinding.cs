using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Deciding;

/// <summary>
/// <c>all</c>: supported by the largest p-value of its parts (intersection–union, no correction). <c>any</c>: supported where
/// Holm finds a part, contradicted by the largest. That some part of <c>all</c> is contradicted is Simes' question, which,
/// unlike Holm's, sees it when every part is: parts are measured on the same runs, and Simes keeps its level under such
/// positive dependence.
/// </summary>
internal sealed record GroupFinding : Finding
{
    private readonly bool _isAll;
    private readonly IReadOnlyList<Finding> _parts;

    private GroupFinding(bool isAll, IReadOnlyList<Finding> parts, PValues exact, PValues? student, PValues floor)
        : base(exact, student, floor) => (_isAll, _parts) = (isAll, parts);

    public static GroupFinding All(IReadOnlyList<Finding> parts) => Of(true, parts, parts);

    public static GroupFinding Any(IReadOnlyList<Finding> parts)
    {
        var adjusted = Holm.Adjust([.. parts.Select(p => p.Exact.Support)]);
        return Of(false, parts, [.. parts.Select((p, i) => p with
        {
            Exact = p.Exact with { Support = adjusted[i] },
            Floor = p.Floor with { Support = Math.Min(1, parts.Count * p.Floor.Support) },
        })]);
    }

    public override IEnumerable<LeafFinding> Leaves => _parts.SelectMany(p => p.Leaves);

    public override Outcome Outcome => _parts.Any(p => p.Outcome == Outcome.NotMeasured) ? Outcome.NotMeasured : Exact.Outcome;

    public override int? Needed
    {
        get
        {
            var open = _parts.Where(p => p.Outcome == Outcome.Inconclusive).ToArray();
            if (Outcome != Outcome.Inconclusive)
                return null;
            if (open.Length == 0) // a part is contradicted by itself, but not yet among so many
                return Math.Max(Leaves.Max(l => l.Count) + 1, SignedRank.MinimumCount(Level.Default / _parts.Count));
            return _isAll ? open.Any(p => p.Needed is null) ? null : open.Max(p => p.Needed) : open.Min(p => p.Needed);
        }
    }

    public override string Reason => Outcome switch
    {
        Outcome.Supported when _isAll => $"all {_parts.Count} parts hold; weakest: {Weakest(p => -p.Exact.Support).Reason}",
        Outcome.Supported => Weakest(p => p.Exact.Support).Reason,
        Outcome.Contradicted when _isAll => Weakest(p => p.Exact.Contradict).Reason,
        Outcome.Contradicted => $"none of {_parts.Count} parts holds; nearest: {Weakest(p => -p.Exact.Contradict).Reason}",
        Outcome.NotMeasured => _parts.First(p => p.Outcome == Outcome.NotMeasured).Reason,
        _ when _parts.All(p => p.Outcome != Outcome.Inconclusive) =>
            $"too few to contradict one part of {_parts.Count}: {Weakest(p => p.Exact.Contradict).Reason}",
        _ => _parts.Where(p => p.Outcome == Outcome.Inconclusive).MinBy(p => _isAll ? -p.Exact.Support : p.Exact.Support)!.Reason,
    };

    private Finding Weakest(Func<Finding, double> key) => _parts.MinBy(key)!;

    private static GroupFinding Of(bool isAll, IReadOnlyList<Finding> plain, IReadOnlyList<Finding> parts)
    {
        PValues? student = plain.Any(p => p.Student is null) ? null : Combine(isAll, [.. plain.Select(p => p.Student!.Value)]);
        var exact = Combine(isAll, [.. plain.Select(p => p.Exact)]);
        return new(isAll, parts, exact, student, FloorOf(isAll, plain));
    }

    private static PValues Combine(bool isAll, PValues[] parts) => isAll
        ? new(parts.Max(p => p.Support), Simes([.. parts.Select(p => p.Contradict)]))
        : new(Holm.Adjust([.. parts.Select(p => p.Support)]).Min(), parts.Max(p => p.Contradict));

    private static double Simes(double[] pValues) => pValues.Order().Select((p, k) => Math.Min(1, pValues.Length * p / (k + 1))).Min();

    // Of the parts that decide: the others could not have changed the outcome whatever their number of units.
    private static PValues FloorOf(bool isAll, IReadOnlyList<Finding> parts)
    {
        if (!isAll)
            return new(Math.Min(1, parts.Count * parts.MinBy(p => p.Exact.Support)!.Floor.Support), parts.Max(p => p.Floor.Contradict));
        var byContradiction = parts.OrderBy(p => p.Exact.Contradict).ToArray();
        var deciding = Enumerable.Range(1, parts.Count).MinBy(k => byContradiction[k - 1].Exact.Contradict / k);
        return new(parts.Max(p => p.Floor.Support),
            Math.Min(1, parts.Count * byContradiction.Take(deciding).Max(p => p.Floor.Contradict) / deciding));
    }
}
