namespace InverseRepro.Vision.DataSets;

/// <summary>What <see cref="Strokes"/> are made of.</summary>
/// <param name="Size">Width and height in pixels, 8 to 512.</param>
/// <param name="MinStrokes">Least number of strokes, at least 1.</param>
/// <param name="MaxStrokes">Greatest number of strokes, at most 8.</param>
/// <param name="MinThickness">Of the pen, as a part of the side, above 0.</param>
/// <param name="MaxThickness">Of the pen, as a part of the side, at most 0.5.</param>
public sealed record StrokeSettings(int Size = 32, int MinStrokes = 1, int MaxStrokes = 4, double MinThickness = 0.06, double MaxThickness = 0.1)
{
    /// <exception cref="ArgumentException">Names every setting out of range.</exception>
    internal void Validate()
    {
        string?[] faults =
        [
            Size is >= 8 and <= 512 ? null : $"Size {Size} is not in 8..512",
            MinStrokes >= 1 ? null : $"MinStrokes {MinStrokes} is below 1",
            MaxStrokes >= MinStrokes && MaxStrokes <= 8 ? null : $"MaxStrokes {MaxStrokes} is not in {MinStrokes}..8",
            MinThickness > 0 ? null : $"MinThickness {MinThickness} is not above 0",
            MaxThickness >= MinThickness && MaxThickness <= 0.5 ? null : $"MaxThickness {MaxThickness} is not in {MinThickness}..0.5",
        ];
        if (faults.Any(f => f is not null))
            throw new ArgumentException($"Stroke settings: {string.Join("; ", faults.Where(f => f is not null))}.");
    }
}
