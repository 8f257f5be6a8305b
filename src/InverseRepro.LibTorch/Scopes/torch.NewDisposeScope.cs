namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope that disposes every tensor made in it on this thread.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.NewDisposeScope();

    public partial class Tensor
    {
        /// <summary>Leaves this tensor to the scope outside the one it is in.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>No scope will dispose this tensor.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            other.Attach(this);
            return this;
        }
    }
}
