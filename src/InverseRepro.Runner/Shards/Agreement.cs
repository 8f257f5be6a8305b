using System.Globalization;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Runner.Shards;

/// <summary>
/// Whether attempts at one cell measured the same. Equal keys mean the same code, data and device class, where the same seed
/// gives the same bits; only costs (seconds, bytes) depend on the machine's load.
/// </summary>
internal static class Agreement
{
    /// <summary>The first difference to the first record, in a few words; null where all agree.</summary>
    public static string? Difference(IReadOnlyList<(string Name, CellRecord Cell)> attempts) =>
        attempts.Skip(1).Select(other => Difference(attempts[0], other)).FirstOrDefault(d => d is not null);

    private static string? Difference((string Name, CellRecord Cell) a, (string Name, CellRecord Cell) b)
    {
        var (left, right) = (Values(a.Cell), Values(b.Cell));
        var differing = left.Keys.Union(right.Keys).Where(k => !left.TryGetValue(k, out var x) || !right.TryGetValue(k, out var y) || !x.Equals(y)).ToList();
        if (differing.Count == 0)
            return null;
        var (name, index) = differing[0];
        var more = differing.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", and {differing.Count - 1} more of {left.Count}") : "";
        return $"{name}{(index is { } i ? string.Create(CultureInfo.InvariantCulture, $"[{i}]") : "")} is {Text(left, differing[0])} in {a.Name} and {Text(right, differing[0])} in {b.Name}{more}";
    }

    private static Dictionary<(string Name, int? Index), double> Values(CellRecord cell) =>
        cell.Measurements.Where(m => !MetricResolution.IsCost(m.Unit)).ToDictionary(m => (m.Name, m.Index), m => m.Value);

    private static string Text(Dictionary<(string Name, int? Index), double> values, (string, int?) key) =>
        values.TryGetValue(key, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : "absent";
}
