using System.Text;

namespace InverseRepro.Experiments;

/// <summary>
/// The only source of randomness of a cell. Streams are derived by name ("init/encoder", "order/epoch3"), so that adding a
/// layer or a data set shifts no other draw.
/// </summary>
public readonly record struct Seed(ulong Value)
{
    private const ulong FnvOffset = 0xCBF29CE484222325, FnvPrime = 0x100000001B3;

    /// <summary>The seed of the stream <paramref name="name"/>: FNV-1a of the name, mixed with this seed by SplitMix64.</summary>
    public Seed Derive(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var hash = FnvOffset;
        foreach (var b in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ b) * FnvPrime;
        return new Seed(RandomStream.Finalise(RandomStream.Finalise(Value + RandomStream.Golden) ^ hash));
    }

    /// <summary>The seed of the <paramref name="index"/>-th member of the stream <paramref name="name"/>, independent of how many there are.</summary>
    public Seed Derive(string name, long index) =>
        new(RandomStream.Finalise(Derive(name).Value + unchecked((ulong)index + 1) * RandomStream.Golden));

    /// <summary>A generator that starts here.</summary>
    public RandomStream Stream() => new(this);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
