using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>
/// Fronts in the box between their extremes: accuracy grows to the right, error upwards, so that the ideal is the lower right
/// corner. Classification alone is red, reconstruction alone is blue, mixtures are black.
/// </summary>
internal static class FrontPicture
{
    private const int Side = 160, Margin = 12, Radius = 3;
    private static readonly (byte, byte, byte) Red = (200, 0, 0), Blue = (0, 0, 200), Black = (0, 0, 0), Grey = (200, 200, 200);

    public static void Save(string path, IReadOnlyList<(string Label, TradeOffFront Front)> fronts) =>
        ImageFile.WritePng(new PictureGrid("error over accuracy", [.. fronts.Select(f => f.Label)]).AddRow([.. fronts.Select(f => Panel(f.Front))]).Draw(Side), path);

    private static Picture Panel(TradeOffFront front)
    {
        var panel = Picture.Filled(Side, Side, 255, 255, 255);
        for (var at = Margin; at < Side - Margin; at++)
            foreach (var (x, y) in new[] { (at, Margin), (at, Side - 1 - Margin), (Margin, at), (Side - 1 - Margin, at) })
                Paint(panel, x, y, 0, Grey);
        var points = front.Points.Where(p => p.IsFinite).ToArray();
        if (points.Length == 0)
            return panel;
        var (accuracies, errors) = (Range(points, p => p.Accuracy), Range(points, p => p.Mse01));
        foreach (var point in points)
            Paint(panel, accuracies(point.Accuracy), Side - 1 - errors(point.Mse01), Radius,
                point == front.ClassificationOnly ? Red : point == front.ReconstructionOnly ? Blue : Black);
        return panel;
    }

    /// <summary>From values to pixels within the margins.</summary>
    private static Func<double, int> Range(IReadOnlyList<TradeOffPoint> points, Func<TradeOffPoint, double> quantity)
    {
        var (low, high) = (points.Min(quantity), points.Max(quantity));
        return value => Margin + (high > low ? (int)Math.Round((value - low) / (high - low) * (Side - 1 - 2 * Margin)) : 0);
    }

    private static void Paint(Picture picture, int x, int y, int radius, (byte R, byte G, byte B) colour)
    {
        for (var row = y - radius; row <= y + radius; row++)
            for (var column = x - radius; column <= x + radius; column++)
                (picture.Rgb[(row * Side + column) * 3], picture.Rgb[(row * Side + column) * 3 + 1], picture.Rgb[(row * Side + column) * 3 + 2]) = colour;
    }
}
