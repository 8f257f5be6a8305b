namespace InverseRepro.Claims.Baselines;

public enum MetricStatus
{
    /// <summary>Inside the prediction interval.</summary>
    Within,

    /// <summary>Outside, for the first time.</summary>
    Alarm,

    /// <summary>Outside, and with fresh seeds again.</summary>
    Drifted,

    /// <summary>Outside at first, inside with fresh seeds.</summary>
    Cleared,

    /// <summary>A cost: recorded, not gated.</summary>
    Recorded,

    /// <summary>No spread can be estimated from the baseline: one seed, or a diverged one.</summary>
    NoInterval,

    NotMeasured,
}
