namespace InverseRepro.FeatureInversion.Experiments;

/// <param name="Rounds">Timed rounds of each arm in turn; the median counts.</param>
/// <param name="WarmUp">Rounds before that are not timed.</param>
public sealed record InversionCostSettings(InversionSettings Inversion, int Rounds = 9, int WarmUp = 2);
