using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.HierarchicalQuantization.Measuring;

/// <summary>How often each code is used, the most frequent first: a bar a code, as high as its count over the greatest.</summary>
internal static class UsageHistogram
{
    private const int Side = 256;

    public static void Save(string path, IReadOnlyList<CodeUsage> levels)
    {
        string[] names = ["bottom", "top"];
        var grid = new PictureGrid("codes by frequency", [.. levels.Select((level, i) =>
            $"{names[i]}: {level.Counts.Count(count => count > 0)} of {level.Counts.Count} codes")]);
        ImageFile.WritePng(grid.AddRow([.. levels.Select(level => Bars(level.Counts))]).Draw(Side), path);
    }

    internal static Picture Bars(IReadOnlyList<long> counts)
    {
        long[] ordered = [.. counts.OrderDescending()];
        var picture = Picture.Filled(Side, Side, 235, 235, 235);
        for (var x = 0; x < Side; x++)
        {
            var height = (int)(Side * ordered[x * ordered.Length / Side] / Math.Max(1, ordered[0]));
            for (var y = Side - height; y < Side; y++)
                (picture.Rgb[(y * Side + x) * 3], picture.Rgb[(y * Side + x) * 3 + 1], picture.Rgb[(y * Side + x) * 3 + 2]) = (31, 119, 180);
        }
        return picture;
    }
}
