using InverseRepro.Experiments;

namespace InverseRepro.Runner;

/// <summary>The experiments there are, by name; given by the composition root, so that the runner names no network.</summary>
public sealed class ExperimentCatalog
{
    private readonly SortedDictionary<string, Experiment> _experiments = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two experiments share a name.</exception>
    public ExperimentCatalog(IEnumerable<Experiment> experiments)
    {
        foreach (var experiment in experiments)
        {
            if (!_experiments.TryAdd(experiment.Name, experiment))
                throw new ArgumentException($"two experiments are named '{experiment.Name}'; every name must be given once");
        }
    }

    /// <summary>All experiments in the order of their names.</summary>
    public IReadOnlyCollection<Experiment> Experiments => _experiments.Values;

    public bool Has(string name) => _experiments.ContainsKey(name);

    /// <exception cref="RunnerException">There is no such experiment; the message lists those there are.</exception>
    public Experiment this[string name] => _experiments.TryGetValue(name, out var experiment)
        ? experiment
        : throw new RunnerException($"there is no experiment '{name}'; there are {string.Join(", ", _experiments.Keys)}");

    /// <summary>The experiment of a cell, with settings for its variant and scale.</summary>
    /// <exception cref="RunnerException">No such experiment, or none of that variant at that scale.</exception>
    public Experiment Of(CellId cell)
    {
        var experiment = this[cell.Experiment];
        if (experiment.Has(cell.Scale, cell.Variant))
            return experiment;
        var variants = experiment.Variants.Select(v => $"{v.Variant} ({v.Scale.ToString().ToLowerInvariant()})");
        throw new RunnerException($"experiment '{cell.Experiment}' has no variant '{cell.Variant}' at scale " +
            $"{cell.Scale.ToString().ToLowerInvariant()}; it has {string.Join(", ", variants)}");
    }
}
