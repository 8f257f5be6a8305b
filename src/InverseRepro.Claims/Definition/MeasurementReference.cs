namespace InverseRepro.Claims.Definition;

/// <summary>
/// Points at measurements: <c>experiment[@variant]:name[index]</c>. The index is absent (a single number), <c>[3]</c>,
/// <c>[2,3]</c> (the mean of both), <c>[1..4]</c> or <c>[*]</c> (a series in index order).
/// </summary>
/// <param name="Indices">Null: no index. Empty: <c>[*]</c>. Else the indices in order.</param>
public sealed record MeasurementReference(string Experiment, string Variant, string Name, IReadOnlyList<int>? Indices)
{
    public bool IsWholeSeries => Indices is { Count: 0 };
}
