using InverseRepro.Experiments;
using InverseRepro.MambaLength.Training;

namespace InverseRepro.MambaLength.Measuring;

/// <summary>Whether each network is the best where it was trained: at each length, the one with the narrowest range around it.</summary>
/// <param name="logErrors">Networks × lengths.</param>
internal sealed class OwnLengths(double[][] logErrors, IReadOnlyList<int> lengths, IReadOnlyList<LengthRange> ranges)
{
    private const int Draws = 9999;

    /// <summary>For each length, the network whose own it is.</summary>
    public int[] Owners { get; } =
    [
        .. lengths.Select(length => Enumerable.Range(0, ranges.Count).Where(i => ranges[i].Contains(length))
            .OrderBy(i => ranges[i].Most - ranges[i].Least).First()),
    ];

    /// <summary>Mean over lengths of the others' mean log error over the owner's; above 0 where owners are better.</summary>
    public double Advantage(IReadOnlyList<int> owners) => Enumerable.Range(0, lengths.Count).Average(l =>
        Enumerable.Range(0, ranges.Count).Where(i => i != owners[l]).Average(i => logErrors[i][l]) - logErrors[owners[l]][l]);

    /// <summary>Share of random assignments of networks to lengths whose advantage is as great, this one among them.</summary>
    public double PermutationP(IReadOnlyList<int> owners, Seed seed)
    {
        var random = seed.Stream();
        var own = Advantage(owners);
        var asGreat = Enumerable.Range(0, Draws).Count(_ => Advantage([.. owners.Select(_ => random.NextInt(ranges.Count))]) >= own);
        return (asGreat + 1.0) / (Draws + 1);
    }
}
