using System.Runtime.InteropServices;

namespace InverseRepro.LibTorch.Interop;

/// <summary>One argument or result across the boundary; native/bridge.h has the same layout.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct Value
{
    [FieldOffset(0)] public ValueKind Kind;
    [FieldOffset(4)] public int Length;
    [FieldOffset(8)] public long Integer;
    [FieldOffset(8)] public double Real;
    [FieldOffset(8)] public void* Pointer;
}

internal enum ValueKind
{
    None, Tensor, Int, Double, Bool, String, Ints, Doubles, Bools, Tensors, Default, Device, Generator,
}
