using System.Runtime.InteropServices;

namespace InverseRepro.Checkpoints;

/// <summary>
/// A named tensor of a checkpoint: contiguous, row-major, little-endian. Values of an entry that came from a file are read each
/// time they are asked for, while the <see cref="Checkpoint"/> is open.
/// </summary>
public sealed class CheckpointEntry
{
    private readonly TensorBytes _data;
    private readonly long[] _shape;

    /// <summary>An entry held in memory; <paramref name="data"/> has exactly the elements of <paramref name="shape"/>.</summary>
    public CheckpointEntry(string name, ElementType type, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> data)
        : this(name, type, shape.ToArray(), new MemoryBytes(data))
    {
        if (ByteCount != data.Length)
            throw new ArgumentException($"entry '{name}': shape {ShapeText} of {type} needs {ByteCount} bytes, not {data.Length}", nameof(data));
    }

    internal CheckpointEntry(string name, ElementType type, long[] shape, TensorBytes data)
    {
        var shapeFault = EntryRules.ShapeFault(shape, type, out var elements, out var bytes);
        if ((EntryRules.NameFault(name) ?? shapeFault) is { } fault)
            throw new ArgumentException($"entry '{name}': {fault}");
        (Name, Type, _shape, _data, ElementCount, ByteCount) = (name, type, shape, data, elements, bytes);
    }

    public string Name { get; }

    public ElementType Type { get; }

    /// <summary>Sizes of the axes; empty for a scalar.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The shape as "[64,3,4,4]".</summary>
    public string ShapeText => $"[{string.Join(',', _shape)}]";

    public long ElementCount { get; }

    public long ByteCount { get; }

    /// <summary>An entry of float32 values.</summary>
    public static CheckpointEntry FromFloat32(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        new(name, ElementType.F32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>An entry of int64 values.</summary>
    public static CheckpointEntry FromInt64(string name, ReadOnlySpan<long> shape, ReadOnlySpan<long> values) =>
        new(name, ElementType.I64, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The same values under another name.</summary>
    public CheckpointEntry WithName(string name) => new(name, Type, _shape, _data);

    /// <summary>Writes all values into <paramref name="destination"/> of exactly <see cref="ByteCount"/> bytes.</summary>
    /// <exception cref="CheckpointException">The file became unreadable, or was closed.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length != ByteCount)
            throw new ArgumentException($"entry '{Name}' has {ByteCount} bytes, the destination {destination.Length}", nameof(destination));
        _data.CopyTo(destination);
    }

    /// <summary>
    /// All values as stored, whole elements in each part and a part valid until the next is asked for: entries of any size can be
    /// read in this way, and in no other beyond 2 GB.
    /// </summary>
    /// <exception cref="CheckpointException">The file became unreadable, or was closed.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Parts() => ByteCount == 0 ? [] : _data.Parts(ByteCount);

    /// <summary>All values as stored.</summary>
    /// <exception cref="NotSupportedException">There are more than an array holds; so for all that give an array.</exception>
    public byte[] ToBytes()
    {
        CheckLength(ByteCount);
        var bytes = new byte[ByteCount];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>
    /// All values as float32. F16 and BF16 widen exactly; F64 and integers round to nearest, beyond the range of float32 to
    /// infinity; BOOL gives 0 and 1.
    /// </summary>
    public float[] ToFloat32()
    {
        if (Type != ElementType.F32)
            return ElementConversion.To<float>(Type, ToBytes());
        CheckLength(ByteCount);
        var values = new float[ElementCount];
        CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>All values as float64: exact for every type but I64 and U64 beyond 2^53, which round to nearest.</summary>
    public double[] ToFloat64() => ElementConversion.To<double>(Type, ToBytes());

    /// <summary>All values of an integer or BOOL entry; a U64 beyond the range of int64 is an overflow.</summary>
    /// <exception cref="InvalidOperationException">The entry holds floating point numbers.</exception>
    public long[] ToInt64() => Type.IsFloatingPoint()
        ? throw new InvalidOperationException($"entry '{Name}' holds {Type}, not integers")
        : ElementConversion.To<long>(Type, ToBytes());

    private void CheckLength(long bytes)
    {
        if (bytes > Array.MaxLength)
            throw new NotSupportedException($"entry '{Name}' has {bytes} bytes, more than an array holds ({Array.MaxLength}); it can be read in parts");
    }

    public override string ToString() => $"{Name} {Type} {ShapeText}";
}
