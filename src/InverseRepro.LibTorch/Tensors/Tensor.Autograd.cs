using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator RetainGradOperator = new("aten::retain_grad");

        public bool requires_grad
        {
            get
            {
                var required = Native.ir_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return required;
            }
            set
            {
                Native.Check(Native.ir_set_requires_grad(Handle, value ? 1 : 0), nameof(requires_grad));
                GC.KeepAlive(this);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public bool is_leaf
        {
            get
            {
                var leaf = Native.ir_is_leaf(Handle) != 0;
                GC.KeepAlive(this);
                return leaf;
            }
        }

        /// <summary>The gradient that backward passes have added up, or null.</summary>
        public Tensor? grad
        {
            get
            {
                var gradient = OwnOrNull(Native.ir_grad(Handle));
                GC.KeepAlive(this);
                return gradient;
            }
            set
            {
                Native.Check(Native.ir_set_grad(Handle, value?.Handle ?? 0), nameof(grad));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Keeps the gradient of this intermediate result too.</summary>
        public void retain_grad() => RetainGradOperator.CallVoid(this);

        /// <summary>Adds the gradient of this tensor to every leaf that it was computed from.</summary>
        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
