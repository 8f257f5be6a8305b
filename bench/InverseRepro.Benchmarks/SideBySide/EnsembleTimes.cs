using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>
/// One update of every member of an ensemble, together and one after the other, one thread: what, members, least ms of processor
/// time for each member, and together over one after the other.
/// </summary>
internal static class EnsembleTimes
{
    private static readonly (Complexity Complexity, int Side, int Members)[] FullyConnected =
    [
        (Complexity.Small, 14, 8), (Complexity.Medium, 14, 8), (Complexity.Large, 14, 8),
        (Complexity.Small, 14, 40), (Complexity.Medium, 14, 40), (Complexity.Large, 14, 40),
        (Complexity.Small, 28, 8), (Complexity.Medium, 28, 8), (Complexity.Large, 28, 8),
    ];

    public static void Print(int rounds, TextWriter output)
    {
        Compute.Use("cpu");
        output.WriteLine("network             members  one by one    together   ratio");
        foreach (var (complexity, side, members) in FullyConnected)
        {
            using var scope = NewDisposeScope();
            using var work = new EnsembleWork(complexity, side, members);
            Line($"{complexity}, {side}×{side}", members, InTurn.LeastMilliseconds(rounds, runs: 1, work.OneByOne, work.Together), output);
        }
        using var convolutions = new GroupedConvolutions(new Seed(1), members: 8);
        Line("3×3 convolution, 14×14", 8, InTurn.LeastMilliseconds(rounds, runs: 1, convolutions.OneByOne, convolutions.Together), output);
    }

    private static void Line(string network, int members, double[] least, TextWriter output) => output.WriteLine(FormattableString.Invariant(
        $"{network,-22} {members,4} {least[0] / members,8:F3} ms {least[1] / members,8:F3} ms {least[1] / least[0],7:F2}"));
}
