using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>All of a picture that its label does not determine. Lengths are parts of the side, brightness is 0 to 1.</summary>
internal sealed record Nuisance(double Slant, double Thickness, double Scale, double ShiftX, double ShiftY, double Ink, double Level,
    double SlopeX, double SlopeY, double SpotX, double SpotY, double Spot)
{
    private const double SpotWidth = 0.25;

    /// <summary>Drawn around the middle of each range, the farther the stronger.</summary>
    internal static Nuisance Draw(RandomStream random, double strength)
    {
        double Around(double middle, double reach) => middle + strength * random.NextDouble(-reach, reach);

        return new(Around(0, 0.35), Around(0.12, 0.04), Around(0.7, 0.08), Around(0, 0.07), Around(0, 0.07), Around(0.85, 0.15),
            Around(0.3, 0.2), Around(0, 0.3), Around(0, 0.3), Around(0.5, 0.5), Around(0.5, 0.5), Around(0, 0.35));
    }

    /// <summary>Brightness of the background at a point of the unit square: a level, a gradient and a soft spot.</summary>
    internal double Background(double x, double y)
    {
        var squared = (x - SpotX) * (x - SpotX) + (y - SpotY) * (y - SpotY);
        return Level + SlopeX * (x - 0.5) + SlopeY * (y - 0.5) + Spot * Math.Exp(-squared / (2 * SpotWidth * SpotWidth));
    }

    /// <summary>Where a point of the glyph's own unit square comes to lie.</summary>
    internal (double X, double Y) Place((double X, double Y) p) =>
        (0.5 + ShiftX + Scale * (0.8 * (p.X - 0.5) - Slant * (p.Y - 0.5)), 0.5 + ShiftY + Scale * (p.Y - 0.5) * 1.05);
}
