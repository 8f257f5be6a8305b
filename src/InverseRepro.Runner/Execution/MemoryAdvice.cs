using System.Globalization;
using System.Text.Json;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Execution;

/// <summary>Names the settings to lower where a cell ran out of memory.</summary>
internal static class MemoryAdvice
{
    private const string OutOfMemory = "out of memory", Batch = "batch";

    /// <summary>The message of a failure; where memory ran out, its first line ends in what to do.</summary>
    public static string Explain(Exception failure, ExperimentCatalog catalog, CellId cell)
    {
        if (failure is not OutOfMemoryException && !failure.Message.Contains(OutOfMemory, StringComparison.OrdinalIgnoreCase))
            return failure.Message;
        using var settings = JsonDocument.Parse(catalog.Of(cell).SettingsJson(cell.Scale, cell.Variant));
        var sizes = string.Join(", ", BatchSizes(settings.RootElement, ""));
        var advice = sizes.Length > 0
            ? $"lower {sizes} in the settings of {cell.Arm} at scale {cell.Scale.ToString().ToLowerInvariant()}, or use a device with more memory"
            : "use a device with more memory: its settings have no batch size to lower";
        var lines = failure.Message.Split('\n', 2);
        return string.Join('\n', [$"{lines[0].TrimEnd('.', ' ', '\r')}; {advice}", .. lines[1..]]);
    }

    /// <summary>Every number whose name speaks of batches, e.g. <c>training.batchSize (64)</c>.</summary>
    private static IEnumerable<string> BatchSizes(JsonElement settings, string path) => settings.ValueKind != JsonValueKind.Object ? []
        : settings.EnumerateObject().SelectMany(p => p.Value.ValueKind == JsonValueKind.Number && p.Name.Contains(Batch, StringComparison.OrdinalIgnoreCase)
            ? [string.Create(CultureInfo.InvariantCulture, $"{path}{p.Name} ({p.Value})")]
            : BatchSizes(p.Value, $"{path}{p.Name}."));
}
