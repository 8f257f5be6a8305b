namespace InverseRepro.Checkpoints;

/// <summary>Where the values of an entry come from.</summary>
internal abstract class TensorBytes
{
    /// <summary>Writes all values, contiguous and row-major; the destination has exactly their size.</summary>
    public abstract void CopyTo(Span<byte> destination);
}

/// <summary>Values held in memory.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> data) : TensorBytes
{
    public override void CopyTo(Span<byte> destination) => data.Span.CopyTo(destination);
}

/// <summary>Contiguous values in a file, read when asked for.</summary>
internal sealed class FileBytes(CheckpointSource source, long offset) : TensorBytes
{
    public override void CopyTo(Span<byte> destination) => source.ReadExactly(offset, destination);
}
