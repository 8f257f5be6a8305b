namespace InverseRepro.Checkpoints;

/// <summary>What `repro weights inspect` says of one entry.</summary>
/// <param name="Entry">Name, type and shape.</param>
/// <param name="NaNs">Values that are not a number.</param>
/// <param name="Infinities">Values that are infinite.</param>
public sealed record EntrySummary(CheckpointEntry Entry, long NaNs, long Infinities)
{
    internal static EntrySummary Of(CheckpointEntry entry)
    {
        // Narrowing a float64 could make an infinity of its own.
        if (entry.Type == ElementType.F64)
        {
            var values = entry.ToFloat64();
            return new EntrySummary(entry, values.LongCount(double.IsNaN), values.LongCount(double.IsInfinity));
        }
        if (!entry.Type.IsFloatingPoint())
            return new EntrySummary(entry, 0, 0);
        var singles = entry.ToFloat32();
        return new EntrySummary(entry, singles.LongCount(float.IsNaN), singles.LongCount(float.IsInfinity));
    }
}
