namespace InverseRepro.Vision.DataSets;

/// <summary>What <see cref="NuisanceDigits"/> are made of.</summary>
/// <param name="Size">Width and height in pixels, 8 to 512.</param>
/// <param name="Classes">The digits 0 … Classes − 1, 2 to 10.</param>
/// <param name="Strength">Of the nuisance, 0 to 1: at 0 all pictures of a class are the same, at 1 pictures of a class differ more than classes do.</param>
public sealed record NuisanceSettings(int Size = 14, int Classes = 10, double Strength = 1)
{
    /// <exception cref="ArgumentException">Names every setting out of range.</exception>
    internal void Validate()
    {
        string?[] faults =
        [
            Size is >= 8 and <= 512 ? null : $"Size {Size} is not in 8..512",
            Classes is >= 2 and <= 10 ? null : $"Classes {Classes} is not in 2..10",
            Strength is >= 0 and <= 1 ? null : $"Strength {Strength} is not in 0..1",
        ];
        if (faults.Any(f => f is not null))
            throw new ArgumentException($"Nuisance settings: {string.Join("; ", faults.Where(f => f is not null))}.");
    }
}
