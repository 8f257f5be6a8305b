using InverseRepro.Experiments;

namespace InverseRepro.Runner.Planning;

/// <summary>Cells with their requirements resolved and their keys computed; each data set is probed once.</summary>
internal sealed class RequirementGraph(ExperimentCatalog catalog, CellEnvironment environment)
{
    private readonly Dictionary<CellId, CellNode> _nodes = [];
    private readonly Dictionary<Requirement.Data, DataProbe> _probes = [];
    private readonly List<CellId> _path = [];

    /// <param name="Key">Null where something is <paramref name="Missing"/>.</param>
    /// <param name="Missing">For this cell or for those it requires.</param>
    internal sealed record CellNode(CellId Id, string? Key, string SettingsJson, IReadOnlyList<CellNode> Requires, IReadOnlyList<MissingData> Missing);

    public CellNode Node(CellId id)
    {
        if (_nodes.TryGetValue(id, out var known))
            return known;
        if (_path.Contains(id))
            throw new RunnerException($"cells require each other: {string.Join(" → ", _path.Append(id).Select(c => c.Arm))}");
        _path.Add(id);
        var node = Resolve(id);
        _path.RemoveAt(_path.Count - 1);
        _nodes.Add(id, node);
        return node;
    }

    private CellNode Resolve(CellId id)
    {
        var experiment = catalog.Of(id);
        var requirements = experiment.Requirements(id.Scale, id.Variant).ToList();
        var cells = requirements.OfType<Requirement.Cell>()
            .Select(r => Node(r.For(id))).Distinct().ToList();
        var data = requirements.OfType<Requirement.Data>().Select(d => (d.Name, Probe: Probe(d))).ToList();
        var missing = data.Where(d => !d.Probe.IsPresent).Select(d => new MissingData(d.Name, d.Probe.Problem!))
            .Concat(cells.SelectMany(c => c.Missing)).Distinct().ToList();
        var key = missing.Count > 0
            ? null
            : CellKey.Compute(experiment, id, data.Select(d => (d.Name, d.Probe.Fingerprint!)), cells.Select(c => c.Key!), environment);
        return new CellNode(id, key, experiment.SettingsJson(id.Scale, id.Variant), cells, missing);
    }

    private DataProbe Probe(Requirement.Data data)
    {
        if (!_probes.TryGetValue(data, out var probe))
            _probes.Add(data, probe = data.Probe(environment.DataRoot));
        return probe;
    }
}
