using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Extremes, ranks and sorting.</summary>
    public partial class Tensor
    {
        private static readonly Operator MaxOperator = new("aten::max");
        private static readonly Operator MaxDimOperator = new("aten::max", "dim");
        private static readonly Operator MinOperator = new("aten::min");
        private static readonly Operator MinDimOperator = new("aten::min", "dim");
        private static readonly Operator AmaxOperator = new("aten::amax");
        private static readonly Operator AmaxOutOperator = new("aten::amax", "out");
        private static readonly Operator AminOperator = new("aten::amin");
        private static readonly Operator AminOutOperator = new("aten::amin", "out");
        private static readonly Operator AminmaxOperator = new("aten::aminmax");
        private static readonly Operator ArgmaxOperator = new("aten::argmax");
        private static readonly Operator ArgminOperator = new("aten::argmin");
        private static readonly Operator ArgsortOperator = new("aten::argsort");
        private static readonly Operator SortStableOperator = new("aten::sort", "stable");
        private static readonly Operator TopkOperator = new("aten::topk");
        private static readonly Operator KthvalueOperator = new("aten::kthvalue");
        private static readonly Operator ModeOperator = new("aten::mode");
        private static readonly Operator MedianOperator = new("aten::median");
        private static readonly Operator QuantileOperator = new("aten::quantile");
        private static readonly Operator MsortOperator = new("aten::msort");
        private static readonly Operator BincountOperator = new("aten::bincount");
        private static readonly Operator BucketizeTensorOperator = new("aten::bucketize", "Tensor");
        private static readonly Operator HistcOperator = new("aten::histc");
        private static readonly Operator UniqueDimOperator = new("aten::unique_dim");
        private static readonly Operator Unique2Operator = new("aten::_unique2");

        public Tensor max() => MaxOperator.Call(this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => MaxDimOperator.Call2(this, dim, keepdim);

        public Tensor min() => MinOperator.Call(this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => MinDimOperator.Call2(this, dim, keepdim);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? AmaxOperator.Call(this, dims, keepdim) : AmaxOutOperator.Call(this, dims, keepdim, @out);

        public Tensor amax(params long[] dims) => AmaxOperator.Call(this, dims);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? AminOperator.Call(this, dims, keepdim) : AminOutOperator.Call(this, dims, keepdim, @out);

        public Tensor amin(params long[] dims) => AminOperator.Call(this, dims);

        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => AminmaxOperator.Call2(this, dim, keepdim);

        public Tensor argmax() => ArgmaxOperator.Call(this);

        public Tensor argmax(long dim, bool keepdim = false) => ArgmaxOperator.Call(this, dim, keepdim);

        public Tensor argmin() => ArgminOperator.Call(this);

        public Tensor argmin(long dim, bool keepdim = false) => ArgminOperator.Call(this, dim, keepdim);

        public Tensor argsort(long dim = -1, bool descending = false) => ArgsortOperator.Call(this, dim, descending);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => SortStableOperator.Call2(this, stable, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => TopkOperator.Call2(this, k, dim, largest, sorted);

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => KthvalueOperator.Call2(this, k, dim ?? -1, keepdim);

        public (Tensor values, Tensor indices) mode(long dim = -1L, bool keepdim = false) => ModeOperator.Call2(this, dim, keepdim);

        public Tensor median() => MedianOperator.Call(this);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => QuantileOperator.Call(this, q, dim, keepdim);

        public Tensor msort() => MsortOperator.Call(this);

        public Tensor bincount(Tensor? weights, long minlength = 0) => BincountOperator.Call(this, weights, minlength);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => BucketizeTensorOperator.Call(this, boundaries, outInt32, right);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => HistcOperator.Call(this, bins, min, max);

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is { } known
                ? UniqueDimOperator.Call3(this, known, sorted, return_inverse, return_counts)
                : Unique2Operator.Call3(this, sorted, return_inverse, return_counts);
            return (output, return_inverse ? inverse : null, return_counts ? counts : null);
        }
    }
}
