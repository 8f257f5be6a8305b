using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Measuring;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>
/// Lines trained single-level networks up by the number in which they differ: <c>mse01</c>, <c>shuffled.mse01</c>, <c>usage</c>,
/// <c>perplexity_share</c> and <c>relative_error</c> on the report split and <c>relative_error_variance</c> of training, indexed by
/// that number; <c>widest_usage</c>, the number at which most of the codebook's entropy is used. The same of networks that have every
/// intervention, where a sweep has such, as <c>protected.mse01</c> and so on.
/// </summary>
public static class SweepCodebook
{
    public const string Name = "sweep-codebook", Chart = "chart.png";

    public static void Run(SweepSettings settings, ICell cell)
    {
        var points = Trained(settings.Points, cell);
        Record(points, "", cell);
        Record(Trained(settings.Protected, cell), "protected.", cell);
        cell.Record("widest_usage", points.MaxBy(point => point.Numbers.PerplexityShare).Value);
        ImageFile.WritePng(Draw(points, settings.Shown).Draw(), cell.NewArtefact(Chart));
    }

    private static (int Value, TrainedNumbers Numbers)[] Trained(IReadOnlyList<SweepPoint> points, ICell cell) => [.. points.Select(point =>
        (point.Value, TrainedNumbers.Load(cell.RequiredArtefact(TrainVqVae.Name, TrainVqVae.Numbers, point.Variant))))];

    private static void Record((int Value, TrainedNumbers Numbers)[] points, string prefix, ICell cell)
    {
        foreach (var (value, numbers) in points)
        {
            cell.Record($"{prefix}mse01", numbers.Mse01, index: value);
            cell.Record($"{prefix}shuffled.mse01", numbers.ShuffledMse01, index: value);
            cell.Record($"{prefix}usage", numbers.Usage, index: value);
            cell.Record($"{prefix}perplexity_share", numbers.PerplexityShare, index: value);
            cell.Record($"{prefix}relative_error", numbers.RelativeError, index: value);
            cell.Record($"{prefix}relative_error_variance", numbers.RelativeErrorVariance, index: value);
        }
    }

    private static LineChart Draw((int Value, TrainedNumbers Numbers)[] points, SweepChart shown)
    {
        double[] Series(Func<TrainedNumbers, double> number) => [.. points.Select(point => number(point.Numbers))];
        if (shown == SweepChart.RateDistortion)
            return Over(Series(n => n.Bits), "mean squared error by bits of a picture").Add("error", Series(n => n.Mse01));
        return Over([.. points.Select(point => (double)point.Value)], "use of codes by their width")
            .Add("perplexity / codes", Series(n => n.PerplexityShare)).Add("relative quantisation error", Series(n => n.RelativeError));
    }

    private static LineChart Over(double[] at, string title) => new(title, at, (at[0], at[0]));
}
