using System.Text.Json;
using System.Text.Json.Serialization;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Execution;

/// <summary>
/// What a worker tells the runner, one JSON text a line. Each is preceded by the record separator of RFC 7464, so that
/// whatever else a library prints to the same stream is told apart from it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Succeeded), "succeeded")]
[JsonDerivedType(typeof(Failed), "failed")]
internal abstract record WorkerMessage
{
    private const char RecordSeparator = '\u001e';

    /// <summary>A diverged run is a value, so NaN and infinities travel too.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The worker has started and waits for cells.</summary>
    internal sealed record Ready : WorkerMessage;

    internal sealed record Progress(string Activity, double Fraction, double? Loss) : WorkerMessage;

    /// <param name="ResidentBytes">Resident memory after the cell: what the worker would carry into the next one.</param>
    internal sealed record Succeeded(IReadOnlyList<Measurement> Measurements, IReadOnlyList<string> Artefacts, double Seconds,
        long PeakBytes, long ResidentBytes) : WorkerMessage;

    internal sealed record Failed(string Message, double Seconds) : WorkerMessage;

    internal string ToLine() => $"{RecordSeparator}{JsonSerializer.Serialize(this, Json)}\n";

    /// <summary>The message of a line, or null where it holds none; <paramref name="other"/> is text that is not protocol.</summary>
    internal static WorkerMessage? Parse(string line, out string other)
    {
        other = line;
        var start = line.LastIndexOf(RecordSeparator);
        if (start < 0)
            return null;
        try
        {
            var message = JsonSerializer.Deserialize<WorkerMessage>(line.AsSpan(start + 1), Json);
            other = line[..start];
            return message;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
