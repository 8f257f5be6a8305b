namespace InverseRepro.MambaLength.Models;

/// <summary>How a token knows where its patch is.</summary>
public enum PositionCode
{
    /// <summary>Two channels hold x and y, divided by a scale.</summary>
    Concatenate,

    /// <summary>Sines and cosines of x and y, in pixels, are added.</summary>
    Add,
}
