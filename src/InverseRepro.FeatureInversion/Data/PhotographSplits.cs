using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>
/// The three disjoint splits of a cell, a function of its seed and the files there are. Selection pictures are drawn from the training part: what is
/// reported on chooses nothing.
/// </summary>
public sealed record PhotographSplits(Photographs Train, Photographs Select, Photographs Report)
{
    /// <exception cref="DataSetException">There are fewer pictures than the settings ask for.</exception>
    public static PhotographSplits Load(PhotographSettings settings, ICell cell, Device device)
    {
        var (training, reported) = PictureFiles.List(cell.DataRoot, settings.Collection);
        var drawn = Drawn(training, cell.Seed.Derive("data").Derive("order"));
        var report = ReferenceEquals(training, reported) ? [.. drawn.Take(settings.Report)] : Drawn(reported, cell.Seed.Derive("data").Derive("report"));
        if (ReferenceEquals(training, reported))
            drawn = [.. drawn.Skip(settings.Report)];
        var train = settings.Train ?? drawn.Count - settings.Select;
        if (train < 1 || train + settings.Select > drawn.Count || settings.Report > report.Count)
            throw new DataSetException(cell.DataRoot, $"{settings.Collection} has {drawn.Count} pictures to train and select on and {report.Count} to report on; "
                + $"{settings.Train ?? 1} + {settings.Select} and {settings.Report} are needed.");
        var classes = PictureFiles.Classes(settings.Collection, training);
        Photographs Split(IEnumerable<string> chosen)
        {
            string[] files = [.. chosen];
            return new(cell.DataRoot, files, settings, device) { Labels = [.. classes.Count == 0 ? [] : files.Select(f => classes[PictureFiles.Class(f)])] };
        }
        return new PhotographSplits(Split(drawn.Skip(settings.Select).Take(train)), Split(drawn.Take(settings.Select)), Split(report.Take(settings.Report)));
    }

    private static List<string> Drawn(IReadOnlyList<string> files, Seed seed) => [.. seed.Stream().Permutation(files.Count).Select(i => files[i])];
}
