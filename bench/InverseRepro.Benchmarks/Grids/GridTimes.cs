using System.Diagnostics;
using System.Globalization;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;

namespace InverseRepro.Benchmarks.Grids;

/// <summary>
/// What a grid costs beside its training: planned, frozen, its shards made up as a cell's process would write them, gathered
/// and decided. Fifty seeds of two arms a claim, twenty measurements a cell.
/// </summary>
internal static class GridTimes
{
    private const int SeedsOfClaim = 50, Measurements = 20;

    public static void Print(int cells, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("repro-grid-").FullName;
        try
        {
            Print(Math.Max(1, cells / (2 * SeedsOfClaim)), folder, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(int count, string folder, TextWriter output)
    {
        var claims = Enumerable.Range(0, count).Select(Claim).ToList();
        var catalog = new ExperimentCatalog([Grid(2 * count)]);
        using var store = SqliteStore.Open(Path.Combine(folder, "record", "repro.db"), TimeProvider.System);
        var artefacts = new ArtefactStore(Path.Combine(folder, "record"));
        var run = new RunRecord(0, default, null, "unknown", false, "none", "cpu", "cpu", "host", "runtime", new Dictionary<string, string>(), "grid", "running");
        var reproduction = new Reproduction(new RunnerSetup(catalog, new CellEnvironment("none", "cpu", "cpu", 1, folder), store, artefacts,
            new InProcessExecutor(new CellHost(catalog)), run, TimeProvider.System));

        var plan = Timed("plan and freeze", output, () => reproduction.Freeze(claims, Scale.Micro, null, new PublishedBuild("none", folder), Path.Combine(folder, "runs")));
        Timed("write all shards", output, () => plan.Plan.ToRun.AsParallel().Count(c => Deliver(plan, run, c, folder)));
        output.WriteLine(Line("shards", $"{plan.Plan.Cells.Count} files, {Megabytes(Path.Combine(plan.Path, "shards"))} MB"));
        var gatherer = () => new Gatherer(plan, store, artefacts, run, TimeProvider.System).Gather(claims, final: true);
        var first = Timed("gather and decide", output, gatherer);
        var again = Timed("gather again", output, gatherer);
        output.WriteLine(Line("record", $"{first.Merged} cells, {first.Decided.Count} verdicts, {Megabytes(Path.Combine(folder, "record"))} MB; {again.Merged} new the second time"));
    }

    private static bool Deliver(PlanFolder plan, RunRecord run, FrozenCell cell, string scratch)
    {
        var random = cell.Id.Seed.Derive(cell.Id.Variant).Stream();
        var record = new CellRecord(cell.Id, cell.Key!, "{}", true, null, 60, 1 << 30, DateTimeOffset.UnixEpoch,
            [.. Enumerable.Range(0, Measurements).Select(i => new Measurement("error", i, random.NextDouble(), "1"))], []);
        plan.Shards.Commit(cell.Index, "0", plan.Plan.Id, run, record, scratch);
        return true;
    }

    private static Experiment Grid(int variants) => Experiment.Define("grid", "Nothing.",
        Enumerable.Range(0, variants).ToDictionary(v => (Scale.Micro, $"v{v}"), v => new GridSettings(v)), _ => [], (_, _) => { });

    private static Claim Claim(int index)
    {
        var (a, b) = ($"grid@v{2 * index}", $"grid@v{2 * index + 1}");
        var swapped = new NegativeControl("swapped", "Nothing.", new Dictionary<string, string> { [a] = b, [b] = a }, Rotation.None, [], null);
        Rule.Operand.Measured Error(string arm) => new(MeasurementReference.Parse($"{arm}:error[0]"));
        return new Claim($"claim-{index}", "none", new ClaimSource("1", null, "Nothing."), "Nothing.", Tier.Core, EvidenceUnit.Seed,
            new Estimand(Error(a).Reference, "1", Direction.Higher, null), new Rule.Greater(Error(a), Error(b), 0, null, "Nothing."),
            [], [swapped], [], new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(SeedsOfClaim, 1) }, "none.yaml");
    }

    private static T Timed<T>(string what, TextWriter output, Func<T> work)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var result = work();
        output.WriteLine(Line(what, string.Create(CultureInfo.InvariantCulture,
            $"{clock.Elapsed.TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of processor time")));
        return result;
    }

    private static string Line(string what, string value) => $"{what,-18} {value}";

    private static string Megabytes(string folder) => (Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Sum(f => new FileInfo(f).Length) / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private sealed record GridSettings(int Arm);
}
