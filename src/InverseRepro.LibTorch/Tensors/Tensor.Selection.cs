using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Reading and writing chosen elements.</summary>
    public partial class Tensor
    {
        private static readonly Operator SelectIntOperator = new("aten::select", "int");
        private static readonly Operator NarrowOperator = new("aten::narrow");
        private static readonly Operator SliceTensorOperator = new("aten::slice", "Tensor");
        private static readonly Operator IndexSelectOperator = new("aten::index_select");
        private static readonly Operator GatherOperator = new("aten::gather");
        private static readonly Operator TakeOperator = new("aten::take");
        private static readonly Operator TakeAlongDimOperator = new("aten::take_along_dim");
        private static readonly Operator ScatterSrcOperator = new("aten::scatter", "src");
        private static readonly Operator ScatterSrcInPlaceOperator = new("aten::scatter_", "src");
        private static readonly Operator ScatterAddOperator = new("aten::scatter_add");
        private static readonly Operator ScatterAddInPlaceOperator = new("aten::scatter_add_");
        private static readonly Operator IndexAddOperator = new("aten::index_add");
        private static readonly Operator IndexAddInPlaceOperator = new("aten::index_add_");
        private static readonly Operator IndexCopyOperator = new("aten::index_copy");
        private static readonly Operator IndexCopyInPlaceOperator = new("aten::index_copy_");
        private static readonly Operator IndexFillIntScalarOperator = new("aten::index_fill", "int_Scalar");
        private static readonly Operator IndexFillIntScalarInPlaceOperator = new("aten::index_fill_", "int_Scalar");
        private static readonly Operator MaskedFillScalarOperator = new("aten::masked_fill", "Scalar");
        private static readonly Operator MaskedFillScalarInPlaceOperator = new("aten::masked_fill_", "Scalar");
        private static readonly Operator MaskedScatterOperator = new("aten::masked_scatter");
        private static readonly Operator MaskedScatterInPlaceOperator = new("aten::masked_scatter_");
        private static readonly Operator MaskedSelectOperator = new("aten::masked_select");
        private static readonly Operator NonzeroOperator = new("aten::nonzero");
        private static readonly Operator ArgwhereOperator = new("aten::argwhere");
        private static readonly Operator WhereSelfOperator = new("aten::where", "self");

        public Tensor select(long dim, long index) => SelectIntOperator.Call(this, dim, index);

        public Tensor narrow(long dim, long start, long length) => NarrowOperator.Call(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => SliceTensorOperator.Call(this, dim, start, finish, step);

        public Tensor index_select(long dim, Tensor index) => IndexSelectOperator.Call(this, dim, index);

        public Tensor gather(long dim, Tensor index) => GatherOperator.Call(this, dim, index);

        public Tensor take(Tensor index) => TakeOperator.Call(this, index);

        public Tensor take_along_dim(Tensor indices) => TakeAlongDimOperator.Call(this, indices);

        public Tensor take_along_dim(Tensor indices, long dim) => TakeAlongDimOperator.Call(this, indices, dim);

        public Tensor scatter(long dim, Tensor index, Tensor src) => ScatterSrcOperator.Call(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => ScatterSrcInPlaceOperator.CallInPlace(this, dim, index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => ScatterAddOperator.Call(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => ScatterAddInPlaceOperator.CallInPlace(this, dim, index, src);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => IndexAddOperator.Call(this, dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => IndexAddInPlaceOperator.CallInPlace(this, dim, index, source, alpha);

        public Tensor index_copy(long dim, Tensor index, Tensor source) => IndexCopyOperator.Call(this, dim, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => IndexCopyInPlaceOperator.CallInPlace(this, dim, index, source);

        public Tensor index_fill(long dim, Tensor index, Scalar value) => IndexFillIntScalarOperator.Call(this, dim, index, value);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => IndexFillIntScalarInPlaceOperator.CallInPlace(this, dim, index, value);

        public Tensor masked_fill(Tensor mask, Scalar value) => MaskedFillScalarOperator.Call(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => MaskedFillScalarInPlaceOperator.CallInPlace(this, mask, value);

        public Tensor masked_scatter(Tensor mask, Tensor value) => MaskedScatterOperator.Call(this, mask, value);

        public Tensor masked_scatter_(Tensor mask, Tensor value) => MaskedScatterInPlaceOperator.CallInPlace(this, mask, value);

        public Tensor masked_select(Tensor mask) => MaskedSelectOperator.Call(this, mask);

        public Tensor nonzero() => NonzeroOperator.Call(this);

        public Tensor argwhere() => ArgwhereOperator.Call(this);

        /// <summary>This where the condition holds, y elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => WhereSelfOperator.Call(condition, this, y);
    }
}
