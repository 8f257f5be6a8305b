using InverseRepro.Vision.Detection;

namespace InverseRepro.Vision.DataSets;

/// <summary>An annotated object.</summary>
/// <param name="Category">The id of its category.</param>
/// <param name="Box">In pixels.</param>
/// <param name="Area">Of its outline, in pixels.</param>
/// <param name="IsCrowd">Whether it is a group of objects annotated as one.</param>
/// <param name="Region">The pixels that belong to it.</param>
public sealed record CocoObject(long Id, int Category, Box Box, double Area, bool IsCrowd, CocoRegion Region)
{
    /// <summary>What evaluation needs of it.</summary>
    public KnownObject Known => new(Box, Category, Area, IsCrowd);
}
