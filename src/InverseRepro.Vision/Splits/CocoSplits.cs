using System.Security.Cryptography;
using System.Text;
using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;

namespace InverseRepro.Vision.Splits;

/// <summary>
/// The sample of COCO in three disjoint splits. Its training photographs are few: one sixth of them is for selection, the same ones for every
/// seed, and of both parts the seed draws as many random crops as the settings ask for. Reported are whole photographs of its validation part.
/// </summary>
internal sealed record CocoSplits(CocoSquares Train, CocoSquares Select, CocoSquares Report)
{
    private const int SelectedOneIn = 6;

    /// <exception cref="DataSetException">There are fewer photographs to report on than the settings ask for.</exception>
    public static CocoSplits Load(ImageDataSettings settings, string root, Seed seed)
    {
        var training = CocoDataSet.Sample.Load(root, Split.Train);
        var photographs = ByHash(training);
        var selected = photographs.Count / SelectedOneIn;
        CocoSquares Crops(string split, IReadOnlyList<CocoImage> of, int count) =>
            CocoSquares.Crops(training, of, settings.ImageSize, settings.MaxObjects, count, seed.Derive(split));
        return new CocoSplits(
            Crops("train", [.. photographs.Skip(selected)], settings.Train), Crops("select", [.. photographs.Take(selected)], settings.Select), LoadReport(settings, root));
    }

    /// <summary>What is reported on alone.</summary>
    /// <inheritdoc cref="Load"/>
    public static CocoSquares LoadReport(ImageDataSettings settings, string root)
    {
        var validation = CocoDataSet.Sample.Load(root, Split.Test);
        var report = CocoSquares.Whole(validation, ByHash(validation), settings.ImageSize, settings.MaxObjects);
        return report.Count >= settings.Report
            ? report.Take(settings.Report)
            : throw new DataSetException(validation.PictureFolder, $"{report.Count} pictures show an object that can be seen at {settings.ImageSize} × {settings.ImageSize} pixels; {settings.Report} are needed.");
    }

    /// <summary>An order that nobody chose.</summary>
    private static List<CocoImage> ByHash(CocoSplit split) =>
        [.. split.Images.OrderBy(image => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(image.FileName))), StringComparer.Ordinal)];
}
