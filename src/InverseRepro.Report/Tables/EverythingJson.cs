using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Report.Collecting;

namespace InverseRepro.Report.Tables;

/// <summary>All that the report knows, for machines. Cells are told once, by key; claims and networks name their keys.</summary>
internal static class EverythingJson
{
    private const int Schema = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file of its own, never part of a page
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new SeedNumbers() },
    };

    public static void Write(ReportContent content, Stream to) => JsonSerializer.Serialize(to, new
    {
        Schema,
        content.Written,
        content.Scales,
        Claims = content.Claims.Select(Claim),
        Networks = content.Networks.Select(n => new { n.Name, n.Scale, n.Summary, Arms = n.Arms.Select(a => new { a.Name, a.Summary, Cells = a.Cells.Select(c => c.Key) }) }),
        Cells = content.Cells.ToDictionary(c => c.Key, Cell),
        content.Problems,
    }, Options);

    private static object Claim(ReportClaim reported) => new
    {
        reported.Claim.Id,
        reported.Claim.Paper,
        reported.Claim.Source,
        reported.Claim.Statement,
        reported.Claim.Tier,
        Varies = reported.Claim.Unit,
        Estimand = new { Measurement = reported.Claim.Estimand.Measurement.ToString(), reported.Claim.Estimand.Unit, Better = reported.Claim.Estimand.Direction, reported.Claim.Estimand.Description },
        Rule = RuleText.Of(reported.Claim.Rule),
        Scales = reported.Findings.Select(Finding),
    };

    private static object Finding(ReportFinding finding) => new
    {
        finding.Scale,
        finding.Outcome,
        Planned = finding.Claim.Scales[finding.Scale],
        finding.RuleChanged,
        finding.Decided?.Verdict,
        finding.Decided?.Run,
        finding.Decided?.Minutes,
        Baseline = finding.Decided?.Baseline is { } gate ? new { gate.Status, Words = BaselineWords.Of(gate), gate.Metrics } : null,
        Cells = finding.Decided?.Cells.Select(c => c.Key) ?? [],
        History = finding.Decided?.History.Select(h => new { Run = h.Run.Id, h.Run.Started, h.Run.Commit, h.Run.Dirty, h.Verdict.Outcome, h.Verdict.Fragile, Effect = EffectText.Deciding(h.Verdict), h.Verdict.RuleHash }) ?? [],
    };

    private static object Cell(CellRecord cell) => new
    {
        cell.Id.Experiment,
        cell.Id.Variant,
        cell.Id.Scale,
        cell.Id.Seed,
        cell.Seconds,
        cell.PeakBytes,
        cell.Finished,
        cell.SettingsJson,
        Measurements = cell.Measurements.Select(m => new { m.Name, m.Index, m.Value, m.Unit }),
        cell.Artefacts,
    };

    private sealed class SeedNumbers : JsonConverter<Seed>
    {
        public override Seed Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetUInt64());

        public override void Write(Utf8JsonWriter writer, Seed value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
