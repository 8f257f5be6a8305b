using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Variance and standard deviation; unbiased divides by one less than the count.</summary>
    public partial class Tensor
    {
        private static readonly Operator StdOperator = new("aten::std");
        private static readonly Operator VarOperator = new("aten::var");
        private static readonly Operator StdMeanOperator = new("aten::std_mean");
        private static readonly Operator VarMeanOperator = new("aten::var_mean");
        private static readonly Operator StdDimOperator = new("aten::std", "dim");
        private static readonly Operator VarDimOperator = new("aten::var", "dim");

        public Tensor std(bool unbiased = true) => StdOperator.Call(this, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(type).StdOf(dimensions, unbiased, keepdim);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => VarOperator.Call(this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(type).VarOf(dimensions, unbiased, keepdim);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => StdMeanOperator.Call2(this, unbiased);

        public (Tensor var, Tensor mean) var_mean(bool unbiased = true) => VarMeanOperator.Call2(this, unbiased);

        private Tensor As(ScalarType? type) => type is { } wanted ? to_type(wanted) : this;

        private Tensor StdOf(long[] dimensions, bool unbiased, bool keepdim) => StdDimOperator.Call(this, dimensions, unbiased, keepdim);

        private Tensor VarOf(long[] dimensions, bool unbiased, bool keepdim) => VarDimOperator.Call(this, dimensions, unbiased, keepdim);
    }
}
