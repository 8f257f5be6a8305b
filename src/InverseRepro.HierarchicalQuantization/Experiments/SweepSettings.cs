namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <param name="Points">Single-level networks that differ in one number, all trained on the same pictures.</param>
public sealed record SweepSettings(IReadOnlyList<SweepPoint> Points);
