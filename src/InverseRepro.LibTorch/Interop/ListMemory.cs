using System.Runtime.InteropServices;
using TorchSharp;

namespace InverseRepro.LibTorch.Interop;

/// <summary>Native copies of list arguments: in a small stack buffer while it lasts, then on the heap until <see cref="Free"/>.</summary>
internal unsafe ref struct ListMemory(byte* scratch, int capacity)
{
    private readonly byte* _scratch = scratch;
    private readonly int _capacity = capacity;
    private int _used;
    private List<nint>? _heap;

    public void* Copy(object list, out int length)
    {
        switch (list)
        {
            case long[] integers:
                return Copy<long>(integers, out length);
            case double[] reals:
                return Copy<double>(reals, out length);
            case byte[] text:
                return Copy<byte>(text, out length);
            case bool[] flags:
                return Copy<bool>(flags, out length);
            default:
                var tensors = (torch.Tensor?[])list;
                length = tensors.Length;
                var handles = (nint*)Take(length * sizeof(nint));
                for (var i = 0; i < length; i++)
                    handles[i] = tensors[i]?.Handle ?? 0;
                return handles;
        }
    }

    public readonly void Free()
    {
        if (_heap is null)
            return;
        foreach (var block in _heap)
            NativeMemory.Free((void*)block);
    }

    private void* Copy<T>(T[] list, out int length) where T : unmanaged
    {
        length = list.Length;
        var target = Take(length * sizeof(T));
        list.AsSpan().CopyTo(new Span<T>(target, length));
        return target;
    }

    private void* Take(int bytes)
    {
        var aligned = (bytes + 7) & ~7;
        if (_used + aligned <= _capacity)
        {
            var start = _scratch + _used;
            _used += aligned;
            return start;
        }
        var block = NativeMemory.Alloc((nuint)bytes);
        (_heap ??= []).Add((nint)block);
        return block;
    }
}
