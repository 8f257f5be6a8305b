using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Training;

/// <summary>The order in which a training run sees its samples: a function of seed and epoch alone, so paired arms share it.</summary>
public static class Batches
{
    /// <summary>Index tensors (int64, on <paramref name="device"/>) of the full batches of an epoch in random order; the rest is left out.</summary>
    public static IEnumerable<Tensor> Shuffled(Seed seed, int epoch, int count, int batchSize, Device device)
    {
        var order = seed.Derive("order", epoch).Stream().Permutation(count).Select(i => (long)i).ToArray();
        for (var start = 0; start + batchSize <= count; start += batchSize)
            yield return tensor(order[start..(start + batchSize)]).Upload(device);
    }

    /// <summary>Start and length of consecutive batches that cover 0 … <paramref name="count"/> − 1.</summary>
    public static IEnumerable<(int Start, int Length)> InOrder(int count, int batchSize)
    {
        for (var start = 0; start < count; start += batchSize)
            yield return (start, Math.Min(batchSize, count - start));
    }
}
