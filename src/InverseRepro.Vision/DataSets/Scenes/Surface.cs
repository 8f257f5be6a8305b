using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>Brightness of an object's surface: a texture times shading from one side.</summary>
internal readonly struct Surface
{
    private readonly double _period, _darkness, _cos, _sin, _lightX, _lightY;

    internal Surface(RandomStream random)
    {
        Texture = (Texture)random.NextInt(Enum.GetValues<Texture>().Length);
        _period = random.NextDouble(0.45, 0.75);
        _darkness = random.NextDouble(0.25, 0.45);
        (_sin, _cos) = Math.SinCos(random.NextDouble(0, Math.PI));
        (_lightY, _lightX) = Math.SinCos(random.NextDouble(0, 2 * Math.PI));
    }

    internal Texture Texture { get; }

    /// <summary>A factor in (0, 1] at a point of the object's own frame, −1 to 1.</summary>
    internal double Brightness(double x, double y)
    {
        var (u, v) = ((x * _cos + y * _sin) / _period, (y * _cos - x * _sin) / _period);
        var dark = Texture switch
        {
            Texture.Stripes => IsOdd(u),
            Texture.Checks => IsOdd(u) != IsOdd(v),
            Texture.Dots => FromCell(u) * FromCell(u) + FromCell(v) * FromCell(v) < 0.1,
            _ => false,
        };
        return (dark ? 1 - _darkness : 1) * (0.86 + 0.14 * Math.Clamp(x * _lightX + y * _lightY, -1, 1));
    }

    private static bool IsOdd(double cell) => ((int)Math.Floor(cell) & 1) != 0;

    private static double FromCell(double cell) => cell - Math.Floor(cell) - 0.5;
}
