namespace InverseRepro.Vision.DataSets;

/// <summary>What ShapeScenes are made of.</summary>
/// <param name="Size">Width and height in pixels, 16 to 512.</param>
/// <param name="Classes">The first so many of <see cref="Shape"/>, 2 to 8.</param>
/// <param name="MinObjects">Least number of objects, at least 1.</param>
/// <param name="MaxObjects">Greatest number of objects, at most 8.</param>
/// <param name="TypicalHueProbability">An object has the hue of its class with this probability, else a uniform one.</param>
/// <param name="ContextCorrelation">The background is the one of the main object's class with this probability, else a uniform one.</param>
public sealed record SceneSettings(
    int Size = 32,
    int Classes = 8,
    int MinObjects = 1,
    int MaxObjects = 4,
    double TypicalHueProbability = 0.85,
    double ContextCorrelation = 0.5)
{
    /// <summary>The hue of a class, in degrees.</summary>
    public double TypicalHue(Shape shape) => 360.0 * (int)shape / Classes;

    /// <summary>The background of a class.</summary>
    public static Background TypicalBackground(Shape shape) => (Background)((int)shape % Enum.GetValues<Background>().Length);

    /// <exception cref="ArgumentException">Names every setting out of range.</exception>
    internal void Validate()
    {
        string?[] faults =
        [
            Size is >= 16 and <= 512 ? null : $"Size {Size} is not in 16..512",
            Classes is >= 2 and <= 8 ? null : $"Classes {Classes} is not in 2..8",
            MinObjects >= 1 ? null : $"MinObjects {MinObjects} is below 1",
            MaxObjects >= MinObjects && MaxObjects <= 8 ? null : $"MaxObjects {MaxObjects} is not in {MinObjects}..8",
            TypicalHueProbability is >= 0 and <= 1 ? null : $"TypicalHueProbability {TypicalHueProbability} is not in 0..1",
            ContextCorrelation is >= 0 and <= 1 ? null : $"ContextCorrelation {ContextCorrelation} is not in 0..1",
        ];
        if (faults.Any(f => f is not null))
            throw new ArgumentException($"Scene settings: {string.Join("; ", faults.Where(f => f is not null))}.");
    }
}
