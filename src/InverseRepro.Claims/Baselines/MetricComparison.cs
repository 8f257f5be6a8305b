using System.Globalization;
using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Baselines;

/// <summary>One metric of a run beside the baseline's.</summary>
/// <param name="Name">The reference, e.g. <c>invert-modular:mse01[2]</c>.</param>
/// <param name="Interval">Where the mean was expected; null where that cannot be said.</param>
/// <param name="Mean">Over <paramref name="Runs"/> seeds of the run.</param>
/// <param name="FreshMean">Over as many fresh seeds, where a first alarm asked for them.</param>
public sealed record MetricComparison(string Name, string Unit, MetricStatus Status, DriftInterval? Interval, double Mean, int Runs, double? FreshMean = null)
{
    public override string ToString()
    {
        var expected = Interval is null ? "no interval" : $"{Number(Interval.Mean)} ± {Number(Interval.HalfWidth)}";
        var fresh = FreshMean is { } mean ? $", then {Number(mean)} over {Runs} fresh seeds" : "";
        return $"{Name}: mean {Number(Mean)} over {Runs} seeds{fresh}; expected {expected}{(Unit == "1" ? "" : " " + Unit)}";
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
