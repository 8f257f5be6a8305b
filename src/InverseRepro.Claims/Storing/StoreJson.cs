using System.Text.Json;
using System.Text.Json.Serialization;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing;

/// <summary>How records are written as JSON: camel case, enumerations by name, NaN and infinities as strings, seeds as numbers.</summary>
internal static class StoreJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new SeedConverter() },
    };

    private sealed class SeedConverter : JsonConverter<Seed>
    {
        public override Seed Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetUInt64());

        public override void Write(Utf8JsonWriter writer, Seed value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
