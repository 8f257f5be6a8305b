namespace InverseRepro.Vision.Colour;

/// <summary>Differences of two colours in L*a*b*; about 1 is just noticeable.</summary>
public static class ColourDifference
{
    private const double Power25To7 = 6103515625;

    /// <summary>CIE 1976: the Euclidean distance.</summary>
    public static double Cie76((double L, double A, double B) one, (double L, double A, double B) other)
    {
        var (l, a, b) = (one.L - other.L, one.A - other.A, one.B - other.B);
        return Math.Sqrt(l * l + a * a + b * b);
    }

    /// <summary>CIEDE2000 with all weights 1 (Sharma, Wu and Dalal 2005; the numbers are its equations).</summary>
    public static double Ciede2000((double L, double A, double B) one, (double L, double A, double B) other)
    {
        var chromaBar = (Math.Sqrt(one.A * one.A + one.B * one.B) + Math.Sqrt(other.A * other.A + other.B * other.B)) / 2; // (3)
        var stretch = 1.5 - 0.5 * Ratio(chromaBar); // (4), (5)
        var (c1, h1) = Polar(one.A * stretch, one.B); // (6), (7)
        var (c2, h2) = Polar(other.A * stretch, other.B);
        var turn = c1 * c2 == 0 ? 0 : h2 - h1; // (10)
        if (Math.Abs(turn) > 180)
            turn -= 360 * Math.Sign(turn);
        var deltaHue = 2 * Math.Sqrt(c1 * c2) * Sin(turn / 2); // (11)
        var (lightness, chroma) = ((one.L + other.L) / 2, (c1 + c2) / 2);
        var hue = MeanHue(c1 * c2 == 0, h1, h2);
        var t = 1 - 0.17 * Cos(hue - 30) + 0.24 * Cos(2 * hue) + 0.32 * Cos(3 * hue + 6) - 0.20 * Cos(4 * hue - 63); // (15)
        var fifty = (lightness - 50) * (lightness - 50);
        var l = (other.L - one.L) / (1 + 0.015 * fifty / Math.Sqrt(20 + fifty)); // (18)
        var c = (c2 - c1) / (1 + 0.045 * chroma); // (19)
        var h = deltaHue / (1 + 0.015 * chroma * t); // (20)
        var blue = (hue - 275) / 25;
        var rotation = -2 * Ratio(chroma) * Sin(60 * Math.Exp(-blue * blue)); // (16), (17), (21)
        return Math.Sqrt(l * l + c * c + h * h + rotation * c * h); // (22)
    }

    private static double MeanHue(bool oneIsGrey, double h1, double h2) => // (14)
        oneIsGrey ? h1 + h2
        : Math.Abs(h1 - h2) <= 180 ? (h1 + h2) / 2
        : h1 + h2 < 360 ? (h1 + h2 + 360) / 2
        : (h1 + h2 - 360) / 2;

    private static (double Chroma, double Hue) Polar(double a, double b)
    {
        var hue = a == 0 && b == 0 ? 0 : Math.Atan2(b, a) * 180 / Math.PI;
        return (Math.Sqrt(a * a + b * b), hue < 0 ? hue + 360 : hue);
    }

    private static double Ratio(double chroma)
    {
        var power = Math.Pow(chroma, 7);
        return Math.Sqrt(power / (power + Power25To7));
    }

    private static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);
}
