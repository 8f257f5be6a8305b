namespace InverseRepro.Vision.DataSets;

/// <summary>Which points belong to a shape of radius 1 around the origin; y points down, as rows do.</summary>
internal static class ShapeGeometry
{
    private static readonly double Cos36 = Math.Cos(Math.PI / 5), Sin36 = Math.Sin(Math.PI / 5);

    internal static bool Contains(Shape shape, double x, double y) => shape switch
    {
        Shape.Circle => x * x + y * y < 0.85 * 0.85,
        Shape.Square => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.75,
        Shape.Triangle => y < 0.55 && Math.Abs(x) * 1.6 < y + 1,
        Shape.Star => InStar(Math.Abs(x), -y),
        Shape.Cross => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.95 && Math.Min(Math.Abs(x), Math.Abs(y)) < 0.28,
        Shape.Ring => x * x + y * y is > 0.52 * 0.52 and < 0.95 * 0.95,
        Shape.Diamond => Math.Abs(x) / 0.58 + Math.Abs(y) < 1,
        Shape.Heart => InHeart(x * 1.15, 0.15 - y * 1.15),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
    };

    // Five tips at distance 1: mirroring at the tips' axes folds the plane into the half tip between the upward axis and the
    // notch at 36 degrees; there the outline is one straight line.
    private static bool InStar(double x, double y)
    {
        const double notch = 0.45;
        for (var fold = 0; fold < 2; fold++)
        {
            // Mirror at the line through the notch if beyond it, then at the axis.
            var beyond = x * Cos36 - y * Sin36;
            if (beyond > 0)
                (x, y) = (x - 2 * beyond * Cos36, y + 2 * beyond * Sin36);
            x = Math.Abs(x);
        }
        var (edgeX, edgeY) = (notch * Sin36, notch * Cos36 - 1);
        return edgeX * (y - 1) - edgeY * x < 0;
    }

    // (x² + y² − 1)³ < x²y³, y up.
    private static bool InHeart(double x, double y)
    {
        var disc = x * x + y * y - 1;
        return disc * disc * disc < x * x * y * y * y;
    }
}
