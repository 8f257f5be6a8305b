using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>
/// The selective scan from few ordinary operators, each on the states of all steps, for a GPU, which waits longer for an operator
/// to be given than it takes to do it: the sequence is cut into about √L chunks of as many steps. Only two things go step by step: what
/// all chunks add at once, and then the state that each chunk starts from, whose decay to every step of its chunk is one exponential
/// of a sum. Decays are only ever multiplied, so strong decay underflows to 0 and nothing is divided by it.
/// </summary>
internal static class WideScan
{
    /// <summary>As <see cref="SelectiveScan.Run"/>; the inputs fit.</summary>
    public static (Tensor Output, Tensor LastState) Run(ScanInputs inputs) => ComposedScan.Run(inputs, Recurrence);

    /// <summary>The states of all steps have the shape T×S×D×M×N: steps of a chunk, states, channels, chunks, samples.</summary>
    private static (Tensor Output, Tensor LastState) Recurrence(Tensor u, Tensor delta, Tensor a, Tensor b, Tensor c, Tensor? initial)
    {
        var cut = new ScanChunks(u.shape[2], Steps: (long)Math.Ceiling(Math.Sqrt(u.shape[2])));
        var (step, input, entering, leaving) = Cut(u, delta, b, c, cut);
        var rates = a.t().contiguous().unsqueeze(-1).unsqueeze(-1); // S×D×1×1
        var added = Advance(null, Decay(step, rates).unbind(0), ((step * input).unsqueeze(1) * entering).unbind(0)); // T of S×D×M×N
        var afterChunks = Advance(initial?.permute(2, 1, 0), Decay(step.sum(0L), rates).unbind(2), added[^1].unbind(2)); // M of S×D×N
        var starts = stack([initial?.permute(2, 1, 0) ?? afterChunks[0].zeros_like(), .. afterChunks[..^1]], 2); // S×D×M×N
        var states = stack(added) + Decay(step.cumsum(0), rates) * starts;
        return (cut.Join((states * leaving).sum(1L)), afterChunks[^1].permute(2, 1, 0));
    }

    /// <summary>…D×M×N → …S×D×M×N.</summary>
    private static Tensor Decay(Tensor time, Tensor rates) => (time.unsqueeze(-4) * rates).exp_();

    /// <summary>The states after each of some steps.</summary>
    /// <param name="initial">The state before the first; null: zero.</param>
    private static Tensor[] Advance(Tensor? initial, Tensor[] decays, Tensor[] added)
    {
        var states = new Tensor[added.Length];
        for (var t = 0; t < states.Length; t++)
        {
            states[t] = initial is null ? added[t] : (decays[t] * initial).add_(added[t]);
            initial = states[t];
        }
        return states;
    }

    /// <summary>Step sizes and inputs, T×D×M×N, and B and C, T×S×1×M×N or S×D×1×1; what goes with the sequence is cut all at once.</summary>
    private static (Tensor Step, Tensor Input, Tensor B, Tensor C) Cut(Tensor u, Tensor delta, Tensor b, Tensor c, ScanChunks cut)
    {
        Tensor[] sequences = [.. new[] { delta, u, b, c }.Where(x => x.shape.Length == 3)];
        var parts = cut.Of(cat(sequences, 1)).split([.. sequences.Select(x => x.shape[1])], 1); // T×…×M×N
        var next = 2;
        Tensor Coefficient(Tensor given) => given.shape.Length == 3 ? parts[next++].unsqueeze(2) : given.t().contiguous().unsqueeze(-1).unsqueeze(-1);
        return (parts[0], parts[1], Coefficient(b), Coefficient(c));
    }
}
