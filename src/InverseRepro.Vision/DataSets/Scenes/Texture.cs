namespace InverseRepro.Vision.DataSets;

/// <summary>What the surface of an object looks like, independent of its class and hue.</summary>
public enum Texture
{
    Plain,
    Stripes,
    Checks,
    Dots,
}
