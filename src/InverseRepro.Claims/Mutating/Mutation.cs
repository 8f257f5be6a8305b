using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Mutating;

/// <summary>A way to spoil the values that a leaf of a rule reads.</summary>
/// <param name="Name">For people.</param>
/// <param name="Times">1, or how many shuffles.</param>
/// <param name="DemandOf">What it must do to a leaf that came out so; null where it changes nothing that the leaf looks at.</param>
/// <param name="Apply">The mutated rows. The outcome is the one to be changed; the stream is the same for all leaves of a rule.</param>
internal sealed record Mutation(string Name, int Times, Func<LeafValues, Outcome, Demand?> DemandOf,
    Func<LeafValues, Outcome, RandomStream, IReadOnlyList<double[]>> Apply)
{
    private const int Shuffles = 40;

    /// <summary>Those that mutate what rules read; gates are broken apart from them.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("swapped arms", 1, (v, outcome) => OfArms(v.Leaf, outcome, Demand.Change), (v, _, _) => [.. v.Rows.Select(Exchanged)]),
        new("shuffled labels", Shuffles, (v, outcome) => OfArms(v.Leaf, outcome, Demand.RarelyKeep), ShuffleLabels),
        new("shuffled pairs", Shuffles, (v, _) => ComparesMeasurements(v.Leaf) ? Demand.Nothing : null, ShufflePairs),
        new("shuffled depth", Shuffles, (v, outcome) => OfDepth(v.Leaf, outcome, Demand.RarelyKeep), (v, _, random) => [.. v.Rows.Select(r => Shuffled(r, random))]),
        new("reversed depth", 1, (v, outcome) => OfDepth(v.Leaf, outcome, Demand.Change), (v, _, _) => [.. v.Rows.Select(r => r.Reverse().ToArray())]),
        new("flipped signs", 1, (v, _) => v.Leaf is Rule.Differs ? null : Demand.Change, (v, outcome, _) => Flips.Of(v, outcome)),
    ];

    /// <summary>Exchanging two operands turns the sign of their difference, which a margin on the far side of 0 cannot survive.</summary>
    private static Demand? OfArms(Rule.Leaf leaf, Outcome outcome, Demand demand)
    {
        if (leaf is Rule.Differs)
            return demand == Demand.Change ? null : demand; // which arm is which does not matter to it, the ranks within a seed do
        double? margin = leaf switch { Rule.Greater g => g.By, Rule.Ratio r => Math.Log(r.AtLeast), _ => null };
        return margin is not { } m ? null
            : outcome == Outcome.Supported ? m >= 0 ? demand : Demand.Telling
            : m <= 0 ? demand : Demand.Nothing;
    }

    /// <summary>Reversals contradict a monotone rule in any order, so that only its support is lost.</summary>
    private static Demand? OfDepth(Rule.Leaf leaf, Outcome outcome, Demand demand) => leaf switch
    {
        Rule.Trend => demand,
        Rule.Monotone => outcome == Outcome.Supported ? demand : Demand.Nothing,
        _ => null,
    };

    private static bool ComparesMeasurements(Rule.Leaf leaf) =>
        leaf is Rule.Greater or Rule.Equivalent or Rule.Ratio && leaf.Operands().All(o => o is Rule.Operand.Measured);

    /// <summary>In a random half of the units the operands change places; arms that must differ are shuffled in every seed.</summary>
    private static IReadOnlyList<double[]> ShuffleLabels(LeafValues values, Outcome outcome, RandomStream random)
    {
        if (values.Leaf is Rule.Differs)
            return [.. values.Rows.Select(r => Shuffled(r, random))];
        var half = random.Permutation(values.Rows.Count).Take((values.Rows.Count + 1) / 2).ToHashSet();
        return [.. values.Rows.Select((r, i) => half.Contains(i) ? Exchanged(r) : r)];
    }

    private static IReadOnlyList<double[]> ShufflePairs(LeafValues values, Outcome outcome, RandomStream random)
    {
        var order = random.Permutation(values.Rows.Count);
        return [.. values.Rows.Select((r, i) => (double[])[r[0], values.Rows[order[i]][1]])];
    }

    private static double[] Exchanged(double[] row) => [row[1], row[0]];

    private static double[] Shuffled(double[] row, RandomStream random) => [.. random.Permutation(row.Length).Select(i => row[i])];
}
