using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The same elements in another shape or order: views where strides allow.</summary>
    public partial class Tensor
    {
        private static readonly Operator ViewOperator = new("aten::view");
        private static readonly Operator ViewAsOperator = new("aten::view_as");
        private static readonly Operator ReshapeOperator = new("aten::reshape");
        private static readonly Operator FlattenUsingIntsOperator = new("aten::flatten", "using_ints");
        private static readonly Operator RavelOperator = new("aten::ravel");
        private static readonly Operator PermuteOperator = new("aten::permute");
        private static readonly Operator TransposeIntOperator = new("aten::transpose", "int");
        private static readonly Operator TransposeInPlaceOperator = new("aten::transpose_");
        private static readonly Operator MovedimIntlistOperator = new("aten::movedim", "intlist");
        private static readonly Operator TOperator = new("aten::t");
        private static readonly Operator NumpyTOperator = new("aten::numpy_T");
        private static readonly Operator MTOperator = new("aten::mT");
        private static readonly Operator UnsqueezeOperator = new("aten::unsqueeze");
        private static readonly Operator UnsqueezeInPlaceOperator = new("aten::unsqueeze_");
        private static readonly Operator SqueezeDimOperator = new("aten::squeeze", "dim");
        private static readonly Operator SqueezeOperator = new("aten::squeeze");
        private static readonly Operator SqueezeDimInPlaceOperator = new("aten::squeeze_", "dim");
        private static readonly Operator SqueezeInPlaceOperator = new("aten::squeeze_");
        private static readonly Operator ExpandOperator = new("aten::expand");
        private static readonly Operator ExpandAsOperator = new("aten::expand_as");
        private static readonly Operator BroadcastToOperator = new("aten::broadcast_to");
        private static readonly Operator AsStridedOperator = new("aten::as_strided");
        private static readonly Operator UnfoldOperator = new("aten::unfold");
        private static readonly Operator DiagonalOperator = new("aten::diagonal");
        private static readonly Operator AliasOperator = new("aten::alias");

        public Tensor view(params long[] shape) => ViewOperator.Call(this, shape);

        public Tensor view_as(Tensor other) => ViewAsOperator.Call(this, other);

        public Tensor reshape(params long[] shape) => ReshapeOperator.Call(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => FlattenUsingIntsOperator.Call(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            var axis = (int)(dim < 0 ? dim + ndim : dim);
            return reshape([.. shape[..axis], .. sizes, .. shape[(axis + 1)..]]);
        }

        public Tensor ravel() => RavelOperator.Call(this);

        public Tensor permute(params long[] permutation) => PermuteOperator.Call(this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute([.. permutation]);

        public Tensor transpose(long dim0, long dim1) => TransposeIntOperator.Call(this, dim0, dim1);

        public Tensor transpose_(long dim0, long dim1) => TransposeInPlaceOperator.CallInPlace(this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor movedim(long[] source, long[] destination) => MovedimIntlistOperator.Call(this, source, destination);

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor t() => TOperator.Call(this);

        public Tensor T => NumpyTOperator.Call(this);

        public Tensor mT => MTOperator.Call(this);

        public Tensor unsqueeze(long dim) => UnsqueezeOperator.Call(this, dim);

        public Tensor unsqueeze_(long dim) => UnsqueezeInPlaceOperator.CallInPlace(this, dim);

        public Tensor squeeze(long? dim = null) => dim is { } known ? SqueezeDimOperator.Call(this, known) : SqueezeOperator.Call(this);

        public Tensor squeeze_(long? dim = null) => dim is { } known ? SqueezeDimInPlaceOperator.CallInPlace(this, known) : SqueezeInPlaceOperator.CallInPlace(this);

        public Tensor expand(params long[] sizes) => ExpandOperator.Call(this, sizes);

        public Tensor expand(long[] sizes, bool isImplicit = false) => ExpandOperator.Call(this, sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => ExpandOperator.Call(this, sizes.ToArray(), isImplicit);

        public Tensor expand_as(Tensor other) => ExpandAsOperator.Call(this, other);

        public Tensor broadcast_to(params long[] shape) => BroadcastToOperator.Call(this, shape);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => AsStridedOperator.Call(this, size, strides, storageOffset);

        /// <summary>Sliding windows over a dimension, as a new last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => UnfoldOperator.Call(this, dimension, size, step);

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => DiagonalOperator.Call(this, offset, dim1, dim2);

        public Tensor alias() => AliasOperator.Call(this);
    }
}
