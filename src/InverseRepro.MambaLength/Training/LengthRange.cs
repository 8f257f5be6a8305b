using InverseRepro.Experiments;

namespace InverseRepro.MambaLength.Training;

/// <summary>Numbers of patches, each as likely as any other.</summary>
public sealed record LengthRange(int Least, int Most)
{
    /// <summary>One of them. Ranges that draw from the same stream get numbers at the same quantile.</summary>
    public int Draw(RandomStream random) => Least + (int)(random.NextDouble() * (Most - Least + 1));

    public bool Contains(int length) => length >= Least && length <= Most;
}
