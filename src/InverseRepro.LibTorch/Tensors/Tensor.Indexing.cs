using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an index: a number, a slice, all, a new axis, a mask or a list of positions.</summary>
    public readonly struct TensorIndex
    {
        private enum Kind { Slice, Single, Null, Ellipsis, Tensor }

        private readonly Kind _kind;
        private readonly long? _start, _stop, _step;
        private readonly Tensor? _tensor;

        private TensorIndex(Kind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null) =>
            (_kind, _start, _stop, _step, _tensor) = (kind, start, stop, step, tensor);

        /// <summary>Every position between the dimensions indexed on both sides.</summary>
        public static TensorIndex Ellipsis { get; } = new(Kind.Ellipsis);

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex Null { get; } = new(Kind.Null);

        /// <summary>All of a dimension.</summary>
        public static TensorIndex Colon => Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step);

        public static TensorIndex Single(long? index) => new(Kind.Single, index);

        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, tensor: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex(Tensor tensor) => Tensor(tensor);
        public static implicit operator TensorIndex(System.Range range) =>
            Slice(Position(range.Start, isEnd: false), Position(range.End, isEnd: true));

        internal static Tensor Get(Tensor self, TensorIndex[] indices)
        {
            var (view, tensors) = View(self, indices);
            return tensors is null ? view : IndexOperator.Call(view, tensors);
        }

        internal static void Set(Tensor self, TensorIndex[] indices, Tensor value)
        {
            var (view, tensors) = View(self, indices);
            if (tensors is null)
                view.copy_(value);
            else
                IndexPutOperator.CallVoid(view, tensors, value);
        }

        /// <summary>Applies numbers, slices and new axes as views; what is left for gathering comes back by dimension.</summary>
        private static (Tensor View, Tensor?[]? Tensors) View(Tensor self, TensorIndex[] indices)
        {
            var view = self;
            var consumed = indices.Count(i => i._kind is Kind.Slice or Kind.Single or Kind.Tensor);
            var tensors = new List<Tensor?>();
            long dim = 0;
            foreach (var index in indices)
            {
                switch (index._kind)
                {
                    case Kind.Single:
                        view = view.select(dim, index._start!.Value);
                        break;
                    case Kind.Slice:
                        if (index._start is not null || index._stop is not null || index._step is not null)
                            view = view.slice(dim, index._start ?? 0, index._stop ?? long.MaxValue, index._step ?? 1);
                        dim++;
                        break;
                    case Kind.Null:
                        view = view.unsqueeze(dim++);
                        break;
                    case Kind.Ellipsis:
                        dim += self.Dimensions - consumed;
                        break;
                    case Kind.Tensor:
                        while (tensors.Count < dim)
                            tensors.Add(null);
                        tensors.Add(index._tensor);
                        dim += index._tensor!.dtype == ScalarType.Bool ? index._tensor.Dimensions : 1;
                        break;
                }
            }
            return (ReferenceEquals(view, self) ? self.alias() : view, tensors.Count == 0 ? null : [.. tensors]);
        }

        private static long? Position(System.Index index, bool isEnd) => index.IsFromEnd
            ? index.Value == 0 ? isEnd ? null : long.MaxValue : -index.Value
            : index.Value;
    }

    private static readonly Operator IndexOperator = new("aten::index", "Tensor"), IndexPutOperator = new("aten::index_put_");

    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => TensorIndex.Get(this, indices);
            set => TensorIndex.Set(this, indices, value);
        }

        public Tensor index(params TensorIndex[] indices) => TensorIndex.Get(this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            TensorIndex.Set(this, indices, value);
            return this;
        }
    }
}
