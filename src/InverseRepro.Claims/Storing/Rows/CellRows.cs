using System.Data.Common;
using InverseRepro.Claims.Storing.Databases;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing.Rows;

/// <summary>The tables <c>cells</c>, <c>measurements</c> and <c>artefacts</c>.</summary>
internal static class CellRows
{
    private const string Columns =
        "id, experiment, variant, scale, seed, key, settings, succeeded, failure, seconds, peak_bytes, finished, digest";

    public static long Insert(SqlSession sql, long run, CellRecord cell)
    {
        var id = cell.Id;
        var row = sql.Scalar<long>(
            """
            INSERT INTO cells (run, experiment, variant, scale, seed, key, settings, succeeded, failure, seconds, peak_bytes, finished, digest, attempt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1 + (SELECT count(*) FROM cells
                WHERE run = $1 AND experiment = $2 AND variant = $3 AND scale = $4 AND seed = $5)) RETURNING id
            """,
            run, id.Experiment, id.Variant, id.Scale.ToString(), Bits(id.Seed), cell.Key, cell.SettingsJson, cell.Succeeded, cell.Failure, cell.Seconds,
            cell.PeakBytes, RunRows.Text(cell.Finished), CellDigest.Of(cell));
        foreach (var m in cell.Measurements)
            sql.Execute("INSERT INTO measurements (cell, name, position, value, unit) VALUES ($1, $2, $3, $4, $5)", row, m.Name, m.Index, m.Value, m.Unit);
        foreach (var a in cell.Artefacts)
            sql.Execute("INSERT INTO artefacts (cell, name, path, sha256, bytes) VALUES ($1, $2, $3, $4, $5)", row, a.Name, a.Path, a.Sha256, a.Bytes);
        return row;
    }

    /// <summary>Records a cell unless the run holds this very record already; says whether it was new.</summary>
    public static bool Merge(SqlSession sql, long run, CellRecord cell)
    {
        var known = sql.Scalar<long>("SELECT count(*) FROM cells WHERE run = $1 AND key = $2 AND digest = $3", run, cell.Key, CellDigest.Of(cell)) != 0;
        if (!known)
            Insert(sql, run, cell);
        return !known;
    }

    public static CellRecord? ByKey(SqlSession sql, string key) =>
        Cells(sql, "key = $1 AND succeeded ORDER BY id DESC LIMIT 1", key).SingleOrDefault();

    public static CellRecord? Latest(SqlSession sql, CellId id) => Cells(sql,
        "experiment = $1 AND variant = $2 AND scale = $3 AND seed = $4 AND succeeded ORDER BY id DESC LIMIT 1",
        id.Experiment, id.Variant, id.Scale.ToString(), Bits(id.Seed)).SingleOrDefault();

    public static List<CellRecord> OfRun(SqlSession sql, long run) => Cells(sql, "run = $1 ORDER BY id", run);

    public static List<CellRecord> OfNewestVerdict(SqlSession sql, string claim, Scale scale) => Cells(sql,
        """
        id IN (SELECT cell FROM verdict_cells WHERE verdict = (SELECT max(id) FROM verdicts WHERE claim = $1 AND scale = $2)) ORDER BY id
        """, claim, scale.ToString());

    /// <param name="which">A condition on <c>cells</c>, perhaps with an order and a limit.</param>
    /// <exception cref="FormatException">A record does not match its digest.</exception>
    public static List<(long Row, CellRecord Cell)> Select(SqlSession sql, string which, params object?[] values)
    {
        var heads = sql.Query($"SELECT {Columns} FROM cells WHERE {which}", Head, values);
        if (heads.Count == 0)
            return [];
        var ofThese = $"WHERE cell IN (SELECT id FROM cells WHERE {which}) ORDER BY rowid";
        var measurements = sql.Query($"SELECT cell, name, position, value, unit FROM measurements {ofThese}",
            r => (Cell: r.GetInt64(0), Measured: new Measurement(r.GetString(1), r.IsDBNull(2) ? null : r.GetInt32(2), r.IsDBNull(3) ? double.NaN : r.GetDouble(3), r.GetString(4))),
            values).ToLookup(m => m.Cell, m => m.Measured);
        var artefacts = sql.Query($"SELECT cell, name, path, sha256, bytes FROM artefacts {ofThese}",
            r => (Cell: r.GetInt64(0), Left: new ArtefactRecord(r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4))), values).ToLookup(a => a.Cell, a => a.Left);
        return [.. heads.Select(h => (h.Row, Checked(h.Cell with { Measurements = [.. measurements[h.Row]], Artefacts = [.. artefacts[h.Row]] }, h.Digest)))];
    }

    private static List<CellRecord> Cells(SqlSession sql, string which, params object?[] values) => [.. Select(sql, which, values).Select(c => c.Cell)];

    private static (long Row, CellRecord Cell, string Digest) Head(DbDataReader row) => (row.GetInt64(0), new CellRecord(
        new CellId(row.GetString(1), row.GetString(2), Enum.Parse<Scale>(row.GetString(3)), new Seed(unchecked((ulong)row.GetInt64(4)))),
        row.GetString(5), row.GetString(6), row.GetBoolean(7), row.IsDBNull(8) ? null : row.GetString(8), row.GetDouble(9),
        row.GetInt64(10), RunRows.Time(row.GetString(11)), [], []), row.GetString(12));

    private static CellRecord Checked(CellRecord cell, string digest) =>
        CellDigest.Of(cell) == digest ? cell : throw new FormatException($"the record of {cell.Id} does not match its digest");

    private static long Bits(Seed seed) => unchecked((long)seed.Value);
}
