using System.Globalization;
using BenchmarkDotNet.Running;
using InverseRepro.Benchmarks.Counting;
using InverseRepro.Benchmarks.Grids;
using InverseRepro.Benchmarks.Micro;
using InverseRepro.Benchmarks.SideBySide;

switch (args)
{
    case ["micro", .. var options]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(options, InProcessConfig.Create());
        return 0;
    case ["operators"]:
        OperatorTimes.Print(Console.Out);
        return 0;
    case ["vit", var steps] when Count(steps) is { } count:
        StepTimes.Print(count, Console.Out);
        return 0;
    case ["memory", var steps] when Count(steps) is { } count:
        ResidentMemory.Print(count, Console.Out);
        return 0;
    case ["forward", var target, var threads, var passes] when ForwardTimes.Targets.ContainsKey(target) && Count(threads) is { } threadCount && Count(passes) is { } passCount:
        ForwardTimes.Print(target, threadCount, passCount, Console.Out);
        return 0;
    case ["count", var library]:
        MambaOperators.Print(new OperatorCounter(library), Console.Out);
        return 0;
    case ["scan", var rounds] when Count(rounds) is { } count:
        ScanTimes.Print(count, Console.Out);
        return 0;
    case ["ensemble", var rounds] when Count(rounds) is { } count:
        EnsembleTimes.Print(count, Console.Out);
        return 0;
    case ["grid", var cells] when Count(cells) is { } count:
        GridTimes.Print(count, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: micro [BenchmarkDotNet's options] | operators | vit STEPS | memory STEPS | scan ROUNDS | count LIBRARY | ensemble ROUNDS | grid CELLS | forward TARGET THREADS PASSES  (see bench/README.md)");
        return 2;
}

static int? Count(string text) =>
    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
