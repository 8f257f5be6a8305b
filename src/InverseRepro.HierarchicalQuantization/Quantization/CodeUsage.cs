using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>How often each code of a codebook was used, over as many batches as were added.</summary>
public sealed class CodeUsage(int codes)
{
    private readonly long[] _counts = new long[codes];

    /// <summary>One count for each code.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Adds indices of any shape (int64).</summary>
    public void Add(Tensor indices)
    {
        using var flat = indices.cpu().flatten().contiguous();
        foreach (var index in flat.data<long>())
            _counts[index]++;
    }

    /// <summary>Share of the codes that were used at all, in [0, 1].</summary>
    public double Used => _counts.Count(count => count > 0) / (double)_counts.Length;

    /// <summary>exp of the entropy of the codes' frequencies, in [1, K]: as many equally frequent codes say as much.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double Perplexity
    {
        get
        {
            double total = _counts.Sum();
            if (total == 0)
                throw new InvalidOperationException("no codes were counted, so there is no perplexity");
            return Math.Exp(-_counts.Where(count => count > 0).Sum(count => count / total * Math.Log(count / total)));
        }
    }
}
