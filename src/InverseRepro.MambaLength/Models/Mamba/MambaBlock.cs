using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Mamba;

/// <summary>Norm, mixer without convolution, residual sum.</summary>
public sealed class MambaBlock : StagedModule
{
    private readonly RmsNorm norm;
    private readonly SelectiveStateSpace mixer;

    public MambaBlock(MambaSettings s) : base(nameof(MambaBlock))
    {
        norm = new RmsNorm(s.Width, s.Epsilon);
        mixer = new SelectiveStateSpace(s);
        RegisterComponents();
    }

    /// <summary>As <see cref="SelectiveStateSpace.Represent"/>.</summary>
    public (Tensor Output, Tensor State) Represent(Tensor x, Tensor? state, Tensor? timeScalers, Features f)
    {
        using var scope = NewDisposeScope();
        var (mixed, last) = mixer.Represent(f["norm"] = norm.forward(x), state, timeScalers, f.Of("mixer"));
        return (scope.MoveToOuter(x + mixed), scope.MoveToOuter(last)); // N×L×D, N×C×S
    }

    protected override Tensor Walk(Tensor x, Features f) => f["output"] = Represent(x, null, null, f).Output; // N×L×D
}
