using InverseRepro.Checkpoints;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>Tensors from and to checkpoint entries, byte by byte.</summary>
public static class TensorEntry
{
    private static readonly (ElementType Element, ScalarType Scalar)[] Types =
    [
        (ElementType.BOOL, ScalarType.Bool), (ElementType.U8, ScalarType.Byte), (ElementType.I8, ScalarType.Int8),
        (ElementType.I16, ScalarType.Int16), (ElementType.I32, ScalarType.Int32), (ElementType.I64, ScalarType.Int64),
        (ElementType.F16, ScalarType.Float16), (ElementType.BF16, ScalarType.BFloat16), (ElementType.F32, ScalarType.Float32),
        (ElementType.F64, ScalarType.Float64),
    ];

    /// <summary>An entry that holds a copy of the tensor's values.</summary>
    public static CheckpointEntry From(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var type = Types.FirstOrDefault(pair => pair.Scalar == tensor.dtype, ((ElementType)(-1), default)).Item1;
        if ((int)type < 0)
            throw new NotSupportedException($"Tensor '{name}' holds {tensor.dtype}, which a safetensors file cannot.");
        var values = tensor.detach().cpu().contiguous();
        return new CheckpointEntry(name, type, tensor.shape, values.numel() == 0 ? Array.Empty<byte>() : values.bytes.ToArray());
    }

    /// <summary>Whether <see cref="ToTensor"/> has a tensor type for the entry: not for unsigned integers of more than a byte.</summary>
    public static bool IsSupported(CheckpointEntry entry) => Types.Any(pair => pair.Element == entry.Type);

    /// <summary>A new tensor on the CPU with the entry's element type, shape and values.</summary>
    public static Tensor ToTensor(CheckpointEntry entry)
    {
        var type = Types.FirstOrDefault(pair => pair.Element == entry.Type, (default, (ScalarType)(-1))).Item2;
        if ((int)type < 0)
            throw new NotSupportedException($"Entry '{entry.Name}' holds {entry.Type}, which a tensor cannot.");
        var tensor = empty(entry.Shape.ToArray(), dtype: type);
        using var flat = tensor.view(-1);
        var at = 0L;
        foreach (var part in entry.Parts())
        {
            using var target = flat.narrow(0, at, part.Length / entry.Type.Size());
            Copy(part.Span, target.bytes, type == ScalarType.Bool);
            at += target.shape[0];
        }
        return tensor;
    }

    private static void Copy(ReadOnlySpan<byte> part, Span<byte> target, bool booleans)
    {
        part.CopyTo(target);
        if (!booleans)
            return;
        foreach (ref var value in target)
            value = (byte)(value == 0 ? 0 : 1); // libtorch takes any other byte for undefined
    }
}
