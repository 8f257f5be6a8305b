using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>What surrounds the recurrence of a selective scan from ordinary operators: step sizes, groups, weight of the input, gate.</summary>
internal static class ComposedScan
{
    /// <summary>The recurrence of channels that share B and C: N×D×L and the state after the last step, N×D×S.</summary>
    /// <param name="u">Inputs, N×D×L.</param>
    /// <param name="delta">Step sizes, N×D×L.</param>
    /// <param name="a">A, D×S.</param>
    /// <param name="b">B, N×S×L or D×S.</param>
    /// <param name="c">C, likewise.</param>
    /// <param name="initial">The state before the first step, N×D×S; null: zero.</param>
    public delegate (Tensor Output, Tensor LastState) Recurrence(Tensor u, Tensor delta, Tensor a, Tensor b, Tensor c, Tensor? initial);

    /// <summary>As <see cref="SelectiveScan.Run"/>; the inputs fit.</summary>
    public static (Tensor Output, Tensor LastState) Run(ScanInputs inputs, Recurrence recurrence)
    {
        using var scope = NewDisposeScope();
        var delta = inputs.DeltaBias is { } bias ? inputs.Delta + bias.unsqueeze(-1) : inputs.Delta; // N×D×L
        if (inputs.DeltaSoftplus)
            delta = nn.functional.softplus(delta);
        var (output, last) = Grouped(inputs, delta, recurrence);
        if (inputs.D is { } d)
            output = output + inputs.U * d.unsqueeze(-1);
        if (inputs.Z is { } z)
            output = output * nn.functional.silu(z);
        return scope.MoveToOuter(output, last);
    }

    private static (Tensor Output, Tensor LastState) Grouped(ScanInputs inputs, Tensor delta, Recurrence recurrence)
    {
        var (groups, channels) = ((int)inputs.Groups, inputs.Channels / inputs.Groups);
        var parts = Enumerable.Range(0, groups).Select(group =>
        {
            Tensor Own(Tensor x, long dimension) => groups == 1 ? x : x.narrow(dimension, group * channels, channels);
            Tensor Coefficient(Tensor x) => x.shape.Length == 2 ? Own(x, 0) : x.shape.Length == 4 ? x.select(1, x.shape[1] == 1 ? 0 : group) : x;
            return recurrence(Own(inputs.U, 1), Own(delta, 1), Own(inputs.A, 0), Coefficient(inputs.B), Coefficient(inputs.C),
                inputs.InitialState is { } state ? Own(state, 1) : null);
        }).ToArray();
        return groups == 1 ? parts[0] : (cat([.. parts.Select(p => p.Output)], 1), cat([.. parts.Select(p => p.LastState)], 1));
    }
}
