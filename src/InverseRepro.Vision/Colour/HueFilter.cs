namespace InverseRepro.Vision.Colour;

/// <summary>The colour perturbations; all leave greys, and the value of every pixel but under <see cref="Grey"/>, as they are.</summary>
public enum HueFilter
{
    None,

    /// <summary>Every hue becomes 0°.</summary>
    Red,

    /// <summary>Every hue becomes 120°.</summary>
    Green,

    /// <summary>Every hue becomes 240°.</summary>
    Blue,

    /// <summary>Every hue advances by 120°.</summary>
    Plus120,

    /// <summary>Every hue advances by 240°.</summary>
    Plus240,

    /// <summary>Every pixel becomes the grey of its luma (ITU-R BT.601).</summary>
    Grey,
}
