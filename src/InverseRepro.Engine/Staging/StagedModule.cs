using static TorchSharp.torch;

namespace InverseRepro.Engine.Staging;

/// <summary>A module whose forward pass can be read at every intermediate; shapes are those of the module.</summary>
public abstract class StagedModule(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Every intermediate by name.</summary>
    public Features Represent(Tensor x)
    {
        var features = new Features();
        using var scope = NewDisposeScope();
        Represent(x, features);
        return features;
    }

    /// <summary>The result; intermediates go to <paramref name="f"/>, and those it does not keep are freed.</summary>
    public Tensor Represent(Tensor x, Features f)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(Walk(x, f));
    }

    public sealed override Tensor forward(Tensor x) => Represent(x, Features.None);

    /// <summary>The forward pass, giving each intermediate to <paramref name="f"/> under the reference's name.</summary>
    protected abstract Tensor Walk(Tensor x, Features f);
}
