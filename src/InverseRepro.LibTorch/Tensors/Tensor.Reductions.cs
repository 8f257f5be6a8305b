using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Sums, means, spreads and norms, over all or some dimensions.</summary>
    public partial class Tensor
    {
        private static readonly Operator SumOperator = new("aten::sum");
        private static readonly Operator SumDimIntListOperator = new("aten::sum", "dim_IntList");
        private static readonly Operator MeanOperator = new("aten::mean");
        private static readonly Operator MeanDimOperator = new("aten::mean", "dim");
        private static readonly Operator ProdOperator = new("aten::prod");
        private static readonly Operator ProdDimIntOperator = new("aten::prod", "dim_int");
        private static readonly Operator NansumOperator = new("aten::nansum");
        private static readonly Operator NanmeanOperator = new("aten::nanmean");
        private static readonly Operator LogsumexpOperator = new("aten::logsumexp");
        private static readonly Operator CountNonzeroOperator = new("aten::count_nonzero");
        private static readonly Operator CountNonzeroDimIntListOperator = new("aten::count_nonzero", "dim_IntList");
        private static readonly Operator NormScalarOperator = new("aten::norm", "Scalar");
        private static readonly Operator NormScalarOptDimOperator = new("aten::norm", "ScalarOpt_dim");
        private static readonly Operator DistOperator = new("aten::dist");
        private static readonly Operator AllOperator = new("aten::all");
        private static readonly Operator AllDimOperator = new("aten::all", "dim");
        private static readonly Operator AnyOperator = new("aten::any");
        private static readonly Operator AnyDimOperator = new("aten::any", "dim");
        private static readonly Operator CumsumOperator = new("aten::cumsum");
        private static readonly Operator CumprodOperator = new("aten::cumprod");
        private static readonly Operator CummaxOperator = new("aten::cummax");
        private static readonly Operator CumminOperator = new("aten::cummin");
        private static readonly Operator LogcumsumexpOperator = new("aten::logcumsumexp");

        public Tensor sum(ScalarType? type = null) => SumOperator.Call(this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => SumDimIntListOperator.Call(this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => SumDimIntListOperator.Call(this, dim, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => MeanOperator.Call(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => MeanDimOperator.Call(this, dimensions, keepdim, type);

        public Tensor prod(ScalarType? type = null) => ProdOperator.Call(this, type);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => ProdDimIntOperator.Call(this, dim, keepdim, type);

        public Tensor nansum() => NansumOperator.Call(this);

        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            NanmeanOperator.Call(this, dim is { } known ? [known] : (long[]?)null, keepdim, dtype);

        public Tensor logsumexp(long dim, bool keepdim = false) => LogsumexpOperator.Call(this, dim, keepdim);

        public Tensor count_nonzero(long[]? dims = null) => dims is null ? CountNonzeroOperator.Call(this) : CountNonzeroDimIntListOperator.Call(this, dims);

        public Tensor norm(float p = 2.0f) => NormScalarOperator.Call(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => NormScalarOptDimOperator.Call(this, p, dim, keepdim);

        public Tensor dist(Tensor other, float p = 2.0f) => DistOperator.Call(this, other, p);

        public Tensor all() => AllOperator.Call(this);

        public Tensor all(long dim, bool keepdim = false) => AllDimOperator.Call(this, dim, keepdim);

        public Tensor any() => AnyOperator.Call(this);

        public Tensor any(long dim, bool keepdim = false) => AnyDimOperator.Call(this, dim, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => CumsumOperator.Call(this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => CumprodOperator.Call(this, dim, type);

        public (Tensor values, Tensor indexes) cummax(long dim) => CummaxOperator.Call2(this, dim);

        public (Tensor values, Tensor indexes) cummin(long dim) => CumminOperator.Call2(this, dim);

        public Tensor logcumsumexp(long dim) => LogcumsumexpOperator.Call(this, dim);
    }
}
