using InverseRepro.Experiments;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>How much more alike neighbouring layers are than distant ones, from a symmetric L×L matrix of similarities.</summary>
public static class LayerOrder
{
    /// <summary>Mean over pairs of adjacent layers, and over pairs at least ⌈L/2⌉ apart.</summary>
    public static (double Adjacent, double Distant) Similarity(double[,] similarity, IReadOnlyList<int> order)
    {
        int layers = order.Count, far = (layers + 1) / 2;
        double adjacent = 0, distant = 0;
        int adjacentPairs = 0, distantPairs = 0;
        for (var i = 0; i < layers; i++)
            for (var j = i + 1; j < layers; j++)
            {
                if (j - i == 1)
                    (adjacent, adjacentPairs) = (adjacent + similarity[order[i], order[j]], adjacentPairs + 1);
                if (j - i >= far)
                    (distant, distantPairs) = (distant + similarity[order[i], order[j]], distantPairs + 1);
            }
        return (adjacent / adjacentPairs, distant / distantPairs);
    }

    /// <summary>Adjacent minus distant.</summary>
    public static double Gap(double[,] similarity, IReadOnlyList<int> order)
    {
        var (adjacent, distant) = Similarity(similarity, order);
        return adjacent - distant;
    }

    /// <summary>Share of all layer orders whose gap is at least that of <paramref name="order"/> (exact Mantel-type test).</summary>
    public static double PermutationP(double[,] similarity, IReadOnlyList<int> order)
    {
        var observed = Gap(similarity, order);
        long atLeast = 0, all = 0;
        foreach (var permutation in Permutations(order.Count))
        {
            all++;
            // A reversed order has the same gap up to rounding.
            if (Gap(similarity, permutation) >= observed - 1e-12)
                atLeast++;
        }
        return (double)atLeast / all;
    }

    /// <summary>A random order that is neither the depth order nor its reverse.</summary>
    public static int[] Shuffled(int layers, Seed seed)
    {
        var stream = seed.Stream();
        int[] order;
        do
            order = stream.Permutation(layers);
        while (IsDepthOrder(order) || IsDepthOrder(order.Reverse().ToArray()));
        return order;
    }

    private static bool IsDepthOrder(int[] order) => order.SequenceEqual(Enumerable.Range(0, order.Length));

    /// <summary>Heap's algorithm; every call yields the same array, changed in place.</summary>
    private static IEnumerable<int[]> Permutations(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var counters = new int[count];
        yield return order;
        for (var i = 0; i < count;)
        {
            if (counters[i] >= i)
            {
                counters[i++] = 0;
                continue;
            }
            var j = i % 2 == 0 ? 0 : counters[i];
            (order[j], order[i]) = (order[i], order[j]);
            yield return order;
            counters[i]++;
            i = 0;
        }
    }
}
