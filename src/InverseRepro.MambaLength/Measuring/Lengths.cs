namespace InverseRepro.MambaLength.Measuring;

/// <summary>The lengths at which networks are compared, relative to b, the longest of the plain training, a multiple of 16.</summary>
internal static class Lengths
{
    /// <summary>b/16, b/8, b/4, … 4b, by their numbers of sixteenths of b, which are the same at every scale.</summary>
    public static IReadOnlyDictionary<int, int> BySixteenths(int longest) =>
        Enumerable.Range(0, 7).Select(i => 1 << i).ToDictionary(sixteenths => sixteenths, sixteenths => sixteenths * longest / 16);

    /// <summary>From one to another, powers of two apart, in steps of about √2.</summary>
    public static int[] HalfOctaves(int from, int to) =>
        [.. Enumerable.Range(0, 2 * (int)Math.Log2(to / from) + 1).Select(i => (int)Math.Round(from * Math.Pow(2, i / 2.0))).Distinct()];
}
