using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Functions of several tensors.</summary>
public static partial class torch
{
    private static readonly Operator CatOperator = new("aten::cat");
    private static readonly Operator StackOperator = new("aten::stack");
    private static readonly Operator HstackOperator = new("aten::hstack");
    private static readonly Operator VstackOperator = new("aten::vstack");
    private static readonly Operator WhereOperator = new("aten::where");
    private static readonly Operator EinsumOperator = new("aten::einsum");
    private static readonly Operator MeshgridIndexingOperator = new("aten::meshgrid", "indexing");
    private static readonly Operator CartesianProdOperator = new("aten::cartesian_prod");
    private static readonly Operator BroadcastTensorsOperator = new("aten::broadcast_tensors");
    private static readonly Operator BlockDiagOperator = new("aten::block_diag");
    private static readonly Operator SearchsortedTensorOperator = new("aten::searchsorted", "Tensor");

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => CatOperator.Call(tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>Along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => StackOperator.Call(tensors.ToArray(), dim);

    public static Tensor hstack(IList<Tensor> tensors) => HstackOperator.Call(tensors.ToArray());

    public static Tensor hstack(params Tensor[] tensors) => HstackOperator.Call(tensors);

    public static Tensor vstack(IList<Tensor> tensors) => VstackOperator.Call(tensors.ToArray());

    /// <summary>The indices of true elements, one tensor a dimension.</summary>
    public static Tensor[] where(Tensor condition) => WhereOperator.CallList(condition);

    /// <summary>Sums products as the equation's letters say, such as "nlc,mc-&gt;nlm".</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => EinsumOperator.Call(equation, tensors);

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => MeshgridIndexingOperator.CallList(tensors.ToArray(), indexing);

    public static Tensor cartesian_prod(IList<Tensor> tensors) => CartesianProdOperator.Call(tensors.ToArray());

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => BroadcastTensorsOperator.CallList((Argument)tensors);

    public static Tensor block_diag(params Tensor[] tensors) => BlockDiagOperator.Call((Argument)tensors);

    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        SearchsortedTensorOperator.Call(sorted_sequence, values, out_int32, right, Argument.None, sorter);
}
