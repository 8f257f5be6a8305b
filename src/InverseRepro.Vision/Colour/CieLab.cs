namespace InverseRepro.Vision.Colour;

/// <summary>sRGB (IEC 61966-2-1) to CIE XYZ and L*a*b* and back; illuminant D65, 2° observer.</summary>
public static class CieLab
{
    private const double WhiteX = 0.95047, WhiteZ = 1.08883;
    private const double Linear = 0.008856, Slope = 7.787, Offset = 16.0 / 116;

    /// <summary>X, Y and Z (Y of white is 1) from R, G and B in [0, 1].</summary>
    public static (double X, double Y, double Z) ToXyz(double r, double g, double b)
    {
        (r, g, b) = (Expand(r), Expand(g), Expand(b));
        return (0.412453 * r + 0.357580 * g + 0.180423 * b,
            0.212671 * r + 0.715160 * g + 0.072169 * b,
            0.019334 * r + 0.119193 * g + 0.950227 * b);
    }

    /// <summary>L* in [0, 100], a* and b* from R, G and B in [0, 1].</summary>
    public static (double L, double A, double B) FromRgb(double r, double g, double b)
    {
        var (x, y, z) = ToXyz(r, g, b);
        var (fx, fy, fz) = (Compress(x / WhiteX), Compress(y), Compress(z / WhiteZ));
        return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz));
    }

    /// <summary>R, G and B, clamped to [0, 1].</summary>
    public static (double R, double G, double B) ToRgb(double l, double a, double b)
    {
        var fy = (l + 16) / 116;
        var (x, y, z) = (Uncompress(fy + a / 500) * WhiteX, Uncompress(fy), Uncompress(Math.Max(fy - b / 200, 0)) * WhiteZ);
        // The inverse of the matrix of ToXyz.
        return (Gamma(3.2404813432 * x - 1.5371515163 * y - 0.4985363262 * z),
            Gamma(-0.9692549500 * x + 1.8759900015 * y + 0.0415559266 * z),
            Gamma(0.0556466391 * x - 0.2040413384 * y + 1.0573110696 * z));
    }

    private static double Expand(double value) => value > 0.04045 ? Math.Pow((value + 0.055) / 1.055, 2.4) : value / 12.92;

    private static double Gamma(double value) =>
        Math.Clamp(value > 0.0031308 ? 1.055 * Math.Pow(value, 1 / 2.4) - 0.055 : value * 12.92, 0, 1);

    private static double Compress(double t) => t > Linear ? Math.Cbrt(t) : Slope * t + Offset;

    private static double Uncompress(double f) => f > 0.2068966 ? f * f * f : (f - Offset) / Slope;
}
