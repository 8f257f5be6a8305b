namespace InverseRepro.Experiments;

/// <summary>A named number of a cell.</summary>
/// <param name="Name">Lower case with underscores and dots, e.g. <c>mse01</c> or <c>shuffled.identification</c>.</param>
/// <param name="Index">Stage, depth or length where the quantity is a series; null where it is a single number.</param>
/// <param name="Value">May be non-finite: a diverged run is a value, never dropped.</param>
/// <param name="Unit">"1" for a plain number, else "dB", "s", "MAC", "deg", "byte", …</param>
public sealed record Measurement(string Name, int? Index, double Value, string Unit);
