using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A trained inversion that is measured further.</summary>
/// <param name="Inversion">How it was trained.</param>
/// <param name="ModulesOf">The variant of <see cref="InvertModular"/> whose modules are used.</param>
/// <param name="Pictures">The pictures it is measured on; only their report split is used.</param>
public sealed record ProbeSettings(InversionSettings Inversion, string ModulesOf, ImageDataSettings Pictures);
