using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>Gradients of the sum of <paramref name="outputs"/> with respect to <paramref name="inputs"/>.</summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] o = Handles(outputs), i = Handles(inputs), g = Handles(grad_outputs ?? []), results = new nint[inputs.Count];
            fixed (nint* po = o, pi = i, pg = g, pr = results)
                Native.Check(Native.ir_autograd_grad(po, o.Length, pi, i.Length, grad_outputs is null ? null : pg,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, pr), $"autograd.grad({Shapes(outputs)}, {Shapes(inputs)})");
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return results.Select(r => new Tensor(r)).ToArray();
        }

        /// <summary>Adds gradients of the sum of <paramref name="tensors"/> to the leaves, or to the inputs alone where given.</summary>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] t = Handles(tensors), g = Handles(grad_tensors ?? []), i = Handles(inputs ?? []);
            fixed (nint* pt = t, pg = g, pi = i)
                Native.Check(Native.ir_backward(pt, t.Length, grad_tensors is null ? null : pg,
                    retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, pi, i.Length), $"autograd.backward({Shapes(tensors)})");
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        private static string Shapes(IList<Tensor> tensors) => $"[{string.Join(", ", tensors.Select(tensor => tensor.Describe()))}]";

        private static nint[] Handles(IList<Tensor> tensors) => tensors.Select(t => t.Handle).ToArray();
    }
}
