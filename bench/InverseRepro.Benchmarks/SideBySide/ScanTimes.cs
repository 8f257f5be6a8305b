namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>The selective scan in four ways, a few runs of each in turn in every round, one thread: name, least ms of processor time, times faster than the step loop.</summary>
internal static class ScanTimes
{
    private const int Runs = 5;

    public static void Print(int rounds, TextWriter output)
    {
        var work = new ScanWork();
        (string Name, Action Run)[] ways = [("fused", work.Fused), ("chunked", work.Chunked), ("wide", work.Wide), ("step loop", work.StepLoop)];
        var least = InTurn.LeastMilliseconds(rounds, Runs, [.. ways.Select(way => way.Run)]);
        for (var i = 0; i < ways.Length; i++)
            output.WriteLine(FormattableString.Invariant($"{ways[i].Name,-10} {least[i],8:F2} ms {least[^1] / least[i],8:F1}"));
    }
}
