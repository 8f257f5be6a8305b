using System.Diagnostics;
using static TorchSharp.torch;

// The cost of small operators, ns a call, one line each: name, tab, ns. peer.py prints the same lines from Python.
set_num_threads(1);
var x = ones(1);
var y = ones(1);
var matrix = ones(4, 4);
var weight = ones(4, 4);
var trained = ones(1, requires_grad: true);

using (no_grad())
{
    Measure("add, no grad", () => x.add(y));
    Measure("view", () => matrix.view(2, 8));
    Measure("permute", () => matrix.permute(1, 0));
    Measure("matmul 4x4", () => matrix.matmul(weight));
    Measure("sum", () => matrix.sum());
}
Measure("add, grad", () => trained.add(y));

static void Measure(string name, Func<Tensor> call)
{
    const int calls = 20_000, repeats = 7;
    var best = double.MaxValue;
    for (var i = 0; i < repeats; i++)
    {
        var watch = Stopwatch.StartNew();
        for (var k = 0; k < calls; k++)
            call().Dispose();
        best = Math.Min(best, watch.Elapsed.TotalNanoseconds / calls);
    }
    Console.WriteLine(FormattableString.Invariant($"{name}\t{best:F0}"));
}
