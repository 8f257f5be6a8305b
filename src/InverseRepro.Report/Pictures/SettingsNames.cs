using System.Text.Json;

namespace InverseRepro.Report.Pictures;

/// <summary>Names of stages or layers that a cell's settings list.</summary>
internal static class SettingsNames
{
    /// <summary>The first list of exactly so many texts in the settings, however deep; null where there is none.</summary>
    /// <param name="settingsJson">As the store holds them.</param>
    public static IReadOnlyList<string>? Of(string settingsJson, int count)
    {
        try
        {
            using var settings = JsonDocument.Parse(settingsJson);
            return Lists(settings.RootElement).FirstOrDefault(l => l.Count == count);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Lists(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Lists(p.Value)).ToList(),
        JsonValueKind.Array when element.GetArrayLength() > 0 && element.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String) =>
            [[.. element.EnumerateArray().Select(e => e.GetString()!)]],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Lists).ToList(),
        _ => [],
    };
}
