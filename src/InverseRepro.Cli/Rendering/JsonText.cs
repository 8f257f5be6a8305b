using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Rendering;

/// <summary>JSON for machines: snake_case names, enumerations as words, seeds as numbers, non-finite numbers as words.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // goes to a terminal or a file, never into HTML
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new SeedConverter() },
    };

    public static void Write<T>(TextWriter output, T value) => output.WriteLine(JsonSerializer.Serialize(value, Options));

    private sealed class SeedConverter : JsonConverter<Seed>
    {
        public override Seed Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetUInt64());

        public override void Write(Utf8JsonWriter writer, Seed seed, JsonSerializerOptions options) => writer.WriteNumberValue(seed.Value);
    }
}
