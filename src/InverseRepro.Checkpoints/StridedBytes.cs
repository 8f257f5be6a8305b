namespace InverseRepro.Checkpoints;

/// <summary>Values of a strided view, gathered into row-major order. The view's bounds are checked already.</summary>
internal sealed class StridedBytes : TensorBytes
{
    private readonly CheckpointSource _source;
    private readonly TensorView _view;

    private StridedBytes(CheckpointSource source, TensorView view) => (_source, _view) = (source, view);

    /// <summary>The values of <paramref name="view"/>, read straight from the file where they lie in order.</summary>
    public static TensorBytes Of(CheckpointSource source, TensorView view) =>
        IsContiguous(view) ? new FileBytes(source, ByteOffset(view)) : new StridedBytes(source, view);

    public override void CopyTo(Span<byte> destination)
    {
        var (shape, strides, size, span) = (_view.Shape, _view.Strides, _view.Storage.Type.Size(), _view.SpanBytes);
        if (span > Array.MaxLength)
            throw _source.Fault($"storage '{_view.Storage.Key}'", $"a strided view of {span} bytes is too large");
        var storage = new byte[span];
        _source.ReadExactly(ByteOffset(_view), storage);

        var index = new long[shape.Length];
        for (var to = 0; to < destination.Length; to += size)
        {
            var from = 0L;
            for (var axis = 0; axis < shape.Length; axis++)
                from += index[axis] * strides[axis];
            storage.AsSpan((int)(from * size), size).CopyTo(destination[to..]);
            for (var axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0;
        }
    }

    // Gathered as a whole: a part of a view can need all of its storage.
    public override IEnumerable<ReadOnlyMemory<byte>> Parts(long count)
    {
        if (count > Array.MaxLength)
            throw _source.Fault($"storage '{_view.Storage.Key}'", $"a strided view of {count} bytes is too large");
        var whole = new byte[count];
        CopyTo(whole);
        yield return whole;
    }

    private static long ByteOffset(TensorView view) => view.Storage.Offset + view.Offset * view.Storage.Type.Size();

    private static bool IsContiguous(TensorView view)
    {
        var expected = 1L;
        for (var axis = view.Shape.Length - 1; axis >= 0; axis--)
        {
            if (view.Shape[axis] == 0)
                return true;
            if (view.Shape[axis] > 1 && view.Strides[axis] != expected)
                return false;
            expected *= view.Shape[axis];
        }
        return true;
    }
}
