using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using InverseRepro.Claims.Storing.Databases;

namespace InverseRepro.Claims.Storing.Rows;

/// <summary>The table <c>runs</c>.</summary>
internal static class RunRows
{
    public const string Columns =
        "runs.id, started, ended, commit_id, dirty, engine, device, device_class, host, runtime, packages, command, state";

    public static long Insert(SqlSession sql, RunRecord run) => sql.Scalar<long>(
        $"{InsertAs} RETURNING id", Values(Guid.NewGuid().ToString("N"), run));

    /// <summary>The run of this name, opened where there is none; it ends no earlier than <paramref name="run"/> does, and in the state that that did.</summary>
    public static long Merge(SqlSession sql, string uid, RunRecord run)
    {
        if (ByUid(sql, uid) is not { } known) // the conflict: somebody else opens it at this moment
            return sql.Scalar<long>($"{InsertAs} ON CONFLICT (uid) DO UPDATE SET uid = excluded.uid RETURNING id", Values(uid, run));
        if (run.Ended is { } ended)
        {
            sql.Execute("UPDATE runs SET ended = $2, state = CASE WHEN $3 = 'running' THEN state ELSE $3 END WHERE id = $1 AND (ended IS NULL OR ended < $2)",
                known, Text(ended), run.State);
        }
        return known;
    }

    public static bool End(SqlSession sql, long run, DateTimeOffset ended, string state)
    {
        sql.Execute("UPDATE runs SET ended = $2, state = $3 WHERE id = $1", run, Text(ended), state);
        return true;
    }

    public static string Uid(SqlSession sql, long run) => sql.Scalar<string>("SELECT uid FROM runs WHERE id = $1", run);

    public static long? ByUid(SqlSession sql, string uid) => sql.Query("SELECT id FROM runs WHERE uid = $1", r => (long?)r.GetInt64(0), uid).SingleOrDefault();

    private const string InsertAs = """
        INSERT INTO runs (started, ended, commit_id, dirty, engine, device, device_class, host, runtime, packages, command, state, uid)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private static object?[] Values(string uid, RunRecord run) =>
    [
        Text(run.Started), run.Ended is { } ended ? Text(ended) : null, run.Commit, run.Dirty, run.Engine, run.Device, run.DeviceClass,
        run.Host, run.Runtime, JsonSerializer.Serialize(run.Packages), run.Command, run.State, uid,
    ];

    public static List<RunRecord> All(SqlSession sql) =>
        sql.Query($"SELECT {Columns} FROM runs ORDER BY id DESC", Read);

    /// <summary>Reads <see cref="Columns"/> from the reader's first columns on.</summary>
    public static RunRecord Read(DbDataReader row) => new(row.GetInt64(0), Time(row.GetString(1)),
        row.IsDBNull(2) ? null : Time(row.GetString(2)), row.GetString(3), row.GetBoolean(4), row.GetString(5), row.GetString(6),
        row.GetString(7), row.GetString(8), row.GetString(9),
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(10))!, row.GetString(11), row.GetString(12));

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
