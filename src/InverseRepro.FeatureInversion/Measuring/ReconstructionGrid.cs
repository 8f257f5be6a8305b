using System.Globalization;
using System.Security.Cryptography;
using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using InverseRepro.Vision.Metrics;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>
/// Originals and their reconstructions from every stage: a few pictures chosen by their hash, so that whoever shows them to a
/// network shows the same, and the best, the median and the worst by the error of the deepest stage.
/// </summary>
public static class ReconstructionGrid
{
    private const int AlwaysShown = 4, TileSize = 128;

    public static void Save(string path, ImageBatch originals, IReadOnlyList<ImageBatch> reconstructions, IReadOnlyList<string> stages)
    {
        var errors = PixelError.Mse01(reconstructions[^1], originals);
        var byError = Enumerable.Range(0, originals.Count).OrderBy(i => errors[i]).ToArray();
        var grid = new PictureGrid("", ["original", .. stages]);
        foreach (var (label, index) in ByHash(originals).Take(AlwaysShown).Select(i => ($"#{i}", i))
            .Append(("best", byError[0])).Append(("median", byError[byError.Length / 2])).Append(("worst", byError[^1])))
        {
            var psnr = (-10 * Math.Log10(errors[index])).ToString("F1", CultureInfo.InvariantCulture);
            grid.AddRow($"{label}\n{psnr} dB", [originals.ToPicture(index), .. reconstructions.Select(r => r.ToPicture(index))]);
        }
        ImageFile.WritePng(grid.Draw(TileSize), path);
    }

    /// <summary>All pictures in an order that nobody chose.</summary>
    public static IEnumerable<int> ByHash(ImageBatch pictures) => Enumerable.Range(0, pictures.Count)
        .OrderBy(i => Convert.ToHexString(SHA256.HashData(pictures.ToPicture(i).Rgb)), StringComparer.Ordinal);
}
