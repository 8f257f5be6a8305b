using InverseRepro.Experiments;
using Microsoft.Data.Sqlite;

namespace InverseRepro.Claims.Storing;

/// <summary>The tables <c>cells</c>, <c>measurements</c> and <c>artefacts</c>.</summary>
internal static class CellRows
{
    private const string Columns =
        "id, experiment, variant, scale, seed, key, settings, succeeded, failure, seconds, peak_bytes, finished, digest";

    public static long Insert(SqliteConnection connection, long run, CellRecord cell)
    {
        var (id, seed) = (cell.Id, unchecked((long)cell.Id.Seed.Value));
        var scale = cell.Id.Scale.ToString();
        var row = connection.Scalar<long>(
            """
            INSERT INTO cells (run, experiment, variant, scale, seed, key, settings, succeeded, failure, seconds, peak_bytes, finished, digest, attempt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1 + (SELECT count(*) FROM cells
                WHERE run = $1 AND experiment = $2 AND variant = $3 AND scale = $4 AND seed = $5)) RETURNING id
            """,
            run, id.Experiment, id.Variant, scale, seed, cell.Key, cell.SettingsJson, cell.Succeeded, cell.Failure, cell.Seconds,
            cell.PeakBytes, RunRows.Text(cell.Finished), CellDigest.Of(cell));
        foreach (var m in cell.Measurements)
            connection.Execute("INSERT INTO measurements VALUES ($1, $2, $3, $4, $5)", row, m.Name, m.Index, m.Value, m.Unit);
        foreach (var a in cell.Artefacts)
            connection.Execute("INSERT INTO artefacts VALUES ($1, $2, $3, $4, $5)", row, a.Name, a.Path, a.Sha256, a.Bytes);
        return row;
    }

    /// <summary>Records a cell unless the run holds this very record already; says whether it was new.</summary>
    public static bool Merge(SqliteConnection connection, long run, CellRecord cell)
    {
        var known = connection.Scalar<long>(
            "SELECT EXISTS (SELECT 1 FROM cells WHERE run = $1 AND experiment = $2 AND variant = $3 AND scale = $4 AND seed = $5 AND digest = $6)",
            run, cell.Id.Experiment, cell.Id.Variant, cell.Id.Scale.ToString(), unchecked((long)cell.Id.Seed.Value), CellDigest.Of(cell));
        if (known == 0)
            Insert(connection, run, cell);
        return known == 0;
    }

    public static CellRecord? ByKey(SqliteConnection connection, string key, string path) =>
        Select(connection, path, "key = $1 AND succeeded ORDER BY id DESC LIMIT 1", key).SingleOrDefault();

    public static CellRecord? Latest(SqliteConnection connection, CellId id, string path) => Select(connection, path,
        "experiment = $1 AND variant = $2 AND scale = $3 AND seed = $4 AND succeeded ORDER BY id DESC LIMIT 1",
        id.Experiment, id.Variant, id.Scale.ToString(), unchecked((long)id.Seed.Value)).SingleOrDefault();

    public static List<CellRecord> OfRun(SqliteConnection connection, long run, string path) =>
        Select(connection, path, "run = $1 ORDER BY id", run);

    public static List<CellRecord> OfNewestVerdict(SqliteConnection connection, string claim, Scale scale, string path) => Select(connection, path,
        """
        id IN (SELECT cell FROM verdict_cells WHERE verdict = (SELECT max(id) FROM verdicts WHERE claim = $1 AND scale = $2)) ORDER BY id
        """, claim, scale.ToString());

    /// <exception cref="StoreException">It is gone.</exception>
    public static CellRecord ByRow(SqliteConnection connection, long row, string path) => Select(connection, path, "id = $1", row).SingleOrDefault()
        ?? throw StoreFaults.Corrupt(path, $"cell {row}, which a verdict was decided from, is gone");

    private static List<CellRecord> Select(SqliteConnection connection, string path, string where, params object?[] values) =>
        [.. connection.Query($"SELECT {Columns} FROM cells WHERE {where}", r => Read(connection, r, path), values)];

    private static CellRecord Read(SqliteConnection connection, SqliteDataReader row, string path)
    {
        var id = row.GetInt64(0);
        var cell = new CellRecord(
            new CellId(row.GetString(1), row.GetString(2), Enum.Parse<Scale>(row.GetString(3)), new Seed(unchecked((ulong)row.GetInt64(4)))),
            row.GetString(5), row.GetString(6), row.GetBoolean(7), row.IsDBNull(8) ? null : row.GetString(8), row.GetDouble(9),
            row.GetInt64(10), RunRows.Time(row.GetString(11)), Measurements(connection, id), Artefacts(connection, id));
        if (CellDigest.Of(cell) != row.GetString(12))
            throw StoreFaults.Corrupt(path, $"the record of {cell.Id} does not match its digest");
        return cell;
    }

    private static List<Measurement> Measurements(SqliteConnection connection, long cell) => connection.Query(
        "SELECT name, position, value, unit FROM measurements WHERE cell = $1 ORDER BY rowid",
        r => new Measurement(r.GetString(0), r.IsDBNull(1) ? null : r.GetInt32(1), r.IsDBNull(2) ? double.NaN : r.GetDouble(2), r.GetString(3)),
        cell);

    private static List<ArtefactRecord> Artefacts(SqliteConnection connection, long cell) => connection.Query(
        "SELECT name, path, sha256, bytes FROM artefacts WHERE cell = $1 ORDER BY rowid",
        r => new ArtefactRecord(r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3)), cell);
}
