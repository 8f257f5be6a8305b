namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>An inversion of a published checkpoint that is measured further, on the pictures it reported on.</summary>
/// <param name="ModulesOf">The variant of <see cref="InvertPublished"/> whose modules are used.</param>
public sealed record PublishedProbeSettings(PublishedInversionSettings Inversion, string ModulesOf);
