namespace InverseRepro.Claims.Statistics;

/// <summary>
/// Sorted averages or differences. The average of −∞ and +∞ (a diverged run against the opposite one) could lie anywhere, so
/// it is read from below as −∞, from above as +∞, and as 0 in the median: it never helps a bound.
/// </summary>
internal sealed class SortedValues
{
    private readonly double[] _known; // NaN-free, ascending
    private readonly int _unknown;

    public SortedValues(double[] values)
    {
        Array.Sort(values); // NaN sorts first
        _unknown = values.TakeWhile(double.IsNaN).Count();
        _known = values[_unknown..];
    }

    public int Count => _known.Length + _unknown;

    public double Median
    {
        get
        {
            if (_unknown > 0)
                return new SortedValues([.. _known, .. Enumerable.Repeat(0.0, _unknown)]).Median;
            double low = _known[(Count - 1) / 2], high = _known[Count / 2];
            return double.IsNaN(low + high) ? 0 : (low + high) / 2;
        }
    }

    /// <summary>The value with <paramref name="smaller"/> values before it.</summary>
    public double FromBelow(int smaller) => smaller < _unknown ? double.NegativeInfinity : _known[smaller - _unknown];

    /// <summary>The value with <paramref name="larger"/> values after it.</summary>
    public double FromAbove(int larger) => larger < _unknown ? double.PositiveInfinity : _known[^(larger - _unknown + 1)];

    /// <summary>How many values do not lie strictly above <paramref name="bound"/>.</summary>
    public int NotAbove(double bound) => _unknown + _known.Count(v => !Ranks.IsAbove(v, bound));

    /// <summary>How many values do not lie strictly below <paramref name="bound"/>.</summary>
    public int NotBelow(double bound) => _unknown + _known.Count(v => !Ranks.IsAbove(-v, -bound));
}
