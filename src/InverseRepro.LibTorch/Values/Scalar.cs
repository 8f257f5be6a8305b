using InverseRepro.LibTorch.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number passed to an operator: integer, floating point or bool.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(long bits, ScalarType type) => (Bits, Type) = (bits, type);

    public ScalarType Type { get; }

    internal long Bits { get; }

    internal double Value => Type == ScalarType.Float64 ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    public static implicit operator Scalar(byte value) => (long)value;

    public static implicit operator Scalar(sbyte value) => (long)value;

    public static implicit operator Scalar(short value) => (long)value;

    public static implicit operator Scalar(int value) => (long)value;

    public static implicit operator Scalar(long value) => new(value, ScalarType.Int64);

    public static implicit operator Scalar(Half value) => (double)value;

    public static implicit operator Scalar(float value) => (double)value;

    public static implicit operator Scalar(double value) => new(BitConverter.DoubleToInt64Bits(value), ScalarType.Float64);

    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, ScalarType.Bool);

    /// <summary>Holds nothing native; here because callers may dispose it.</summary>
    public void Dispose()
    {
    }

    internal Argument ToArgument() => Type switch
    {
        ScalarType.Float64 => Value,
        ScalarType.Bool => Bits != 0,
        _ => Bits,
    };
}
