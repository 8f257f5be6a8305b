using System.Text.Json;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing.Databases;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing.Rows;

/// <summary>The table <c>verdicts</c>: columns to query by, and the whole verdict as JSON.</summary>
internal static class VerdictRows
{
    public static long Insert(SqlSession sql, long run, Verdict verdict, IEnumerable<string> keys)
    {
        var row = Insert(sql, run, verdict);
        foreach (var key in keys)
            sql.Execute("INSERT INTO verdict_cells SELECT $1, max(id) FROM cells WHERE key = $2 AND succeeded GROUP BY key ON CONFLICT DO NOTHING", row, key);
        return row;
    }

    private static long Insert(SqlSession sql, long run, Verdict v) => sql.Scalar<long>(
        """
        INSERT INTO verdicts (run, claim, scale, outcome, fragile, controls_hold, estimate, lower, upper, margin, unit, seeds, reason, rule_hash, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id
        """,
        run, v.ClaimId, v.Scale.ToString(), v.Outcome.ToString(), v.Fragile, v.ControlsHold, v.Effect?.Estimate, v.Effect?.Lower,
        v.Effect?.Upper, v.Effect?.Margin, v.Effect?.Unit, v.Seeds.Count, v.Reason, v.RuleHash, JsonSerializer.Serialize(v, StoreJson.Options));

    public static List<(RunRecord, Verdict)> Of(SqlSession sql, string claim, Scale scale) => sql.Query(
        $"""
        SELECT {RunRows.Columns}, detail FROM verdicts JOIN runs ON runs.id = verdicts.run
        WHERE claim = $1 AND scale = $2 ORDER BY verdicts.id DESC
        """,
        r => (RunRows.Read(r), JsonSerializer.Deserialize<Verdict>(r.GetString(13), StoreJson.Options)!), claim, scale.ToString());

    public static List<DecidedRun> WithCells(SqlSession sql, string claim, Scale scale)
    {
        const string ofClaim = "IN (SELECT id FROM verdicts WHERE claim = $1 AND scale = $2)";
        var word = scale.ToString();
        var rows = sql.Query("SELECT id FROM verdicts WHERE claim = $1 AND scale = $2 ORDER BY id DESC", r => r.GetInt64(0), claim, word);
        var links = sql.Query($"SELECT verdict, cell FROM verdict_cells WHERE verdict {ofClaim} ORDER BY verdict, cell",
            r => (Verdict: r.GetInt64(0), Cell: r.GetInt64(1)), claim, word).ToLookup(l => l.Verdict, l => l.Cell);
        var cells = CellRows.Select(sql, $"id IN (SELECT cell FROM verdict_cells WHERE verdict {ofClaim})", claim, word).ToDictionary(c => c.Row, c => c.Cell);
        return [.. Of(sql, claim, scale).Zip(rows, (verdict, row) => new DecidedRun(verdict.Item1, verdict.Item2, [.. links[row].Select(Cell)]))];

        CellRecord Cell(long row) => cells.GetValueOrDefault(row) ?? throw new FormatException($"cell {row}, which a verdict was decided from, is gone");
    }
}
