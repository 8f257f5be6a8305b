using System.Text.Json;
using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;
using Microsoft.Data.Sqlite;

namespace InverseRepro.Claims.Storing;

/// <summary>The table <c>verdicts</c>: columns to query by, and the whole verdict as JSON.</summary>
internal static class VerdictRows
{
    public static long Insert(SqliteConnection connection, long run, Verdict verdict, IEnumerable<string> keys)
    {
        var row = Insert(connection, run, verdict);
        foreach (var key in keys)
            connection.Execute("INSERT OR IGNORE INTO verdict_cells SELECT $1, max(id) FROM cells WHERE key = $2 AND succeeded GROUP BY key", row, key);
        return row;
    }

    private static long Insert(SqliteConnection connection, long run, Verdict v) => connection.Scalar<long>(
        """
        INSERT INTO verdicts (run, claim, scale, outcome, fragile, controls_hold, estimate, lower, upper, margin, unit, seeds, reason, rule_hash, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id
        """,
        run, v.ClaimId, v.Scale.ToString(), v.Outcome.ToString(), v.Fragile, v.ControlsHold, v.Effect?.Estimate, v.Effect?.Lower,
        v.Effect?.Upper, v.Effect?.Margin, v.Effect?.Unit, v.Seeds.Count, v.Reason, v.RuleHash, JsonSerializer.Serialize(v, StoreJson.Options));

    public static List<(RunRecord, Verdict)> Of(SqliteConnection connection, string claim, Scale scale) => connection.Query(
        $"""
        SELECT {RunRows.Columns}, detail FROM verdicts JOIN runs ON runs.id = verdicts.run
        WHERE claim = $1 AND scale = $2 ORDER BY verdicts.id DESC
        """,
        r => (RunRows.Read(r), JsonSerializer.Deserialize<Verdict>(r.GetString(13), StoreJson.Options)!), claim, scale.ToString());

    public static List<DecidedRun> WithCells(SqliteConnection connection, string claim, Scale scale, string path)
    {
        var rows = connection.Query("SELECT id FROM verdicts WHERE claim = $1 AND scale = $2 ORDER BY id DESC", r => r.GetInt64(0), claim, scale.ToString());
        var cells = new Dictionary<long, CellRecord>(); // most belong to several verdicts
        return [.. Of(connection, claim, scale).Zip(rows, (verdict, row) => new DecidedRun(verdict.Item1, verdict.Item2, [.. Cells(row)]))];

        IEnumerable<CellRecord> Cells(long verdict)
        {
            foreach (var row in connection.Query("SELECT cell FROM verdict_cells WHERE verdict = $1 ORDER BY cell", r => r.GetInt64(0), verdict))
            {
                if (!cells.TryGetValue(row, out var cell))
                    cells[row] = cell = CellRows.ByRow(connection, row, path);
                yield return cell;
            }
        }
    }
}
