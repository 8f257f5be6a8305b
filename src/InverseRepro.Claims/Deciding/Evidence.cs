namespace InverseRepro.Claims.Deciding;

/// <summary>What a claim varies over; see <see cref="Definition.EvidenceUnit"/>.</summary>
public interface IUnit
{
    /// <summary>The plural, for messages.</summary>
    static abstract string Plural { get; }
}

/// <summary>One value a training run: evidence about a recipe.</summary>
public sealed class PerSeed : IUnit
{
    public static string Plural => "seeds";
}

/// <summary>One value an image: evidence about a published checkpoint.</summary>
public sealed class PerImage : IUnit
{
    public static string Plural => "images";
}

/// <summary>
/// Values over one kind of unit, in the same order for every operand. Values of seeds and of images do not meet: no operation
/// takes both.
/// </summary>
public sealed record Evidence<TUnit>(IReadOnlyList<double> Values) where TUnit : IUnit
{
    public int Count => Values.Count;

    /// <summary>Every unit reads the next one's value, the last the first's: pairs are broken, values kept.</summary>
    public Evidence<TUnit> Rotated() => new([.. Values.Skip(1), .. Values.Take(1)]);

    /// <summary>
    /// Of − than by unit. A diverged value (NaN) counts against the claim: −∞ first, +∞ second; where both diverged alike the
    /// difference is 0.
    /// </summary>
    public IReadOnlyList<double> Minus(Evidence<TUnit> than) => [.. Values.Zip(than.Values, Difference)];

    private static double Difference(double of, double than) =>
        of.Equals(than) ? 0 : double.IsNaN(of) ? double.NegativeInfinity : double.IsNaN(than) ? double.NegativeInfinity : of - than;
}
