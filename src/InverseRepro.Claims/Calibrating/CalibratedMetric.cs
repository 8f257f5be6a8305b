namespace InverseRepro.Claims.Calibrating;

/// <summary>How far one metric moves when nothing should move it: the largest difference at the same seed.</summary>
/// <param name="Gated">Whether the drift gate looks at it.</param>
/// <param name="Resolution">What it is taken to resolve now.</param>
/// <param name="SeedDeviation">Its standard deviation over seeds, for comparison; null with one seed.</param>
/// <param name="RunToRun">Between repeats in fresh processes, now.</param>
/// <param name="Later">Between those and the accepted baseline, on the same device class; null where that is not comparable.</param>
/// <param name="OtherDevice">Between those and another device; null where there is none.</param>
/// <param name="Proposed">Twice the largest of them, rounded up to 1, 2 or 5 times a power of ten, and never below <paramref name="Resolution"/>.</param>
public sealed record CalibratedMetric(string Name, string Unit, bool Gated, double Resolution, double? SeedDeviation, double RunToRun,
    double? Later, double? OtherDevice, double Proposed)
{
    /// <summary>Whether the resolution that is declared is too fine.</summary>
    public bool IsTooFine => Proposed > Resolution;
}
