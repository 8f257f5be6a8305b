using InverseRepro.Engine;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>One selective scan, forward and backward, done in four ways.</summary>
internal sealed class ScanWork
{
    private const int Batch = 16, Channels = 32, State = 8, Length = 256;
    private readonly ScanInputs _inputs;
    private readonly Tensor _gradient; // of the output, dense as a network's

    public ScanWork()
    {
        Compute.Use("cpu");
        using var generator = new Seed(1).Generator();
        Tensor Draw(params long[] shape) => randn(shape, generator: generator).requires_grad_();
        Tensor a = (-randn([Channels, State], generator: generator).exp()).detach().requires_grad_();
        Tensor delta = nn.functional.softplus(randn([Batch, Channels, Length], generator: generator)).detach().requires_grad_();
        _gradient = randn([Batch, Channels, Length], generator: generator);
        _inputs = new ScanInputs(Draw(Batch, Channels, Length), delta, a, Draw(Batch, State, Length), Draw(Batch, State, Length), Draw(Channels));
    }

    public void Fused() => ForwardBackward(x => SelectiveScan.Run(x.U, x.Delta, x.A, x.B, x.C, x.D).Output);

    public void Chunked() => ForwardBackward(x => ChunkedScan.Run(x).Output);

    public void Wide() => ForwardBackward(x => WideScan.Run(x).Output);

    /// <summary>The quickest of the loops tried: everything but the recurrence is done for all steps at once.</summary>
    public void StepLoop() => ForwardBackward(x =>
    {
        var delta = x.Delta.permute(2, 0, 1).unsqueeze(2); // L×N×1×D
        var decays = (delta * x.A.t()).exp().unbind(0); // L of N×S×D
        var added = (delta * x.U.permute(2, 0, 1).unsqueeze(2) * x.B.permute(2, 0, 1).unsqueeze(3)).unbind(0);
        var states = new Tensor[Length];
        states[0] = added[0];
        for (var t = 1; t < Length; t++)
            states[t] = decays[t] * states[t - 1] + added[t];
        var output = (stack(states) * x.C.permute(2, 0, 1).unsqueeze(3)).sum(2L).permute(1, 2, 0); // N×D×L
        return output + x.U * x.D!.unsqueeze(-1);
    });

    private void ForwardBackward(Func<ScanInputs, Tensor> scan)
    {
        using var scope = NewDisposeScope();
        (scan(_inputs) * _gradient).sum().backward();
    }
}
