using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using InverseRepro.Claims.Statistics;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Claims.Baselines;

/// <summary>
/// The file format: sorted, invariant, one line for each metric, so that a change reads well in a diff. Mean, sd and
/// tolerance stand there for readers; they are worked out again from the values.
/// </summary>
internal static class BaselineJson
{
    private static readonly JsonSerializerOptions Line = new(StoreJson.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly JsonWriterOptions Lines = new() { Indented = true, NewLine = "\n", Encoder = Line.Encoder };

    public static string Write(Baseline baseline)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Lines))
        {
            writer.WriteStartObject();
            Write(writer, "schema", baseline.Schema);
            Write(writer, "claim", baseline.Claim);
            Write(writer, "scale", baseline.Scale);
            Write(writer, "deviceClass", baseline.DeviceClass);
            Write(writer, "ruleHash", baseline.RuleHash);
            Write(writer, "outcome", baseline.Outcome);
            Write(writer, "fragile", baseline.Fragile);
            Write(writer, "effect", baseline.Effect);
            Write(writer, "seeds", baseline.Seeds);
            Write(writer, "source", baseline.Source);
            writer.WriteStartObject("series");
            foreach (var (name, series) in baseline.Series)
                Write(writer, name, Facts(series, baseline.AlphaPerMetric()));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <exception cref="BaselineException">Not a baseline, or of a newer version.</exception>
    public static Baseline Read(string json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var schema = document.RootElement.GetProperty("schema").GetInt32();
            if (schema > Baseline.CurrentSchema)
                throw new BaselineException($"{file}: written by a newer version (schema {schema}, this one knows {Baseline.CurrentSchema}); update InverseRepro");
            var baseline = document.RootElement.Deserialize<Baseline>(Line)!;
            return Fault(baseline) is { } fault ? throw new FormatException(fault) : baseline;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            var line = e is JsonException { LineNumber: { } number } ? $":{number + 1}" : "";
            throw new BaselineException($"{file}{line}: not a baseline ({e.Message.ReplaceLineEndings(" ")}); restore it from git, or delete it and accept anew", e);
        }
    }

    /// <summary>What JSON cannot tell: numbers and names that mean nothing.</summary>
    private static string? Fault(Baseline baseline)
    {
        if (baseline.Seeds.Count == 0)
            return "it has no seeds";
        foreach (var (name, series) in baseline.Series)
        {
            if (!Metric.IsMetric(name))
                return $"'{name}' is no measurement reference";
            if (series.Values.Count == 0)
                return $"'{name}' has no values";
            if (!(series.Resolution >= 0))
                return $"the resolution of '{name}' is {series.Resolution.ToString(CultureInfo.InvariantCulture)}";
        }
        return null;
    }

    private static object Facts(BaselineSeries series, double alpha)
    {
        IReadOnlyList<double> values = [.. series.Values.Values];
        return new
        {
            series.Unit,
            series.Gated,
            series.Resolution,
            mean = Rounded(values.Average()),
            sd = Student.Mean(values) is null ? (double?)null : Rounded(Student.Deviation(values)),
            tolerance = series.Interval(values.Count, alpha) is { } interval ? Rounded(interval.HalfWidth) : (double?)null,
            series.Values,
        };
    }

    private static double Rounded(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static void Write<T>(Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(JsonSerializer.Serialize(value, Line));
    }
}
