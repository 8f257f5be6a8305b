namespace InverseRepro.Vision.DataSets;

/// <summary>The backgrounds of ShapeScenes: the context of an object.</summary>
public enum Background
{
    Gradient,
    Stripes,
    Checks,
    Clouds,
}
