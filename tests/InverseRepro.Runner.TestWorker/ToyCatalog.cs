using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.TestWorker;

/// <summary>Tiny experiments, among them some that behave badly.</summary>
public static class ToyCatalog
{
    public const string Slow = "slow", DataFile = "toy.txt", Weights = "weights.txt", Starts = "starts";

    private const int Kill = 9, StandardOutput = 1;

    /// <param name="train">Settings of <c>train</c>; others than the default change its key and those of its dependents.</param>
    public static ExperimentCatalog Create(ToySettings? train = null) => new([
        Define("train", Train, train),
        Define("other", Train, null),
        Define("probe", Probe, null, new Requirement.Cell("train")),
        Define("probe-slow", ProbeSlow, null, new Requirement.Cell("train", Slow)),
        Define("probe-fixed", Probe, null, new Requirement.Cell("train", Among: 2)),
        Define("read-data", ReadData, null, new Requirement.Data("toy", FindData)),
        Define("after-data", _ => { }, null, new Requirement.Cell("read-data")),
        Define("throw", _ => throw new InvalidOperationException("the loss is not what it was")),
        Define("die", Die),
        Define("die-once", DieOnce),
        Define("after-die", _ => { }, null, new Requirement.Cell("die")),
        Define("stall-once", StallOnce),
        Define("meet-twin", MeetTwin),
        Define("noisy", PrintEverywhere),
        Define("diverge", cell => cell.Record("loss", double.NaN)),
        Define("forgetful", cell => cell.NewArtefact("never.bin")),
        Define("who", cell => cell.Record("process", Environment.ProcessId)),
        Define("device", cell => cell.Record("device", double.Parse(Environment.GetEnvironmentVariable("TOY_DEVICE")!, CultureInfo.InvariantCulture))),
        Experiment.Define("timed", "A toy.", new Dictionary<(Scale, string), ToySettings> { [(Scale.Micro, CellId.DefaultVariant)] = new() }, _ => [], WatchStarts, timed: true),
        Define("circle", _ => { }, null, new Requirement.Cell("circle-back")),
        Define("circle-back", _ => { }, null, new Requirement.Cell("circle")),
    ]);

    private static Experiment Define(string name, Action<ICell> run, ToySettings? settings = null, params Requirement[] requirements) =>
        Define(name, (_, cell) => run(cell), settings, requirements);

    private static Experiment Define(string name, Action<ToySettings, ICell> run, ToySettings? settings, params Requirement[] requirements) =>
        Experiment.Define(name, "A toy.", new Dictionary<(Scale, string), ToySettings>
        {
            [(Scale.Micro, CellId.DefaultVariant)] = settings ?? new ToySettings(),
            [(Scale.Micro, Slow)] = new ToySettings(StepMilliseconds: 25),
        }, _ => requirements, run);

    // The name "train" hides nothing: the loss is a deterministic function of settings and seed with many digits.
    private static void Train(ToySettings settings, ICell cell)
    {
        var random = cell.Seed.Derive("init").Stream();
        var weight = random.NextGaussian();
        for (var step = 0; step < settings.Steps; step++)
        {
            weight -= settings.Rate * Math.Tanh(weight + random.NextGaussian());
            cell.Report("training", (step + 1.0) / settings.Steps, weight * weight);
            cell.Record("loss", weight * weight, index: step);
            Thread.Sleep(settings.StepMilliseconds);
        }
        File.WriteAllText(cell.NewArtefact(Weights), weight.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void Probe(ICell cell) => Probe(cell, CellId.DefaultVariant);

    private static void ProbeSlow(ICell cell) => Probe(cell, Slow);

    private static void Probe(ICell cell, string variant)
    {
        var weight = double.Parse(File.ReadAllText(cell.RequiredArtefact("train", Weights, variant)), CultureInfo.InvariantCulture);
        cell.Record("weight", weight);
    }

    private static DataProbe FindData(string root)
    {
        var path = Path.Combine(root, DataFile);
        return File.Exists(path)
            ? DataProbe.Present(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))
            : DataProbe.Missing($"the toy data is missing: no file {path}; write one");
    }

    private static void ReadData(ICell cell) => cell.Record("length", new FileInfo(Path.Combine(cell.DataRoot, DataFile)).Length, "byte");

    private static void Die(ICell cell)
    {
        Console.Error.WriteLine($"last words of {cell.Id.Arm}");
        Console.Error.Flush();
        _ = kill(Environment.ProcessId, Kill);
        Thread.Sleep(Timeout.Infinite);
    }

    private static void DieOnce(ICell cell)
    {
        var mark = Path.Combine(cell.DataRoot, $"died-{cell.Seed}");
        if (!File.Exists(mark))
        {
            File.WriteAllText(mark, "");
            Die(cell);
        }
        cell.Record("survived", 1);
    }

    private static void StallOnce(ICell cell)
    {
        var mark = Path.Combine(cell.DataRoot, $"stalled-{cell.Seed}");
        if (!File.Exists(mark))
        {
            File.WriteAllText(mark, "");
            Thread.Sleep(Timeout.Infinite);
        }
        cell.Record("passed", 1);
    }

    /// <summary>Waits, for a minute at most, until another attempt at this cell is under way too.</summary>
    private static void MeetTwin(ICell cell)
    {
        File.WriteAllText(Path.Combine(cell.DataRoot, $"met-{Environment.ProcessId}"), "");
        for (var wait = 0; wait < 600 && Directory.GetFiles(cell.DataRoot, "met-*").Length < 2; wait++)
            Thread.Sleep(100);
        cell.Record("weight", cell.Seed.Derive("init").Stream().NextGaussian());
    }

    /// <summary>Counts the workers that are starting when it begins, and those that begin to start in the next half second.</summary>
    private static void WatchStarts(ToySettings settings, ICell cell)
    {
        var before = ToyStart.Read(Path.Combine(cell.DataRoot, Starts));
        cell.Record("starting", before.Begun - before.Done);
        Thread.Sleep(500);
        cell.Record("started", ToyStart.Read(Path.Combine(cell.DataRoot, Starts)).Begun - before.Begun);
    }

    private static void PrintEverywhere(ICell cell)
    {
        Console.WriteLine("a line of managed code");
        foreach (var text in new[] { "a line of native code\n", "{\"type\":\"ready\"}\n", "\u001e{not json}\n", "no line end" })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            _ = write(StandardOutput, bytes, (nuint)bytes.Length);
        }
        cell.Record("value", 1);
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);

    [DllImport("libc")]
    private static extern nint write(int descriptor, byte[] bytes, nuint count);
}
