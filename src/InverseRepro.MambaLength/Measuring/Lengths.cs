namespace InverseRepro.MambaLength.Measuring;

/// <summary>The lengths at which networks are compared, relative to b, the longest of the plain training, a multiple of 16.</summary>
internal static class Lengths
{
    /// <summary>b/16, b/8, b/4, … 4b, by their numbers of sixteenths of b, which are the same at every scale.</summary>
    public static IReadOnlyDictionary<int, int> BySixteenths(int longest) =>
        Enumerable.Range(0, 7).Select(i => 1 << i).ToDictionary(sixteenths => sixteenths, sixteenths => sixteenths * longest / 16);

    /// <summary>From b/16 to b in steps of about √2.</summary>
    public static int[] HalfOctaves(int longest) =>
        [.. Enumerable.Range(0, 9).Select(i => (int)Math.Round(longest / 16.0 * Math.Pow(2, i / 2.0))).Distinct()];

    /// <summary>As <see cref="HalfOctaves"/>, from b/8.</summary>
    public static int[] HalfOctavesFromEighth(int longest) => [.. HalfOctaves(longest).Where(length => length >= longest / 8)];
}
