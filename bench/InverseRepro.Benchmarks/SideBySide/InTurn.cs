namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>Several ways of doing one thing, in turn in every round, so that what disturbs the machine disturbs all.</summary>
internal static class InTurn
{
    private const int WarmUp = 2;

    /// <summary>Least milliseconds of processor time of each way.</summary>
    /// <param name="runs">Of each way in a round, on the average of which its time is.</param>
    public static double[] LeastMilliseconds(int rounds, int runs, params IReadOnlyList<Action> ways)
    {
        var least = Enumerable.Repeat(double.MaxValue, ways.Count).ToArray();
        for (var round = -WarmUp; round < rounds; round++)
            for (var i = 0; i < ways.Count; i++)
            {
                var before = Environment.CpuUsage.TotalTime; // not the clock: other programs may hold the processor meanwhile
                for (var run = 0; run < runs; run++)
                    ways[i]();
                if (round >= 0)
                    least[i] = Math.Min(least[i], (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / runs);
            }
        return least;
    }
}
