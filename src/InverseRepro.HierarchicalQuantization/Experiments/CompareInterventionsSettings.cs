namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <param name="Arms">All combinations of three interventions, each once, over the same network.</param>
/// <param name="OtherRuns">Variants of the same network with the same number and width of codes, for the relation of use and error.</param>
/// <param name="Shown">Networks whose reconstructions are drawn side by side.</param>
public sealed record CompareInterventionsSettings(IReadOnlyList<InterventionArm> Arms, IReadOnlyList<string> OtherRuns, IReadOnlyList<ShownNetwork> Shown);

/// <param name="Variant">Of <see cref="TrainVqVae"/>.</param>
public sealed record InterventionArm(string Variant, bool KMeans, bool Reset, bool Rotation);

/// <param name="Label">Beside its row.</param>
/// <param name="Variant">Of <see cref="TrainVqVae"/>.</param>
public sealed record ShownNetwork(string Label, string Variant, TrainVqVaeSettings Settings);
