namespace InverseRepro.Vision.Detection;

/// <summary>An object that is in an image.</summary>
/// <param name="Box">In pixels.</param>
/// <param name="Category">Its class.</param>
/// <param name="Area">Of its mask, in pixels: decides whether it counts as small, medium or large.</param>
/// <param name="IsCrowd">Whether this is a group of objects in one box: any number of detections in it count neither for nor against.</param>
public readonly record struct KnownObject(Box Box, int Category, double Area, bool IsCrowd = false);
