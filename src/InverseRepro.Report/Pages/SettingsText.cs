using System.Text.Encodings.Web;
using System.Text.Json;

namespace InverseRepro.Report.Pages;

/// <summary>Settings as people read them.</summary>
internal static class SettingsText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON in lines; as it is where it is none.</summary>
    public static string Of(string json)
    {
        try
        {
            using var settings = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(settings, Indented);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
