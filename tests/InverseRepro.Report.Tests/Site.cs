using System.Xml.Linq;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Report.Collecting;

namespace InverseRepro.Report.Tests;

/// <summary>A store with claims of a test's making, really decided, and the report of it.</summary>
internal sealed class Site : IDisposable
{
    private readonly SqliteStore _store;
    private readonly ArtefactStore _artefacts;
    private readonly List<Claim> _claims = [];
    private long _run;

    public Site()
    {
        Folder = Directory.CreateTempSubdirectory("repro-report-").FullName;
        _store = SqliteStore.Open(Path.Combine(Folder, "repro.db"), TimeProvider.System);
        _artefacts = new ArtefactStore(Folder);
        NewRun();
    }

    public string Folder { get; }

    public string Pages => Path.Combine(Folder, "report");

    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public Site NewRun(string commit = "0123456789abcdef")
    {
        _run = _store.BeginRun(new RunRecord(0, DateTimeOffset.UnixEpoch, null, commit, true, "System libtorch 1.13", "cpu", "cpu-avx2", "host", ".NET 10",
            new Dictionary<string, string> { ["xunit"] = "2.9.3" }, "repro run", "finished"));
        return this;
    }

    public Site Add(params IEnumerable<Claim> claims)
    {
        _claims.AddRange(claims);
        return this;
    }

    /// <summary>Records a cell; its pictures are given by name.</summary>
    public Site Cell(string arm, ulong seed, IEnumerable<Measurement> measurements, IReadOnlyDictionary<string, byte[]>? pictures = null,
        string settings = "{}", Scale scale = Scale.Micro)
    {
        var (experiment, variant) = arm.Split('@') is [var e, var v] ? (e, v) : (arm, CellId.DefaultVariant);
        var id = new CellId(experiment, variant, scale, new Seed(seed));
        var key = KeyOf(id);
        using var draft = _artefacts.Begin(key);
        foreach (var (name, content) in pictures ?? new Dictionary<string, byte[]>())
            File.WriteAllBytes(Path.Combine(draft.Folder, name), content);
        _store.Record(_run, new CellRecord(id, key, settings, true, null, 30, 1 << 28, DateTimeOffset.UnixEpoch, [.. measurements], draft.Commit()));
        return this;
    }

    /// <summary>Decides a claim from what was recorded, and records the verdict.</summary>
    public Site Decide(Claim claim, Scale scale = Scale.Micro)
    {
        var evidence = new StoreEvidence(_store);
        var verdict = Decider.Decide(claim, scale, evidence);
        _store.Record(_run, verdict, [.. ClaimCells.Of(claim, scale).Select(evidence.Record).OfType<CellRecord>().Select(c => c.Key)]);
        return this;
    }

    public string PictureOf(string arm, ulong seed, string name) =>
        Path.Combine(_artefacts.Root, "cells", KeyOf(new CellId(arm, CellId.DefaultVariant, Scale.Micro, new Seed(seed))), name);

    public ReportContent Content(BaselineFolder? baselines = null) => new ReportCollector(_store, baselines, Experiments, TimeProvider.System).Collect(_claims);

    /// <summary>Writes the site and reads a page of it, which must be well-formed.</summary>
    public XElement Page(string path = "index.html", BaselineFolder? baselines = null)
    {
        ReportWriter.Write(Pages, Content(baselines), _artefacts);
        return Read(path);
    }

    public XElement Read(string path) => Html.Parse(Text(path));

    public string Text(string path) => File.ReadAllText(Path.Combine(Pages, path));

    private static string KeyOf(CellId id) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id.ToString())));
}
