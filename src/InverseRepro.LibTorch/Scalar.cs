using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>A number that takes the element type of the tensor it meets.</summary>
public sealed class Scalar : IDisposable
{
    private readonly long _bits;

    private Scalar(torch.ScalarType type, long bits) => (Type, _bits) = (type, bits);

    public torch.ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Int64, value);
    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int64, value);
    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int64, value);
    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int64, value);
    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, value);
    public static implicit operator Scalar(Half value) => (double)value;
    public static implicit operator Scalar(float value) => (double)value;
    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, value ? 1 : 0);

    /// <summary>Holds nothing native; here because callers may dispose it.</summary>
    public void Dispose() { }

    internal Argument ToArgument() => Type switch
    {
        torch.ScalarType.Float64 => BitConverter.Int64BitsToDouble(_bits),
        torch.ScalarType.Bool => _bits != 0,
        _ => _bits,
    };
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
}
