using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Views, joins and splits.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator ViewOperator = new("aten::view"), ReshapeOperator = new("aten::reshape"),
            PermuteOperator = new("aten::permute"), TransposeOperator = new("aten::transpose", "int"), FlattenOperator = new("aten::flatten", "using_ints"),
            UnsqueezeOperator = new("aten::unsqueeze"),
            SqueezeOperator = new("aten::squeeze"), SqueezeDimOperator = new("aten::squeeze", "dim"), ExpandOperator = new("aten::expand"),
            ExpandAsOperator = new("aten::expand_as"), RepeatOperator = new("aten::repeat"), RepeatInterleaveOperator = new("aten::repeat_interleave", "self_int"),
            NarrowOperator = new("aten::narrow"), SelectOperator = new("aten::select", "int"), SliceOperator = new("aten::slice", "Tensor"),
            ContiguousOperator = new("aten::contiguous"), ChunkOperator = new("aten::chunk"), SplitOperator = new("aten::split", "Tensor"),
            SplitSizesOperator = new("aten::split_with_sizes"), UnbindOperator = new("aten::unbind", "int"), RollOperator = new("aten::roll"),
            FlipOperator = new("aten::flip"), UnfoldOperator = new("aten::unfold"), MovedimOperator = new("aten::movedim", "int"),
            TOperator = new("aten::t"), TriuOperator = new("aten::triu"), TrilOperator = new("aten::tril"), DiagonalOperator = new("aten::diagonal"),
            DiagOperator = new("aten::diag");

        public Tensor view(params long[] shape) => ViewOperator.Call(this, shape);

        public Tensor reshape(params long[] shape) => ReshapeOperator.Call(this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape_as(Tensor other) => reshape(other.shape);

        public Tensor permute(params long[] permutation) => PermuteOperator.Call(this, permutation);

        public Tensor transpose(long dim0, long dim1) => TransposeOperator.Call(this, dim0, dim1);

        public Tensor t() => TOperator.Call(this);

        public Tensor mT => transpose(-2, -1);

        public Tensor movedim(long source, long destination) => MovedimOperator.Call(this, source, destination);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => FlattenOperator.Call(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            var before = shape;
            var at = (int)(dim < 0 ? dim + before.Length : dim);
            return reshape([.. before[..at], .. sizes, .. before[(at + 1)..]]);
        }

        public Tensor unsqueeze(long dim) => UnsqueezeOperator.Call(this, dim);

        public Tensor squeeze() => SqueezeOperator.Call(this);

        public Tensor squeeze(long dim) => SqueezeDimOperator.Call(this, dim);

        public Tensor expand(params long[] sizes) => ExpandOperator.Call(this, sizes);

        public Tensor expand_as(Tensor other) => ExpandAsOperator.Call(this, other);

        public Tensor repeat(params long[] sizes) => RepeatOperator.Call(this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            RepeatInterleaveOperator.Call(this, repeats, dim is { } d ? d : Argument.None);

        public Tensor narrow(long dim, long start, long length) => NarrowOperator.Call(this, dim, start, length);

        public Tensor select(long dim, long index) => SelectOperator.Call(this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => SliceOperator.Call(this, dim, start, finish, step);

        public Tensor contiguous() => ContiguousOperator.Call(this);

        public Tensor[] chunk(long chunks, long dim = 0L) => ChunkOperator.CallList(this, chunks, dim);

        public Tensor[] split(long size, long dim = 0L) => SplitOperator.CallList(this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0L) => SplitSizesOperator.CallList(this, sizes, dim);

        public Tensor[] unbind(long dim = 0L) => UnbindOperator.CallList(this, dim);

        public Tensor roll(long shifts, long dims) => RollOperator.Call(this, shifts, dims);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => RollOperator.Call(this, shifts.ToArray(), dims.ToArray());

        public Tensor roll((long, long) shifts, (long, long) dims) => RollOperator.Call(this, new[] { shifts.Item1, shifts.Item2 }, new[] { dims.Item1, dims.Item2 });

        public Tensor flip(params long[] dims) => FlipOperator.Call(this, dims);

        public Tensor unfold(long dimension, long size, long step) => UnfoldOperator.Call(this, dimension, size, step);

        public Tensor triu(long diagonal = 0) => TriuOperator.Call(this, diagonal);

        public Tensor tril(long diagonal = 0) => TrilOperator.Call(this, diagonal);

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => DiagonalOperator.Call(this, offset, dim1, dim2);

        public Tensor diag(long diagonal = 0) => DiagOperator.Call(this, diagonal);
    }

    private static readonly Operator CatOperator = new("aten::cat"), StackOperator = new("aten::stack"), MeshgridOperator = new("aten::meshgrid", "indexing");

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => CatOperator.Call(tensors as Tensor[] ?? [.. tensors], dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => StackOperator.Call(tensors as Tensor[] ?? [.. tensors], dim);

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => MeshgridOperator.CallList(tensors.ToArray(), indexing);

    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    public static Tensor squeeze(Tensor input, long dim) => input.squeeze(dim);

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0L) => input.chunk(chunks, dim);

    public static Tensor[] split(Tensor input, long size, long dim = 0L) => input.split(size, dim);

    public static Tensor roll(Tensor input, long shifts, long dims) => input.roll(shifts, dims);

    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    public static Tensor triu(Tensor input, long diagonal = 0) => input.triu(diagonal);

    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);
}
