namespace InverseRepro.Claims.Statistics;

/// <summary>Holm's step-down correction: the chance of any false rejection stays at the level under any dependence.</summary>
public static class Holm
{
    /// <summary>Adjusted p-values in the order given; reject those at most α.</summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var running = 0.0;
        var rank = 0;
        foreach (var i in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
            adjusted[i] = running = Math.Max(running, Math.Min(1, (pValues.Count - rank++) * pValues[i]));
        return adjusted;
    }

    public static IReadOnlyList<bool> Rejects(IReadOnlyList<double> pValues, double alpha = Level.Default) =>
        [.. Adjust(pValues).Select(p => Ranks.IsAtMost(p, alpha))];
}
