namespace InverseRepro.Checkpoints;

/// <summary>Where the values of an entry come from.</summary>
internal abstract class TensorBytes
{
    /// <summary>Writes all values, contiguous and row-major; the destination has exactly their size.</summary>
    public abstract void CopyTo(Span<byte> destination);

    /// <summary>The same <paramref name="count"/> bytes one part after another; a part is valid until the next is asked for.</summary>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Parts(long count);
}

/// <summary>Values held in memory.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> data) : TensorBytes
{
    public override void CopyTo(Span<byte> destination) => data.Span.CopyTo(destination);

    public override IEnumerable<ReadOnlyMemory<byte>> Parts(long count) => [data];
}

/// <summary>Contiguous values in a file, read when asked for.</summary>
internal sealed class FileBytes(CheckpointSource source, long offset) : TensorBytes
{
    private const int PartBytes = 1 << 20; // a multiple of every element's size

    public override void CopyTo(Span<byte> destination) => source.ReadExactly(offset, destination);

    public override IEnumerable<ReadOnlyMemory<byte>> Parts(long count)
    {
        var buffer = new byte[Math.Min(count, PartBytes)];
        for (var at = 0L; at < count; at += buffer.Length)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(count - at, buffer.Length));
            source.ReadExactly(offset + at, part.Span);
            yield return part;
        }
    }
}
