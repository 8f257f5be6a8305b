namespace InverseRepro.Claims.Baselines;

/// <summary>
/// What metrics are taken to resolve, by unit: the floor of the drift gate, for metrics whose seeds agree exactly (a
/// saturated accuracy) would otherwise alarm at any change. Declared when a baseline is made, and kept in it.
/// </summary>
public static class MetricResolution
{
    /// <summary>The unit of a ratio of costs measured side by side.</summary>
    public const string CostRatio = "cost ratio";

    /// <summary>
    /// 0.01 dB and 0.1° are below what a viewer sees; plain numbers are read to four decimals; ratios of costs to a
    /// twentieth, as timings repeat; counts are exact.
    /// </summary>
    public static double Of(string unit) => unit switch
    {
        "dB" => 0.01,
        "deg" => 0.1,
        "1" => 1e-4,
        CostRatio => 0.05,
        _ => 0,
    };

    /// <summary>Seconds and bytes depend on the machine's load: they gate only as ratios measured in one run.</summary>
    public static bool IsCost(string unit) => unit is "s" or "byte";
}
