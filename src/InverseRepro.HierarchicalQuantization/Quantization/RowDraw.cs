using InverseRepro.Experiments;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>Chooses <paramref name="count"/> of <paramref name="rows"/> rows.</summary>
internal delegate long[] RowDraw(int rows, int count);

internal static class RowDraws
{
    /// <summary>Uniform: without replacement where there are enough rows, else with.</summary>
    public static RowDraw Random(Seed seed)
    {
        var stream = seed.Stream();
        return (rows, count) => rows >= count
            ? [.. stream.Permutation(rows).Take(count).Select(row => (long)row)]
            : [.. Enumerable.Range(0, count).Select(_ => (long)stream.NextInt(rows))];
    }
}
