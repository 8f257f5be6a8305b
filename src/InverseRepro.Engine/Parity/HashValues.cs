using System.Text;

namespace InverseRepro.Engine.Parity;

/// <summary>
/// The numbers of "hash-v1": uniform in [0, 1) with 24 bits, a function of a name and an index alone (FNV-1a of the name as the
/// state of SplitMix64).
/// </summary>
public static class HashValues
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>FNV-1a with 64 bits of the UTF-8 bytes.</summary>
    public static ulong Fnv1a(string name)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var b in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ b) * 0x100000001B3;
        return hash;
    }

    /// <summary>SplitMix64's finaliser.</summary>
    public static ulong Finalise(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The value at row-major index <paramref name="index"/> of the tensor whose name has this hash.</summary>
    public static double Uniform(ulong hash, long index) =>
        (Finalise(unchecked(hash + (ulong)(index + 1) * Golden)) >> 40) / (double)(1 << 24);

    /// <summary>The k-th row-major index at which a stage of <paramref name="count"/> elements is sampled.</summary>
    public static long SampleIndex(int k, long count) => (long)(Finalise((ulong)k + 1) % (ulong)count);
}
