using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// A tensor that a module trains. Takes over the storage and the dispose scope of the tensor it is made from, which becomes
/// empty.
/// </summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true) : this(data, data.OwningDisposeScope, requires_grad) { }

    private Parameter(Tensor data, DisposeScope? scope, bool requires_grad) : base(data.MoveHandle())
    {
        if (scope is null)
            DetachFromDisposeScope();
        else
            scope.Attach(this);
        this.requires_grad = requires_grad;
    }
}
