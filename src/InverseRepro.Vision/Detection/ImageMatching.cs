namespace InverseRepro.Vision.Detection;

/// <summary>
/// Detections of one category in one image matched with its objects as pycocotools does it: the surest first, each with the
/// object it overlaps most of those not yet taken, with an object that does not count only if no other is left.
/// </summary>
internal sealed class ImageMatching
{
    private readonly KnownObject[] _objects; // those that count first
    private readonly bool[] _ignored;
    private readonly IReadOnlyList<DetectedObject> _detections;

    /// <param name="detections">The surest first.</param>
    internal ImageMatching(IEnumerable<KnownObject> objects, IReadOnlyList<DetectedObject> detections, AreaRange range, IReadOnlyList<double> thresholds)
    {
        bool IsIgnored(KnownObject known) => known.IsCrowd || !range.Contains(known.Area);
        _objects = [.. objects.OrderBy(IsIgnored)];
        _ignored = [.. _objects.Select(IsIgnored)];
        _detections = detections;
        Judged = [.. detections.Select(d => new JudgedDetection(d.Score, new bool[thresholds.Count], new bool[thresholds.Count]))];
        var overlaps = Overlaps();
        for (var t = 0; t < thresholds.Count; t++)
            Match(t, thresholds[t], overlaps, range);
    }

    /// <summary>Objects that count.</summary>
    internal int Positives => _ignored.Count(ignored => !ignored);

    /// <summary>The surest first.</summary>
    internal IReadOnlyList<JudgedDetection> Judged { get; }

    private double[,] Overlaps()
    {
        var overlaps = new double[_detections.Count, _objects.Length];
        for (var d = 0; d < _detections.Count; d++)
            for (var o = 0; o < _objects.Length; o++)
                overlaps[d, o] = _objects[o].IsCrowd ? _detections[d].Box.ShareIn(_objects[o].Box) : _detections[d].Box.Iou(_objects[o].Box);
        return overlaps;
    }

    private void Match(int t, double threshold, double[,] overlaps, AreaRange range)
    {
        var taken = new bool[_objects.Length];
        for (var d = 0; d < _detections.Count; d++)
        {
            var match = Best(d, Math.Min(threshold, 1 - 1e-10), overlaps, taken);
            if (match >= 0)
                taken[match] = true;
            Judged[d].Hit[t] = match >= 0 && !_ignored[match];
            Judged[d].Ignored[t] = match >= 0 ? _ignored[match] : !range.Contains(_detections[d].Box.Area);
        }
    }

    private int Best(int detection, double least, double[,] overlaps, bool[] taken)
    {
        var match = -1;
        for (var o = 0; o < _objects.Length; o++)
        {
            if (taken[o] && !_objects[o].IsCrowd)
                continue;
            if (match >= 0 && !_ignored[match] && _ignored[o])
                break; // only objects that do not count follow
            if (overlaps[detection, o] >= least)
                (least, match) = (overlaps[detection, o], o);
        }
        return match;
    }
}
