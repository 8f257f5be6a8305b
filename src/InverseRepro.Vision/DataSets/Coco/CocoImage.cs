namespace InverseRepro.Vision.DataSets;

/// <summary>An image with its objects.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Objects">In the order of the file; there may be none.</param>
public sealed record CocoImage(long Id, string FileName, int Width, int Height, IReadOnlyList<CocoObject> Objects);
