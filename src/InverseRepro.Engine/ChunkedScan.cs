using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>
/// The selective scan from ordinary operators: the sequence is cut into chunks of about ½√L steps that advance together,
/// first from a zero state for what each adds, then from the state that the chunks before it leave. Decays are only ever
/// multiplied, and that of a whole chunk is one exponential of a sum, so strong decay underflows to 0 and nothing is divided by it.
/// </summary>
internal static class ChunkedScan
{
    /// <summary>As <see cref="SelectiveScan.Run"/>; the inputs fit.</summary>
    public static (Tensor Output, Tensor LastState) Run(ScanInputs inputs)
    {
        using var scope = NewDisposeScope();
        var delta = inputs.DeltaBias is { } bias ? inputs.Delta + bias.unsqueeze(-1) : inputs.Delta; // N×D×L
        if (inputs.DeltaSoftplus)
            delta = nn.functional.softplus(delta);
        var (output, last) = Recurrence(inputs, delta);
        if (inputs.D is { } d)
            output = output + inputs.U * d.unsqueeze(-1);
        if (inputs.Z is { } z)
            output = output * nn.functional.silu(z);
        return scope.MoveToOuter(output, last);
    }

    private static (Tensor Output, Tensor LastState) Recurrence(ScanInputs inputs, Tensor delta)
    {
        var (groups, channels) = ((int)inputs.Groups, inputs.Channels / inputs.Groups);
        var parts = Enumerable.Range(0, groups).Select(group =>
        {
            Tensor Own(Tensor x, long dimension) => groups == 1 ? x : x.narrow(dimension, group * channels, channels);
            Tensor Coefficient(Tensor x) => x.shape.Length == 2 ? Own(x, 0) : x.shape.Length == 4 ? x.select(1, x.shape[1] == 1 ? 0 : group) : x;
            return Group(Own(inputs.U, 1), Own(delta, 1), Own(inputs.A, 0), Coefficient(inputs.B), Coefficient(inputs.C),
                inputs.InitialState is { } state ? Own(state, 1) : null);
        }).ToArray();
        return groups == 1 ? parts[0] : (cat([.. parts.Select(p => p.Output)], 1), cat([.. parts.Select(p => p.LastState)], 1));
    }

    /// <summary>
    /// The channels that share B and C. All of one step of every chunk have the shape S×D×M×N: states, channels, chunks, samples.
    /// </summary>
    private static (Tensor Output, Tensor LastState) Group(Tensor u, Tensor delta, Tensor a, Tensor b, Tensor c, Tensor? initial)
    {
        var cut = new Chunks(u.shape[2]);
        var rates = a.t().contiguous().unsqueeze(-1).unsqueeze(-1); // contiguous: its strides would become those of all made with it
        var step = cut.Of(delta); // T×D×M×N
        Tensor[] steps = step.unbind(0), drives = (step * cut.Of(u)).unbind(0), entering = Coefficient(b, cut), leaving = Coefficient(c, cut);
        var decays = Array.ConvertAll(steps, one => (one * rates).exp_());
        var added = drives.Zip(entering, (one, weight) => one * weight).ToArray();

        var state = ChunkStarts(initial, decays, added, (step.sum(0L) * rates).exp());
        var outputs = new Tensor[steps.Length];
        for (var t = 0; t < outputs.Length; t++)
        {
            state = (decays[t] * state).add_(added[t]);
            using var weighted = state * leaving[t];
            outputs[t] = weighted.sum(0L); // D×M×N
        }
        // The gradient of a narrowed tensor is contiguous. That of the output need not be, and all gradients of steps would follow it.
        return (cut.Join(stack(outputs).narrow(0, 0, outputs.Length)), state.select(2, -1).permute(2, 1, 0));
    }

    /// <summary>The state before each chunk.</summary>
    /// <param name="decay">Of whole chunks.</param>
    private static Tensor ChunkStarts(Tensor? initial, Tensor[] decays, Tensor[] added, Tensor decay)
    {
        var local = added[0];
        for (var t = 1; t < added.Length; t++)
            local = (decays[t] * local).add_(added[t]);
        Tensor[] chunkDecays = decay.unbind(2), chunkAdded = local.unbind(2); // M of S×D×N
        var starts = new Tensor[chunkDecays.Length];
        starts[0] = initial?.permute(2, 1, 0) ?? chunkAdded[0].zeros_like();
        for (var m = 1; m < starts.Length; m++)
            starts[m] = (chunkDecays[m - 1] * starts[m - 1]).add_(chunkAdded[m - 1]);
        return stack(starts, 2);
    }

    /// <summary>B or C of each step, S×1×M×N or S×D×1×1.</summary>
    private static Tensor[] Coefficient(Tensor given, Chunks cut) => given.shape.Length == 2
        ? [.. Enumerable.Repeat(given.t().contiguous().unsqueeze(-1).unsqueeze(-1), (int)cut.Steps)]
        : cut.Of(given).unsqueeze(2).unbind(0);

    /// <summary>M chunks of T steps, the last one filled up with steps of size 0, which leave the state as it is.</summary>
    private readonly record struct Chunks(long Length)
    {
        // Steps are done twice, chunks one after the other but once.
        public long Steps => (long)Math.Ceiling(Math.Sqrt(Length) / 2);

        private long Count => (Length + Steps - 1) / Steps;

        /// <summary>N×X×L → T×X×M×N.</summary>
        public Tensor Of(Tensor x)
        {
            var filled = Steps * Count == Length ? x : nn.functional.pad(x, [0, Steps * Count - Length]);
            return filled.reshape(x.shape[0], x.shape[1], Count, Steps).permute(3, 1, 2, 0).contiguous();
        }

        /// <summary>T×X×M×N → N×X×L.</summary>
        public Tensor Join(Tensor y) => y.permute(3, 1, 2, 0).flatten(-2).narrow(-1, 0, Length);
    }
}
