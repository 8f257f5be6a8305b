using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains. Takes over the storage of the tensor it is made from, which becomes empty.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true) : base(data.MoveHandle())
    {
        this.requires_grad = requires_grad;
    }
}
