using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>A CPU tensor's elements in row-major order, read and written in place whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly T* first;
    private readonly bool contiguous;
    private Tensor? tensor;

    internal TensorAccessor(Tensor tensor)
    {
        (this.tensor, shape, strides) = (tensor, tensor.shape, tensor.stride());
        first = (T*)tensor.DataPointer;
        contiguous = tensor.is_contiguous();
        Count = shape.Aggregate(1L, (product, size) => product * size);
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    /// <summary>One element by its index in each dimension; a single index into a tensor of more counts in row-major order.</summary>
    public T this[params long[] indices]
    {
        get => *At(indices);
        set => *At(indices) = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        if (contiguous)
            new ReadOnlySpan<T>(first + tensorIndex, count).CopyTo(array[arrayIndex..]);
        else
            for (var i = 0; i < count; i++)
                array[arrayIndex + i] = *At(tensorIndex + i);
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        for (var i = 0; i < count; i++)
            *At(tensorIndex + i) = array[arrayIndex + i];
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
            yield return Element(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => tensor = null;

    private T Element(long index) => *At(index);

    private T* At(long[] indices)
    {
        ObjectDisposedException.ThrowIf(tensor is null, this);
        if (indices.Length == 1 && shape.Length != 1)
            return At(indices[0]);
        if (indices.Length != shape.Length)
            throw new IndexOutOfRangeException($"{indices.Length} indices for a tensor of {shape.Length} dimensions");
        var offset = 0L;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i])
                throw new IndexOutOfRangeException($"index {indices[i]} is outside dimension {i} of size {shape[i]}");
            offset += indices[i] * strides[i];
        }
        return first + offset;
    }

    private T* At(long index)
    {
        if (index < 0 || index >= Count)
            throw new IndexOutOfRangeException($"index {index} is outside a tensor of {Count} elements");
        if (contiguous)
            return first + index;
        var offset = 0L;
        for (var i = shape.Length - 1; i >= 0; i--)
            (index, offset) = (index / shape[i], offset + index % shape[i] * strides[i]);
        return first + offset;
    }
}
