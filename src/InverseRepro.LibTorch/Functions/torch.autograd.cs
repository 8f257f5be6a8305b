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
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, pr), "autograd.grad");
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return results.Select(r => Tensor.OwnOrNull(r)!).ToArray();
        }

        /// <summary>Adds gradients of the sum of <paramref name="tensors"/> to the leaves.</summary>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            if (inputs is { Count: > 0 })
                throw new NotSupportedException("backward with chosen inputs is not supported by this provider; use autograd.grad");
            nint[] t = Handles(tensors), g = Handles(grad_tensors ?? []);
            fixed (nint* pt = t, pg = g)
                Native.Check(Native.ir_backward(pt, t.Length, grad_tensors is null ? null : pg,
                    retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0), "backward");
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
        }

        private static nint[] Handles(IList<Tensor> tensors) => tensors.Select(t => t.Handle).ToArray();
    }
}
