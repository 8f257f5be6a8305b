using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Reductions over all elements or over dimensions.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator MaxOperator = new("aten::max"), MinOperator = new("aten::min"),
            MaxDimOperator = new("aten::max", "dim"), MinDimOperator = new("aten::min", "dim"),
            ArgmaxOperator = new("aten::argmax"), ArgminOperator = new("aten::argmin"),
            SumOperator = new("aten::sum"), SumDimOperator = new("aten::sum", "dim_IntList"),
            MeanOperator = new("aten::mean"), MeanDimOperator = new("aten::mean", "dim"),
            StdOperator = new("aten::std", "dim"), VarOperator = new("aten::var", "dim"),
            NormOperator = new("aten::norm", "ScalarOpt_dim"), NormAllOperator = new("aten::norm", "Scalar"),
            ProdOperator = new("aten::prod"), CumsumOperator = new("aten::cumsum"), CumprodOperator = new("aten::cumprod"),
            LogsumexpOperator = new("aten::logsumexp"), AmaxOperator = new("aten::amax"), AminOperator = new("aten::amin"),
            MedianOperator = new("aten::median"), TopkOperator = new("aten::topk"), SortOperator = new("aten::sort"),
            ArgsortOperator = new("aten::argsort"), BincountOperator = new("aten::bincount"),
            SoftmaxOperator = new("aten::softmax", "int"), LogSoftmaxOperator = new("aten::log_softmax", "int");

        public Tensor sum(ScalarType? type = null) => SumOperator.Call(this, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => SumDimOperator.Call(this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => SumDimOperator.Call(this, dim.ToArray(), keepdim, type);

        public Tensor mean() => MeanOperator.Call(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => MeanDimOperator.Call(this, dimensions, keepdim, type);

        /// <summary>Standard deviation; unbiased divides by N − 1.</summary>
        public Tensor std(bool unbiased = true) => StdOperator.Call(this, Argument.None, unbiased, false);

        public Tensor std(long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => StdOperator.Call(this, dimensions, unbiased, keepdim);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => StdOperator.Call(this, dimensions, unbiased, keepdim);

        public Tensor var(bool unbiased = true) => VarOperator.Call(this, Argument.None, unbiased, false);

        public Tensor var(long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => VarOperator.Call(this, dimensions, unbiased, keepdim);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => VarOperator.Call(this, dimensions, unbiased, keepdim);

        public Tensor norm(float p = 2.0f) => NormAllOperator.Call(this, (double)p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => NormOperator.Call(this, (double)p, dim, keepdim);

        public Tensor prod(ScalarType? dtype = null) => ProdOperator.Call(this, dtype);

        public Tensor cumsum(long dim, ScalarType? type = null) => CumsumOperator.Call(this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => CumprodOperator.Call(this, dim, type);

        public Tensor logsumexp(long dim, bool keepdim = false) => LogsumexpOperator.Call(this, dim, keepdim);

        public Tensor amax(params long[] dims) => AmaxOperator.Call(this, dims);

        public Tensor amax(long[] dims, bool keepdim) => AmaxOperator.Call(this, dims, keepdim);

        public Tensor amin(params long[] dims) => AminOperator.Call(this, dims);

        public Tensor amin(long[] dims, bool keepdim) => AminOperator.Call(this, dims, keepdim);

        public Tensor max() => MaxOperator.Call(this);

        public Tensor min() => MinOperator.Call(this);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => MaxDimOperator.Call2(this, dim, keepdim);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => MinDimOperator.Call2(this, dim, keepdim);

        public Tensor argmax() => ArgmaxOperator.Call(this);

        public Tensor argmax(long dim, bool keepdim = false) => ArgmaxOperator.Call(this, dim, keepdim);

        public Tensor argmin() => ArgminOperator.Call(this);

        public Tensor argmin(long dim, bool keepdim = false) => ArgminOperator.Call(this, dim, keepdim);

        public Tensor median() => MedianOperator.Call(this);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => TopkOperator.Call2(this, k, dim, largest, sorted);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => SortOperator.Call2(this, dim, descending);

        public Tensor argsort(long dim = -1, bool descending = false) => ArgsortOperator.Call(this, dim, descending);

        public Tensor bincount(Tensor? weights, long minlength = 0) => BincountOperator.Call(this, weights, minlength);

        public Tensor count_nonzero(long[]? dims = null) => dims is null ? this.ne(0).sum() : this.ne(0).sum(dims);

        public Tensor softmax(long dim, ScalarType? dtype = null) => SoftmaxOperator.Call(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => LogSoftmaxOperator.Call(this, dim, dtype);
    }

    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    public static Tensor mean(Tensor input) => input.mean();

    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) => input.mean(dimensions, keepdim, type);

    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

    public static Tensor max(Tensor input) => input.max();

    public static Tensor min(Tensor input) => input.min();

    public static (Tensor values, Tensor indexes) topk(Tensor input, int k, int dim = -1, bool largest = true, bool sorted = true) => input.topk(k, dim, largest, sorted);
}
