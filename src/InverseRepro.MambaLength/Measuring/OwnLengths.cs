using InverseRepro.MambaLength.Training;

namespace InverseRepro.MambaLength.Measuring;

/// <summary>Whether each network is the best where it was trained: at each length, the one with the narrowest range around it.</summary>
/// <param name="logErrors">Networks × lengths.</param>
internal sealed class OwnLengths(double[][] logErrors, IReadOnlyList<int> lengths, IReadOnlyList<LengthRange> ranges)
{
    private readonly int[] _best = [.. lengths.Select((_, l) => Enumerable.Range(0, ranges.Count).MinBy(i => logErrors[i][l]))];

    /// <summary>For each length, the network whose own it is.</summary>
    public int[] Owners { get; } =
    [
        .. lengths.Select(length => Enumerable.Range(0, ranges.Count).Where(i => ranges[i].Contains(length))
            .OrderBy(i => ranges[i].Most - ranges[i].Least).First()),
    ];

    /// <summary>Mean over lengths of the others' mean log error over the owner's; above 0 where owners are better.</summary>
    /// <param name="labels">The network that goes by each one's name.</param>
    public double Advantage(IReadOnlyList<int> labels) => Enumerable.Range(0, lengths.Count).Average(l =>
    {
        var owner = labels[Owners[l]];
        return Enumerable.Range(0, ranges.Count).Where(i => i != owner).Average(i => logErrors[i][l]) - logErrors[owner][l];
    });

    /// <summary>Share of the lengths at which the owner is the best.</summary>
    public double Best(IReadOnlyList<int> labels) => Enumerable.Range(0, lengths.Count).Average(l => labels[Owners[l]] == _best[l] ? 1.0 : 0);

    /// <summary>Share of all exchanges of names between the networks after which owners are the best as often, none among them.</summary>
    public double PermutationP(IReadOnlyList<int> labels)
    {
        var own = Best(labels);
        var all = Permutations([.. Enumerable.Range(0, ranges.Count)]).ToArray();
        return (double)all.Count(permuted => Best(permuted) >= own) / all.Length;
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
