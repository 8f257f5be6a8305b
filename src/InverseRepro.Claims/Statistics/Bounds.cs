namespace InverseRepro.Claims.Statistics;

/// <summary>An estimate between its confidence bounds.</summary>
/// <param name="Lower">−∞ where the sample is too small for a bound at <paramref name="Alpha"/>.</param>
/// <param name="Upper">+∞ where the sample is too small.</param>
/// <param name="Alpha">One-sided error on each side: 0.05 makes a 90 % interval.</param>
public sealed record Bounds(double Estimate, double Lower, double Upper, double Alpha);
