namespace InverseRepro.Vision.DataSets;

/// <summary>A class of COCO; its ids run from 1 to 90 with gaps.</summary>
public sealed record CocoCategory(int Id, string Name);
