namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>The selective scan in three ways, in turn in every round, one thread: name, least ms of processor time, times faster than the step loop.</summary>
internal static class ScanTimes
{
    private const int WarmUp = 2;

    public static void Print(int rounds, TextWriter output)
    {
        var work = new ScanWork();
        (string Name, Action Run)[] ways = [("fused", work.Fused), ("chunked", work.Chunked), ("step loop", work.StepLoop)];
        var least = Enumerable.Repeat(double.MaxValue, ways.Length).ToArray();
        for (var round = -WarmUp; round < rounds; round++)
            for (var i = 0; i < ways.Length; i++)
            {
                var before = Environment.CpuUsage.TotalTime; // not the clock: other programs may hold the processor meanwhile
                ways[i].Run();
                if (round >= 0)
                    least[i] = Math.Min(least[i], (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        for (var i = 0; i < ways.Length; i++)
            output.WriteLine(FormattableString.Invariant($"{ways[i].Name,-10} {least[i],8:F2} ms {least[^1] / least[i],8:F1}"));
    }
}
