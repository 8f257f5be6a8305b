using System.Runtime.CompilerServices;
using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>t[…]: numbers, slices, new dimensions and ellipsis give views; tensors of indices or bools give copies.</summary>
    public partial class Tensor
    {
        private static readonly Operator IndexOperator = new("aten::index", "Tensor");
        private static readonly Operator IndexPutOperator = new("aten::index_put_");

        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Assign(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Element(i1, i2);
            set => Assign(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Element(i1, i2, i3);
            set => Assign(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Element(i1, i2, i3, i4);
            set => Assign(value, i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Element(indices);
            set => Assign(value, indices);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var view = View(indices, out var chosen);
            if (chosen is null)
                return view;
            var result = IndexOperator.Call(view, chosen);
            Release(view);
            return result;
        }

        public Tensor index(params Tensor[] indices) => IndexOperator.Call(this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var view = View(indices, out var chosen);
            if (chosen is null)
                view.copy_(value);
            else
                IndexPutOperator.CallVoid(view, chosen, value, false);
            Release(view);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => IndexPutOperator.CallInPlace(this, indices, value, false);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filled = full([], value, dtype, device);
            return index_put_(filled, indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var filled = full([], value, dtype, device);
            return index_put_(filled, indices);
        }

        private Tensor Element(params ReadOnlySpan<long> indices)
        {
            var view = this;
            foreach (var i in indices)
                view = Follow(view, view.select(0, i));
            return view;
        }

        private void Assign(Tensor value, params ReadOnlySpan<long> indices)
        {
            var view = Element(indices);
            view.copy_(value);
            Release(view);
        }

        /// <summary>Applies everything but tensors of indices; those are returned by dimension of the view, null for whole dimensions.</summary>
        private Tensor View(TensorIndex[] indices, out Tensor?[]? chosen)
        {
            var consumed = indices.Sum(DimensionsOf);
            List<Tensor?> tensors = [];
            var (view, dimension, taken) = (this, 0L, 0);
            foreach (var index in indices)
            {
                if (index.Is == TensorIndex.Kind.Ellipsis)
                    dimension = view.ndim - (consumed - taken);
                else
                    view = Follow(view, view.Apply(index, ref dimension, tensors));
                taken += DimensionsOf(index);
            }
            chosen = tensors.Exists(tensor => tensor is not null) ? [.. tensors] : null;
            return ReferenceEquals(view, this) ? alias() : view;
        }

        private Tensor Apply(TensorIndex index, ref long dimension, List<Tensor?> tensors)
        {
            switch (index.Is)
            {
                case TensorIndex.Kind.Single:
                    return select(dimension, index.Start ?? 0);
                case TensorIndex.Kind.Slice:
                    return slice(dimension++, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step);
                case TensorIndex.Kind.None:
                    return unsqueeze(dimension++);
                case TensorIndex.Kind.Tensor:
                    for (var covered = tensors.Sum(DimensionsOf); covered < dimension; covered++)
                        tensors.Add(null);
                    tensors.Add(index.Indices);
                    dimension += DimensionsOf(index.Indices);
                    return this;
                default:
                    throw new NotSupportedException($"Indexing by {index.Is} is not supported.");
            }
        }

        private static int DimensionsOf(TensorIndex index) => index.Is switch
        {
            TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
            TensorIndex.Kind.Tensor => DimensionsOf(index.Indices),
            _ => 0,
        };

        /// <summary>A mask covers as many dimensions as it has; indices cover one.</summary>
        private static int DimensionsOf(Tensor? indices) => indices is { dtype: ScalarType.Bool } ? (int)indices.ndim : 1;

        /// <summary>The next view of a chain; the one before is freed unless it is this tensor.</summary>
        private Tensor Follow(Tensor before, Tensor next)
        {
            if (!ReferenceEquals(before, next))
                Release(before);
            return next;
        }

        private void Release(Tensor view)
        {
            if (!ReferenceEquals(view, this))
                view.Dispose();
        }
    }
}
