using InverseRepro.Cli.CommandLine;
using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.Cli.Session;

/// <summary>Chooses data sets by their names.</summary>
internal static class DataSelection
{
    /// <summary>Those named, in the order of the catalogue; all where none is.</summary>
    /// <exception cref="UsageException">A name means nothing.</exception>
    public static IReadOnlyList<DataSet> Select(IReadOnlyList<DataSet> sets, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (sets.Any(s => s.Name == name))
                continue;
            var near = sets.Select(s => s.Name).Where(n => n.Contains(name, StringComparison.OrdinalIgnoreCase) || EditDistance.Between(n, name) <= 2).Take(3).ToList();
            throw new UsageException($"there is no data '{name}'; {(near.Count > 0 ? $"did you mean {string.Join(" or ", near)}? " : "")}'repro data list' lists what there is");
        }
        return names.Count == 0 ? sets : [.. sets.Where(s => names.Contains(s.Name))];
    }
}
