using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>
/// The selective scan from ordinary operators, for a CPU: the sequence is cut into chunks of about ½√L steps that advance together,
/// first from a zero state for what each adds, then from the state that the chunks before it leave. Decays are only ever
/// multiplied, and that of a whole chunk is one exponential of a sum, so strong decay underflows to 0 and nothing is divided by it.
/// </summary>
internal static class ChunkedScan
{
    /// <summary>As <see cref="SelectiveScan.Run"/>; the inputs fit.</summary>
    public static (Tensor Output, Tensor LastState) Run(ScanInputs inputs) => ComposedScan.Run(inputs, Recurrence);

    /// <summary>All of one step of every chunk have the shape S×D×M×N: states, channels, chunks, samples.</summary>
    private static (Tensor Output, Tensor LastState) Recurrence(Tensor u, Tensor delta, Tensor a, Tensor b, Tensor c, Tensor? initial)
    {
        var cut = new ScanChunks(u.shape[2], Steps: (long)Math.Ceiling(Math.Sqrt(u.shape[2]) / 2)); // steps are done twice, chunks one after the other but once
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
    private static Tensor[] Coefficient(Tensor given, ScanChunks cut) => given.shape.Length == 2
        ? [.. Enumerable.Repeat(given.t().contiguous().unsqueeze(-1).unsqueeze(-1), (int)cut.Steps)]
        : cut.Of(given).unsqueeze(2).unbind(0);
}
