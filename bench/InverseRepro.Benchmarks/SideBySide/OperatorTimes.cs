using System.Diagnostics;
using InverseRepro.Benchmarks.Micro;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>The cost of small operators, one line each: name, tab, ns a call. operators.py prints the same lines.</summary>
internal static class OperatorTimes
{
    private const int Calls = 20_000, Repeats = 7;

    public static void Print(TextWriter output)
    {
        foreach (var gradient in new[] { false, true })
        {
            var operators = new SmallOperators { Gradient = gradient };
            operators.SetUp();
            foreach (var (name, call) in operators.All)
                output.WriteLine(FormattableString.Invariant($"{name}{(gradient ? ", grad" : "")}\t{LeastNanoseconds(call):F0}"));
            operators.CleanUp();
        }
    }

    private static double LeastNanoseconds(Action call)
    {
        var least = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Calls; i++)
                call();
            least = Math.Min(least, watch.Elapsed.TotalNanoseconds / Calls);
        }
        return least;
    }
}
