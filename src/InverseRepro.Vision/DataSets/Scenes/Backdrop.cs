using InverseRepro.Experiments;
using InverseRepro.Vision.Colour;

namespace InverseRepro.Vision.DataSets;

/// <summary>The pixels behind the objects: two muted colours mixed by a pattern.</summary>
internal readonly struct Backdrop
{
    private readonly Background _kind;
    private readonly (double R, double G, double B) _one, _other;
    private readonly double _period, _cos, _sin, _phaseX, _phaseY;

    internal Backdrop(Background kind, RandomStream random)
    {
        _kind = kind;
        _one = Muted(random);
        _other = Muted(random);
        _period = random.NextDouble(0.14, 0.28);
        (_sin, _cos) = Math.SinCos(random.NextDouble(0, Math.PI));
        (_phaseX, _phaseY) = (random.NextDouble(), random.NextDouble());
    }

    /// <summary>The colour at a point of the image, 0 to 1 in both directions.</summary>
    internal (double R, double G, double B) Colour(double x, double y)
    {
        var (u, v) = (x * _cos + y * _sin, y * _cos - x * _sin);
        var mix = _kind switch
        {
            Background.Gradient => Math.Clamp(0.5 + 0.7 * (u - 0.5 * (_cos + _sin)), 0, 1),
            Background.Stripes => Step(u / _period + _phaseX),
            Background.Checks => Either(Step(u / _period + _phaseX), Step(v / _period + _phaseY)),
            _ => Clouds(x, y),
        };
        return (_one.R + mix * (_other.R - _one.R), _one.G + mix * (_other.G - _one.G), _one.B + mix * (_other.B - _one.B));
    }

    // A square wave whose edges are soft enough not to alias at one sample a pixel.
    private static double Step(double cell)
    {
        var distance = Math.Abs(cell - 2 * Math.Floor(cell / 2) - 1);
        return Math.Clamp((distance - 0.5) * 4 + 0.5, 0, 1);
    }

    // One of the two but not both.
    private static double Either(double a, double b) => a + b - 2 * a * b;

    private double Clouds(double x, double y) =>
        0.5 + 0.25 * Math.Sin(2 * Math.PI * (1.3 * x + 0.7 * y + _phaseX) + 2 * Math.Sin(2 * Math.PI * (0.9 * y + _phaseY)))
            + 0.25 * Math.Sin(2 * Math.PI * (2.1 * y - 1.1 * x + _phaseY));

    private static (double R, double G, double B) Muted(RandomStream random) =>
        Hsv.ToRgb(random.NextDouble(), random.NextDouble(0.05, 0.35), random.NextDouble(0.25, 0.95));
}
