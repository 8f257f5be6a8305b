namespace InverseRepro.Vision.Detection;

/// <summary>An object that a network claims to see.</summary>
/// <param name="Box">In the units of the objects it is compared with.</param>
/// <param name="Category">Its class.</param>
/// <param name="Score">The greater, the surer.</param>
public readonly record struct DetectedObject(Box Box, int Category, double Score);
