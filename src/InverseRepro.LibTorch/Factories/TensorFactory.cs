using System.Runtime.InteropServices;
using InverseRepro.LibTorch.Interop;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch;

/// <summary>Tensors from arrays of C#.</summary>
internal static unsafe class TensorFactory
{
    /// <summary>A copy of as many values as the shape has room for.</summary>
    public static Tensor Copy<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged
    {
        fixed (T* bytes = values)
            return Copy(bytes, values.Length, ToScalarType(typeof(T)), shape, dtype, device, requires_grad);
    }

    /// <summary>A copy of an array of any rank and element type.</summary>
    public static Tensor Copy(Array values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var type = ToScalarType(values.GetType().GetElementType()!);
        fixed (byte* bytes = &MemoryMarshal.GetArrayDataReference(values))
            return Copy(bytes, values.LongLength, type, shape, dtype, device, requires_grad);
    }

    private static Tensor Copy(void* bytes, long available, ScalarType type, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var needed = 1L;
        foreach (var size in shape)
            needed *= size;
        if (needed > available)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {needed} vs. {available}");
        nint handle;
        fixed (long* sizes = shape)
            handle = Native.Check(Native.ir_from_data(bytes, sizes, shape.Length, (int)type, CPU.Packed), "tensor");
        var tensor = new Tensor(handle);
        var placed = dtype is null && device is null or { type: TorchSharp.DeviceType.CPU } && (dtype ?? type) == type
            ? tensor
            : tensor.to(dtype ?? type, device ?? CPU, disposeAfter: true);
        return placed.requires_grad_(requires_grad);
    }
}
