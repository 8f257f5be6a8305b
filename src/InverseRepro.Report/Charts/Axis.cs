namespace InverseRepro.Report.Charts;

/// <summary>A number line with round ticks.</summary>
/// <param name="Low">Its left end; lower than <paramref name="High"/>.</param>
public sealed record Axis(double Low, double High, IReadOnlyList<double> Ticks)
{
    private const double Room = 0.06;

    /// <summary>Spans the finite ones among the values, with a little room at both ends.</summary>
    /// <param name="ticks">About how many ticks are wanted.</param>
    public static Axis Over(IEnumerable<double> values, int ticks = 5)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (low, high) = (finite.Min(), finite.Max());
        var span = high - low;
        // One value alone still needs a line to lie on, and one around 1e300 no overflow.
        if (!(span > Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9) || !double.IsFinite(span))
            span = Math.Max(Math.Abs(low), Math.Abs(high)) is > 0 and < 1e300 and var size ? size * 0.2 : 1;
        (low, high) = (low - Room * span, Math.Max(high, low) + Room * span);
        return new Axis(low, high, RoundTicks(low, high, ticks));
    }

    /// <summary>Where a value lies between <paramref name="from"/> and <paramref name="to"/>.</summary>
    public double Place(double value, double from, double to) => from + (Math.Clamp(value, Low, High) - Low) / (High - Low) * (to - from);

    private static IReadOnlyList<double> RoundTicks(double low, double high, int wanted)
    {
        var rough = (high - low) / wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        var first = Math.Ceiling(low / step);
        var count = (int)Math.Clamp(Math.Floor(high / step) - first + 1, 0, 4 * wanted);
        return [.. Enumerable.Range(0, count).Select(i => (first + i) * step)];
    }
}
