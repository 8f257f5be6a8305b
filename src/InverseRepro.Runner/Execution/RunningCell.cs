using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Execution;

/// <summary>What an experiment sees while it runs: checks names, keeps its numbers, hands out paths, thins out its progress.</summary>
internal sealed partial class RunningCell(CellRequest request, Action<CellProgress> progress, CancellationToken cancellation) : ICell
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly List<Measurement> _measurements = [];
    private readonly HashSet<(string Name, int? Index)> _recorded = [];
    private readonly List<string> _artefacts = [];
    private readonly HashSet<string> _checked = [];
    private long _lastReport;

    public CellId Id => request.Id;

    public Seed Seed => request.Id.Seed;

    public string Device => request.Device;

    public string DataRoot => request.DataRoot;

    public CancellationToken Cancellation => cancellation;

    public IReadOnlyList<Measurement> Measurements => _measurements;

    public void Record(string name, double value, string unit = "1", int? index = null)
    {
        if (!MeasurementName().IsMatch(name))
            throw new ArgumentException($"'{name}' is no name for a measurement; use lower case letters, digits, underscores and dots, e.g. 'mse01'");
        lock (_lock)
        {
            if (!_recorded.Add((name, index)))
                throw new ArgumentException($"the measurement '{name}'{(index is { } i ? $" with index {i}" : "")} is recorded twice");
            _measurements.Add(new Measurement(name, index, value, unit));
        }
    }

    public string NewArtefact(string name)
    {
        if (!ArtefactName().IsMatch(name))
            throw new ArgumentException($"'{name}' is no name for an artefact; use a plain file name of lower case letters, digits, '.', '_' and '-'");
        lock (_lock)
        {
            if (_artefacts.Contains(name))
                throw new ArgumentException($"the artefact '{name}' is asked for twice");
            _artefacts.Add(name);
        }
        return Path.Combine(request.Scratch, name);
    }

    public string RequiredArtefact(string experiment, string artefact, string variant = CellId.DefaultVariant)
    {
        var ofCell = request.Required.Where(r => r.Experiment == experiment && r.Variant == variant).ToList();
        var file = ofCell.Find(r => r.Artefact == artefact) ?? throw new ArgumentException(
            $"{Id.Arm} asks for the artefact '{artefact}' of {(Id with { Experiment = experiment, Variant = variant }).Arm}, which " +
            (ofCell.Count == 0 ? "is not among its requirements or has no artefacts" : $"has {string.Join(", ", ofCell.Select(r => r.Artefact))}"));
        lock (_lock)
        {
            if (!File.Exists(file.Path))
                throw new FileNotFoundException($"{file.Path} is missing; run again to measure it anew");
            if (_checked.Add(file.Path) && HashOf(file.Path) != file.Sha256)
                throw new InvalidDataException($"{file.Path} is not what was recorded (its SHA-256 differs); run again to measure it anew");
        }
        return file.Path;
    }

    public void Report(string activity, double fraction, double? loss = null)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            if (_lastReport != 0 && Stopwatch.GetElapsedTime(_lastReport, now) < ReportInterval)
                return;
            _lastReport = now;
        }
        progress(new CellProgress(activity, Math.Clamp(fraction, 0, 1), loss));
    }

    /// <summary>Names of the artefacts, each of which must have been written.</summary>
    public IReadOnlyList<string> CheckArtefacts() => _artefacts.Find(a => !File.Exists(Path.Combine(request.Scratch, a))) is { } absent
        ? throw new InvalidOperationException($"{Id.Arm} asked for the artefact '{absent}' but did not write it")
        : _artefacts;

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
    private static partial Regex MeasurementName();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*$")]
    private static partial Regex ArtefactName();
}
