using System.Numerics;
using System.Runtime.InteropServices;

namespace InverseRepro.Checkpoints;

/// <summary>What `repro weights inspect` says of one entry.</summary>
/// <param name="Entry">Name, type and shape.</param>
/// <param name="NaNs">Values that are not a number.</param>
/// <param name="Infinities">Values that are infinite.</param>
public sealed record EntrySummary(CheckpointEntry Entry, long NaNs, long Infinities)
{
    internal static EntrySummary Of(CheckpointEntry entry)
    {
        var (nans, infinities) = (0L, 0L);
        if (entry.Type.IsFloatingPoint())
            foreach (var part in entry.Parts())
            {
                var (partNans, partInfinities) = Count(entry.Type, part.Span);
                (nans, infinities) = (nans + partNans, infinities + partInfinities);
            }
        return new EntrySummary(entry, nans, infinities);
    }

    private static (long NaNs, long Infinities) Count(ElementType type, ReadOnlySpan<byte> part) => type switch
    {
        ElementType.F64 => Count(MemoryMarshal.Cast<byte, double>(part)),
        ElementType.F32 => Count(MemoryMarshal.Cast<byte, float>(part)),
        ElementType.F16 => Count(MemoryMarshal.Cast<byte, Half>(part)),
        _ => Count<float>(ElementConversion.To<float>(type, part)),
    };

    private static (long NaNs, long Infinities) Count<T>(ReadOnlySpan<T> values) where T : INumberBase<T>
    {
        var (nans, infinities) = (0L, 0L);
        foreach (var value in values)
            if (T.IsNaN(value))
                nans++;
            else if (T.IsInfinity(value))
                infinities++;
        return (nans, infinities);
    }
}
