using System.Text;
using TorchSharp;

namespace InverseRepro.LibTorch.Interop;

/// <summary>An argument of an operator. Keeps what it was made from alive until the call is over.</summary>
internal readonly struct Argument
{
    private Argument(ValueKind kind, long bits, object? source) => (Kind, Bits, Source) = (kind, bits, source);

    internal ValueKind Kind { get; }

    internal long Bits { get; }

    /// <summary>The tensor, generator or list; null for a plain number.</summary>
    internal object? Source { get; }

    /// <summary>No tensor, or no value of an optional argument.</summary>
    public static readonly Argument None = default;

    /// <summary>The default that the operator's schema declares.</summary>
    public static readonly Argument Default = new(ValueKind.Default, 0, null);

    public static implicit operator Argument(torch.Tensor? tensor) => tensor is null ? None : new(ValueKind.Tensor, tensor.Handle, tensor);
    public static implicit operator Argument(int value) => new(ValueKind.Int, value, null);
    public static implicit operator Argument(long value) => new(ValueKind.Int, value, null);
    public static implicit operator Argument(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value), null);
    public static implicit operator Argument(float value) => (double)value;
    public static implicit operator Argument(long? value) => value is { } v ? v : None;
    public static implicit operator Argument(double? value) => value is { } v ? v : None;
    public static implicit operator Argument(bool value) => new(ValueKind.Bool, value ? 1 : 0, null);
    public static implicit operator Argument(string? text) => text is null ? None : new(ValueKind.String, 0, Encoding.UTF8.GetBytes(text));
    public static implicit operator Argument(long[]? list) => list is null ? None : new(ValueKind.Ints, 0, list);
    public static implicit operator Argument(double[]? list) => list is null ? None : new(ValueKind.Doubles, 0, list);
    public static implicit operator Argument(bool[] list) => new(ValueKind.Bools, 0, list);
    public static implicit operator Argument(torch.Tensor?[] list) => new(ValueKind.Tensors, 0, list);
    public static implicit operator Argument(torch.ScalarType type) => new(ValueKind.Int, (long)type, null);
    public static implicit operator Argument(torch.ScalarType? type) => type is { } t ? t : None;
    public static implicit operator Argument(torch.Device? device) => device is null ? None : new(ValueKind.Device, device.Packed, null);
    public static implicit operator Argument(Scalar? scalar) => scalar is null ? None : scalar.ToArgument();
    public static implicit operator Argument(torch.Generator? generator) =>
        generator is null ? None : new(ValueKind.Generator, generator.Handle, generator);
}
