using static TorchSharp.torch;

namespace InverseRepro.Engine.Parity;

/// <summary>Pixels that a golden model looks at, beside its inputs.</summary>
public sealed record GoldenPositions(long[] Shape, long[] Values)
{
    /// <summary>int64, of shape <see cref="Shape"/>.</summary>
    public Tensor ToTensor() => tensor(Values, Shape);
}
