namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <param name="Points">Single-level networks that differ in one number, all trained on the same pictures.</param>
/// <param name="Shown">What is drawn of them.</param>
/// <param name="Protected">Some of them again, with every intervention against collapse.</param>
public sealed record SweepSettings(IReadOnlyList<SweepPoint> Points, SweepChart Shown, IReadOnlyList<SweepPoint> Protected);
