using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Gathering, scattering and choosing.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator IndexSelectOperator = new("aten::index_select"), GatherOperator = new("aten::gather"),
            ScatterOperator = new("aten::scatter", "src"), ScatterInPlaceOperator = new("aten::scatter_", "src"),
            ScatterValueInPlaceOperator = new("aten::scatter_", "value"), ScatterAddOperator = new("aten::scatter_add"),
            ScatterAddInPlaceOperator = new("aten::scatter_add_"), IndexAddInPlaceOperator = new("aten::index_add_"),
            IndexCopyInPlaceOperator = new("aten::index_copy_"), MaskedFillOperator = new("aten::masked_fill", "Scalar"),
            MaskedFillInPlaceOperator = new("aten::masked_fill_", "Scalar"), MaskedSelectOperator = new("aten::masked_select"),
            WhereOperator = new("aten::where", "self"), NonzeroOperator = new("aten::nonzero");

        public Tensor index_select(long dim, Tensor index) => IndexSelectOperator.Call(this, dim, index);

        public Tensor gather(long dim, Tensor index) => GatherOperator.Call(this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => ScatterOperator.Call(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Same(ScatterInPlaceOperator, this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Scalar value) => Same(ScatterValueInPlaceOperator, this, dim, index, value);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => ScatterAddOperator.Call(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Same(ScatterAddInPlaceOperator, this, dim, index, src);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Same(IndexAddInPlaceOperator, this, dim, index, source, alpha);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Same(IndexCopyInPlaceOperator, this, dim, index, source);

        public Tensor masked_fill(Tensor mask, Scalar value) => MaskedFillOperator.Call(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Same(MaskedFillInPlaceOperator, this, mask, value);

        public Tensor masked_select(Tensor mask) => MaskedSelectOperator.Call(this, mask);

        public Tensor where(Tensor condition, Tensor y) => WhereOperator.Call(condition, this, y);

        public Tensor nonzero() => NonzeroOperator.Call(this);
    }

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    public static Tensor masked_fill(Tensor input, Tensor mask, Scalar value) => input.masked_fill(mask, value);
}
