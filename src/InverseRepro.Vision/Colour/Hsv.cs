namespace InverseRepro.Vision.Colour;

/// <summary>Hue, saturation and value, each in [0, 1]; hue in turns, [0, 1) (Smith 1978).</summary>
public static class Hsv
{
    /// <summary>From R, G and B in [0, 1]. Greys have hue 0.</summary>
    public static (double H, double S, double V) FromRgb(double r, double g, double b)
    {
        var value = Math.Max(r, Math.Max(g, b));
        var chroma = value - Math.Min(r, Math.Min(g, b));
        if (chroma == 0)
            return (0, 0, value);
        var sixths = value == r ? (g - b) / chroma : value == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
        return (sixths < 0 ? sixths / 6 + 1 : sixths / 6, chroma / value, value);
    }

    /// <summary>To R, G and B in [0, 1]; the hue may be any number of turns.</summary>
    public static (double R, double G, double B) ToRgb(double h, double s, double v)
    {
        var sixths = (h - Math.Floor(h)) * 6;
        var sector = (int)sixths;
        var fraction = sixths - sector;
        var (p, q, t) = (v * (1 - s), v * (1 - s * fraction), v * (1 - s * (1 - fraction)));
        return sector switch
        {
            0 => (v, t, p),
            1 => (q, v, p),
            2 => (p, v, t),
            3 => (p, q, v),
            4 => (t, p, v),
            _ => (v, p, q),
        };
    }
}
