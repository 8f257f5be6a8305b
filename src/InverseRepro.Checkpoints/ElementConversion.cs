using System.Numerics;
using System.Runtime.InteropServices;

namespace InverseRepro.Checkpoints;

/// <summary>Stored values as numbers of another type.</summary>
internal static class ElementConversion
{
    /// <summary>
    /// Every element of <paramref name="bytes"/> converted; rounding to nearest even. Only integers must fit into an integer
    /// <typeparamref name="T"/>.
    /// </summary>
    public static T[] To<T>(ElementType type, ReadOnlySpan<byte> bytes) where T : unmanaged, INumberBase<T> => type switch
    {
        ElementType.BOOL => Map<byte, T>(bytes, value => value == 0 ? T.Zero : T.One),
        ElementType.U8 => Map<byte, T>(bytes, T.CreateChecked),
        ElementType.I8 => Map<sbyte, T>(bytes, T.CreateChecked),
        ElementType.U16 => Map<ushort, T>(bytes, T.CreateChecked),
        ElementType.I16 => Map<short, T>(bytes, T.CreateChecked),
        ElementType.U32 => Map<uint, T>(bytes, T.CreateChecked),
        ElementType.I32 => Map<int, T>(bytes, T.CreateChecked),
        ElementType.U64 => Map<ulong, T>(bytes, T.CreateChecked),
        ElementType.I64 => Map<long, T>(bytes, T.CreateChecked),
        ElementType.F16 => Map<Half, T>(bytes, T.CreateChecked),
        // A bfloat16 is the upper half of a float32.
        ElementType.BF16 => Map<ushort, T>(bytes, bits => T.CreateChecked(BitConverter.Int32BitsToSingle(bits << 16))),
        ElementType.F32 => Map<float, T>(bytes, T.CreateChecked),
        ElementType.F64 => Map<double, T>(bytes, T.CreateChecked),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an element type"),
    };

    private static TTo[] Map<TFrom, TTo>(ReadOnlySpan<byte> bytes, Func<TFrom, TTo> convert) where TFrom : unmanaged
    {
        var from = MemoryMarshal.Cast<byte, TFrom>(bytes);
        var to = new TTo[from.Length];
        for (var i = 0; i < to.Length; i++)
            to[i] = convert(from[i]);
        return to;
    }
}
