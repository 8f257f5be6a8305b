using InverseRepro.LibTorch;
using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Evenly spaced numbers, identity matrices and random draws.</summary>
public static partial class torch
{
    private static readonly Operator ArangeStartStepOperator = new("aten::arange", "start_step");
    private static readonly Operator LinspaceOperator = new("aten::linspace");
    private static readonly Operator LogspaceOperator = new("aten::logspace");
    private static readonly Operator EyeMOperator = new("aten::eye", "m");
    private static readonly Operator RandintLowGeneratorOperator = new("aten::randint", "low_generator");
    private static readonly Operator RandpermGeneratorOperator = new("aten::randperm", "generator");
    private static readonly Operator NormalFloatFloatOperator = new("aten::normal", "float_float");
    private static readonly Operator EmptyStridedOperator = new("aten::empty_strided");

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ArangeStartStepOperator.Call(start, stop, step, dtype ?? TypeOf(start, stop, step), Argument.None, device).requires_grad_(requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Both ends included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        LinspaceOperator.Call(start, end, steps, dtype ?? defaultType, Argument.None, device).requires_grad_(requires_grad);

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        LogspaceOperator.Call(start, end, steps, @base, dtype ?? defaultType, Argument.None, device).requires_grad_(requires_grad);

    /// <summary>Ones on the diagonal; square unless columns are given.</summary>
    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        EyeMOperator.Call(rows, columns < 0 ? rows : columns, dtype ?? defaultType, Argument.None, device).requires_grad_(requires_grad);

    /// <summary>Whole numbers in [0, high).</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) => randint(0, high, size, dtype, device, requires_grad, generator);

    /// <summary>Whole numbers in [low, high).</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        RandintLowGeneratorOperator.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Argument.None, device).requires_grad_(requires_grad);

    /// <summary>The numbers below n in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        RandpermGeneratorOperator.Call(n, generator, dtype ?? ScalarType.Int64, Argument.None, device).requires_grad_(requires_grad);

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        NormalFloatFloatOperator.Call(mean, std, size.ToArray(), generator, dtype ?? defaultType, Argument.None, device).requires_grad_(requires_grad);

    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        EmptyStridedOperator.Call(size, strides, dtype ?? defaultType, Argument.None, device).requires_grad_(requires_grad);

    /// <summary>An array of any rank, as it is shaped.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false)
    {
        var shape = new long[rawArray.Rank];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = rawArray.GetLongLength(i);
        return TensorFactory.Copy(rawArray, shape, dtype, device, requires_grad);
    }

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    private static ScalarType TypeOf(params ReadOnlySpan<Scalar> scalars)
    {
        foreach (var scalar in scalars)
        {
            if (scalar.Type == ScalarType.Float64)
                return defaultType;
        }
        return ScalarType.Int64;
    }
}
