namespace InverseRepro.Report.Charts;

/// <summary>One line of a <see cref="LineChart"/>.</summary>
/// <param name="Style">0 to 5: colour and dashes.</param>
/// <param name="Faint">One of many, drawn thin and left out of the legend.</param>
public sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points, int Style = 0, bool Faint = false)
{
    /// <summary>How many styles are told apart.</summary>
    public const int Styles = 6;

    /// <summary>The line in pieces: where a value is not finite, it is broken.</summary>
    public IEnumerable<IReadOnlyList<(double X, double Y)>> Pieces()
    {
        var piece = new List<(double X, double Y)>();
        foreach (var point in Points)
        {
            if (double.IsFinite(point.Y))
            {
                piece.Add(point);
                continue;
            }
            if (piece.Count > 0)
                yield return piece;
            piece = [];
        }
        if (piece.Count > 0)
            yield return piece;
    }
}
