using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Repeating, turning, splitting and rearranging along dimensions.</summary>
    public partial class Tensor
    {
        private static readonly Operator RepeatOperator = new("aten::repeat");
        private static readonly Operator RepeatInterleaveSelfTensorOperator = new("aten::repeat_interleave", "self_Tensor");
        private static readonly Operator RepeatInterleaveSelfIntOperator = new("aten::repeat_interleave", "self_int");
        private static readonly Operator TileOperator = new("aten::tile");
        private static readonly Operator FlipOperator = new("aten::flip");
        private static readonly Operator FliplrOperator = new("aten::fliplr");
        private static readonly Operator FlipudOperator = new("aten::flipud");
        private static readonly Operator RollOperator = new("aten::roll");
        private static readonly Operator Rot90Operator = new("aten::rot90");
        private static readonly Operator TrilOperator = new("aten::tril");
        private static readonly Operator TrilInPlaceOperator = new("aten::tril_");
        private static readonly Operator TriuOperator = new("aten::triu");
        private static readonly Operator TriuInPlaceOperator = new("aten::triu_");
        private static readonly Operator DiagOperator = new("aten::diag");
        private static readonly Operator DiagEmbedOperator = new("aten::diag_embed");
        private static readonly Operator TraceOperator = new("aten::trace");
        private static readonly Operator DiffOperator = new("aten::diff");
        private static readonly Operator ChunkOperator = new("aten::chunk");
        private static readonly Operator SplitTensorOperator = new("aten::split", "Tensor");
        private static readonly Operator SplitWithSizesOperator = new("aten::split_with_sizes");
        private static readonly Operator TensorSplitSectionsOperator = new("aten::tensor_split", "sections");
        private static readonly Operator UnbindIntOperator = new("aten::unbind", "int");

        public Tensor repeat(params long[] sizes) => RepeatOperator.Call(this, sizes);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => RepeatInterleaveSelfTensorOperator.Call(this, repeats, dim, output_size);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => RepeatInterleaveSelfIntOperator.Call(this, repeats, dim, output_size);

        public Tensor tile(long[] reps) => TileOperator.Call(this, reps);

        public Tensor flip(params long[] dims) => FlipOperator.Call(this, dims);

        public Tensor fliplr() => FliplrOperator.Call(this);

        public Tensor flipud() => FlipudOperator.Call(this);

        public Tensor roll(long shifts, long? dims = null) => RollOperator.Call(this, shifts, dims is { } known ? (long[])[known] : []);

        public Tensor roll((long, long) shifts, (long, long) dims) => roll([shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        public Tensor roll(long[] shifts, long[] dims) => RollOperator.Call(this, shifts, dims);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => RollOperator.Call(this, shifts.ToArray(), dims.ToArray());

        public Tensor roll(long[] shifts) => RollOperator.Call(this, shifts);

        public Tensor rot90(long k = 1, (long, long)? dims = null) => Rot90Operator.Call(this, k, dims is { } pair ? (long[])[pair.Item1, pair.Item2] : [0, 1]);

        public Tensor tril(long diagonal = 0) => TrilOperator.Call(this, diagonal);

        public Tensor tril_(long diagonal = 0) => TrilInPlaceOperator.CallInPlace(this, diagonal);

        public Tensor triu(long diagonal = 0) => TriuOperator.Call(this, diagonal);

        public Tensor triu_(long diagonal = 0) => TriuInPlaceOperator.CallInPlace(this, diagonal);

        public Tensor diag(long diagonal = 0) => DiagOperator.Call(this, diagonal);

        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) => DiagEmbedOperator.Call(this, offset, dim1, dim2);

        public Tensor trace() => TraceOperator.Call(this);

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => DiffOperator.Call(this, n, dim, prepend, append);

        public Tensor[] chunk(long chunks, long dim = 0L) => ChunkOperator.CallList(this, chunks, dim);

        public Tensor[] split(long size, int dim = 0) => SplitTensorOperator.CallList(this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => SplitWithSizesOperator.CallList(this, sizes, dim);

        public Tensor[] split(params long[] sizes) => SplitWithSizesOperator.CallList(this, sizes);

        public Tensor[] tensor_split(long size, long dim = 0L) => TensorSplitSectionsOperator.CallList(this, size, dim);

        public Tensor[] unbind(long dimension = 0L) => UnbindIntOperator.CallList(this, dimension);
    }
}
