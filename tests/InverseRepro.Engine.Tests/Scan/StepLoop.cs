using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests.Scan;

/// <summary>The selective scan one step at a time, as its equations read.</summary>
internal static class StepLoop
{
    public static (Tensor Output, Tensor LastState) Run(ScanInputs x)
    {
        var delta = x.DeltaBias is { } bias ? x.Delta + bias.unsqueeze(-1) : x.Delta; // N×D×L
        if (x.DeltaSoftplus)
            delta = nn.functional.softplus(delta);
        Tensor[] steps = delta.unbind(-1), u = x.U.unbind(-1), b = Of(x.B, x), c = Of(x.C, x);
        var state = x.InitialState ?? zeros([x.Batch, x.Channels, x.State], x.U.dtype); // N×D×S
        var outputs = new List<Tensor>();
        for (var t = 0; t < steps.Length; t++)
        {
            state = (steps[t].unsqueeze(-1) * x.A).exp() * state + (steps[t] * u[t]).unsqueeze(-1) * b[t];
            outputs.Add((state * c[t]).sum(-1L)); // N×D
        }
        var output = stack(outputs, -1);
        if (x.D is { } d)
            output += x.U * d.unsqueeze(-1);
        return (x.Z is { } z ? output * z * z.sigmoid() : output, state);
    }

    /// <summary>B or C of each step, for every channel: N×D×S.</summary>
    private static Tensor[] Of(Tensor given, ScanInputs x)
    {
        if (given.shape.Length == 2)
            return [.. Enumerable.Repeat(given, (int)x.Length)];
        var grouped = given.shape.Length == 3 ? given.unsqueeze(1) : given; // N×G×S×L
        var (n, g, s, l) = (x.Batch, grouped.shape[1], x.State, x.Length);
        return grouped.unsqueeze(2).expand(n, g, x.Channels / g, s, l).reshape(n, x.Channels, s, l).unbind(-1);
    }
}
