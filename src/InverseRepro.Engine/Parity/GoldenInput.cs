using static TorchSharp.torch;

namespace InverseRepro.Engine.Parity;

/// <summary>An input of a golden model: hash values, optionally scaled and normalised by channel.</summary>
/// <param name="Map">"u" or "s"; null where <paramref name="Made"/> says how the input comes about.</param>
public sealed record GoldenInput(string Name, long[] Shape, string? Map, double Scale, float[]? Mean, float[]? Std, string? Made)
{
    /// <summary>The input on the CPU in float32, of shape <see cref="Shape"/>; channels are the third dimension from the end.</summary>
    /// <exception cref="NotSupportedException">The input has no formula.</exception>
    public Tensor ToTensor()
    {
        if (Map is null)
            throw new NotSupportedException($"Input '{Name}' is not drawn but made: {Made}.");
        using var scope = NewDisposeScope();
        return Normalise(DeterministicWeights.Input(Name, Shape, Map, Scale)).MoveToOuterDisposeScope();
    }

    /// <summary>A picture as the network sees this input: normalised by channel where the input is, else itself.</summary>
    public Tensor Normalise(Tensor picture) => Mean is null || Std is null
        ? picture
        : (picture - tensor(Mean, [Mean.Length, 1, 1])) / tensor(Std, [Std.Length, 1, 1]);
}
