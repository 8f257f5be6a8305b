using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Training;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.Counting;

/// <summary>Operators of a Mamba that reconstructs patches: of its scan in each form, of a forward pass and of an update.</summary>
internal static class MambaOperators
{
    private const int Batch = 4, Channels = 32, State = 8;

    private static readonly ReconstructionTask Task = new(Side: 16, PatchSize: 4, Queries: 32, Longest: 32);

    public static void Print(OperatorCounter counter, TextWriter output)
    {
        Compute.Use("cpu");
        (long, long) OneMore(Action<int> work)
        {
            var (one, two) = (counter.Count(() => work(1)), counter.Count(() => work(2)));
            return (two.Computing - one.Computing, two.Called - one.Called);
        }
        void Line(string name, (long Computing, long Called) counted) => output.WriteLine($"{name,-48} {counted.Computing,6} {counted.Called,6}");
        output.WriteLine($"{"",-48} {"comput",6} {"called",6}");
        foreach (var length in (int[])[49, 65, 97, 129, 193, 321])
            foreach (var (name, scan) in (ReadOnlySpan<(string, Func<ScanInputs, (Tensor, Tensor)>)>)[("chunks", ChunkedScan.Run), ("wide", WideScan.Run)])
            {
                using var scope = NewDisposeScope();
                var inputs = Inputs(length);
                var result = zeros(1);
                Line($"scan of {length} steps in {name}, forward", counter.Count(() => result = scan(inputs).Item1));
                var sum = result.sum();
                Line($"scan of {length} steps in {name}, backward", counter.Count(() => sum.backward()));
            }
        foreach (var (kind, depth) in (ReadOnlySpan<(ReconstructorKind, int)>)[(ReconstructorKind.Mamba, 1), (ReconstructorKind.Mamba, 3), (ReconstructorKind.Transformer, 3), (ReconstructorKind.DeepSet, 3)])
        {
            var network = new ReconstructorSettings(kind, 16, depth, State);
            Line($"{kind} of {depth} blocks (fused scans), no gradient", OneMore(times => Forward(network, times)));
            Line($"{kind} of {depth} blocks (fused scans), an update", OneMore(times => Train(network, times)));
        }
    }

    // What the values are changes no count.
    private static ScanInputs Inputs(int length)
    {
        Tensor Sequence(long width) => ones(Batch, length, width).requires_grad_().transpose(1, 2);
        return new(Sequence(Channels), Sequence(Channels), full([Channels, State], -1f).requires_grad_(), Sequence(State), Sequence(State),
            ones(Channels).requires_grad_(), Sequence(Channels), DeltaSoftplus: true);
    }

    private static void Forward(ReconstructorSettings kind, int passes)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var network = kind.Build(Task, new Seed(1), CPU);
        var (patches, positions) = (zeros([Batch, 32, 1, 4, 4]), zeros(Batch, 32, 2));
        for (var pass = 0; pass < passes; pass++)
            network.forward(patches, positions, positions);
    }

    private static void Train(ReconstructorSettings kind, int updates)
    {
        using var scope = NewDisposeScope();
        using var network = kind.Build(Task, new Seed(1), CPU);
        ReconstructionTraining.Train(network, kind, Task, zeros([8, 1, 16, 16]), new(new(32, 32), updates, Batch, 3e-3), new Seed(2), (_, _) => { }, default);
    }
}
