namespace InverseRepro.Vision.DataSets;

/// <summary>The classes of ShapeScenes, in label order.</summary>
public enum Shape
{
    Circle,
    Square,
    Triangle,
    Star,
    Cross,
    Ring,
    Diamond,
    Heart,
}
