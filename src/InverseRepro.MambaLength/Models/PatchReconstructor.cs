using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>
/// Predicts the patches of an image at queried positions from patches seen at others. patches: N×L×C×p×p; at: N×L×2 and queries:
/// N×Q×2, pixels (x, y) relative to the middle of the image → N×Q×C×p×p in (0, 1).
/// </summary>
public abstract class PatchReconstructor(string name) : nn.Module<Tensor, Tensor, Tensor, Tensor>(name)
{
    /// <summary>The result; intermediates go to <paramref name="f"/>, and those it does not keep are freed.</summary>
    public Tensor Represent(Tensor patches, Tensor at, Tensor queries, Features f)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(Walk(patches, at, queries, f));
    }

    public sealed override Tensor forward(Tensor patches, Tensor at, Tensor queries) => Represent(patches, at, queries, Features.None);

    /// <summary>The forward pass, giving each intermediate to <paramref name="f"/> under the reference's name.</summary>
    protected abstract Tensor Walk(Tensor patches, Tensor at, Tensor queries, Features f);
}
