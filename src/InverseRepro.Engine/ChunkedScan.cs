using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>
/// The selective scan from ordinary operators: the sequence is cut into about √L chunks of about √L steps that advance together,
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

    /// <summary>All of one step of every chunk have the shape S×G×K×M×N: states, groups, channels of a group, chunks, samples.</summary>
    private static (Tensor Output, Tensor LastState) Recurrence(ScanInputs inputs, Tensor delta)
    {
        var (n, d, s, groups) = (inputs.Batch, inputs.Channels, inputs.State, inputs.Groups);
        var cut = new Chunks(inputs.Length);
        var a = inputs.A.t().reshape(s, groups, d / groups, 1, 1);
        var step = cut.Of(delta.reshape(n, groups, d / groups, -1)); // T×G×K×M×N
        var drive = step * cut.Of(inputs.U.reshape(n, groups, d / groups, -1));
        Tensor[] steps = step.unbind(0), drives = drive.unbind(0), b = Coefficient(inputs.B, cut, groups), c = Coefficient(inputs.C, cut, groups);
        var decays = Array.ConvertAll(steps, one => (one * a).exp_());
        var added = drives.Zip(b, (one, weight) => one * weight).ToArray();

        var state = ChunkStarts(inputs, decays, added, (step.sum(0L) * a).exp());
        var outputs = new Tensor[steps.Length];
        for (var t = 0; t < outputs.Length; t++)
        {
            state = (decays[t] * state).add_(added[t]);
            using var weighted = state * c[t];
            outputs[t] = weighted.sum(0L); // G×K×M×N
        }
        var last = state.select(3, -1).reshape(s, d, n).permute(2, 1, 0);
        return (cut.Join(stack(outputs)).reshape(n, d, inputs.Length), last);
    }

    /// <summary>The state before each chunk.</summary>
    /// <param name="decay">Of whole chunks.</param>
    private static Tensor ChunkStarts(ScanInputs inputs, Tensor[] decays, Tensor[] added, Tensor decay)
    {
        var local = added[0];
        for (var t = 1; t < added.Length; t++)
            local = (decays[t] * local).add_(added[t]);
        Tensor[] chunkDecays = decay.unbind(3), chunkAdded = local.unbind(3); // M of S×G×K×N
        var starts = new Tensor[chunkDecays.Length];
        starts[0] = inputs.InitialState is { } given ? given.permute(2, 1, 0).reshape(chunkAdded[0].shape) : chunkAdded[0].zeros_like();
        for (var m = 1; m < starts.Length; m++)
            starts[m] = (chunkDecays[m - 1] * starts[m - 1]).add_(chunkAdded[m - 1]);
        return stack(starts, 3);
    }

    /// <summary>B or C of each step, S×G×1×M×N or S×G×K×1×1.</summary>
    private static Tensor[] Coefficient(Tensor given, Chunks cut, long groups)
    {
        if (given.shape is [var d, var s])
        {
            var same = given.t().reshape(s, groups, d / groups, 1, 1);
            return [.. Enumerable.Repeat(same, (int)cut.Steps)];
        }
        var grouped = given.shape.Length == 3 ? given.unsqueeze(1) : given; // N×G×S×L
        return cut.Of(grouped.transpose(1, 2)).unsqueeze(3).unbind(0);
    }

    /// <summary>M chunks of T steps, the last one filled up with steps of size 0, which leave the state as it is.</summary>
    private readonly record struct Chunks(long Length)
    {
        public long Steps => (long)Math.Ceiling(Math.Sqrt(Length));

        private long Count => (Length + Steps - 1) / Steps;

        /// <summary>N×X×Y×L → T×X×Y×M×N.</summary>
        public Tensor Of(Tensor x)
        {
            var filled = Steps * Count == Length ? x : nn.functional.pad(x, [0, Steps * Count - Length]);
            return filled.reshape(x.shape[0], x.shape[1], x.shape[2], Count, Steps).permute(4, 1, 2, 3, 0).contiguous();
        }

        /// <summary>T×X×Y×M×N → N×X×Y×L.</summary>
        public Tensor Join(Tensor y) => y.permute(4, 1, 2, 3, 0).flatten(-2).narrow(-1, 0, Length);
    }
}
