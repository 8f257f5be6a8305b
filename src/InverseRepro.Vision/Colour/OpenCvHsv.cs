namespace InverseRepro.Vision.Colour;

/// <summary>
/// HSV on bytes as OpenCV defines it for 8-bit images: hue 0 to 179 (two degrees a step), saturation and value 0 to 255, in
/// fixed-point arithmetic with 12 fractional bits. On the way back OpenCV rounds where it takes pixel after pixel and cuts off where
/// its vectorised loop takes a row at once; here every pixel is rounded, so that a colour does not depend on the picture's width.
/// </summary>
public static class OpenCvHsv
{
    private const int Shift = 12, Half = 1 << (Shift - 1);

    /// <summary>Hues are 0 to 179.</summary>
    public const int HueRange = 180;

    public static (byte H, byte S, byte V) FromRgb(byte r, byte g, byte b)
    {
        int value = Math.Max(r, Math.Max(g, b)), difference = value - Math.Min(r, Math.Min(g, b));
        var saturation = (difference * Reciprocal(255, value) + Half) >> Shift;
        var sixths = value == r ? g - b : value == g ? b - r + 2 * difference : r - g + 4 * difference;
        var hue = (sixths * Reciprocal(HueRange / 6, difference) + Half) >> Shift;
        return ((byte)(hue < 0 ? hue + HueRange : hue), (byte)saturation, (byte)value);
    }

    public static (byte R, byte G, byte B) ToRgb(byte h, byte s, byte v)
    {
        var (r, g, b) = Hsv.ToRgb(h / (double)HueRange, s / 255.0, v / 255.0);
        return (Byte(r), Byte(g), Byte(b));
    }

    private static byte Byte(double value) => (byte)Math.Round(value * 255);

    private static int Reciprocal(int numerator, int denominator) =>
        denominator == 0 ? 0 : (int)Math.Round((numerator << Shift) / (double)denominator);
}
