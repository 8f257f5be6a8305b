using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in row-major order, for reading and writing from managed code.</summary>
public sealed class TensorAccessor<T> : IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    public long Count => _tensor.NumberOfElements;

    /// <summary>The element at a flat row-major index.</summary>
    public T this[long index]
    {
        get => Span[checked((int)index)];
        set => Span[checked((int)index)] = value;
    }

    public T this[params long[] indices]
    {
        get => Span[Flat(indices)];
        set => Span[Flat(indices)] = value;
    }

    private unsafe Span<T> Span
    {
        get
        {
            var bytes = _tensor.bytes;
            fixed (byte* start = bytes)
                return new Span<T>(start, bytes.Length / sizeof(T));
        }
    }

    public T[] ToArray()
    {
        var copy = Span.ToArray();
        GC.KeepAlive(_tensor);
        return copy;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span[checked((int)tensorIndex)..].CopyTo(array.AsSpan(arrayIndex));
        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        array.AsSpan(arrayIndex).CopyTo(Span[checked((int)tensorIndex)..]);
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Flat(long[] indices)
    {
        var strides = _tensor.stride();
        return checked((int)indices.Zip(strides, (i, s) => i * s).Sum());
    }
}
