namespace InverseRepro.Claims.Storing.Databases;

/// <summary>The tables, as numbered steps from one version to the next; a step that was released never changes.</summary>
internal static class StoreSchema
{
    public static int Latest { get; } = Steps(SqliteDialect.Instance).Length;

    private static string[] Steps(Dialect d) =>
    [
        // 1. A measurement's value is NULL for NaN, which SQLite cannot hold; infinities are stored as they are.
        // Seeds are the 64 bits of the unsigned seed. Times are UTC in ISO 8601.
        $"""
        {d.Mark}
        CREATE TABLE runs (
            id {d.Id}, started TEXT NOT NULL, ended TEXT, commit_id TEXT NOT NULL, dirty {d.Flag} NOT NULL,
            engine TEXT NOT NULL, device TEXT NOT NULL, device_class TEXT NOT NULL, host TEXT NOT NULL, runtime TEXT NOT NULL,
            packages TEXT NOT NULL, command TEXT NOT NULL, state TEXT NOT NULL);
        CREATE TABLE cells (
            id {d.Id}, run {d.Integer} NOT NULL REFERENCES runs(id), experiment TEXT NOT NULL, variant TEXT NOT NULL,
            scale TEXT NOT NULL, seed {d.Integer} NOT NULL, key TEXT NOT NULL, settings TEXT NOT NULL, succeeded {d.Flag} NOT NULL,
            failure TEXT, seconds {d.Real} NOT NULL, peak_bytes {d.Integer} NOT NULL, finished TEXT NOT NULL, digest TEXT NOT NULL);
        CREATE INDEX cells_by_key ON cells (key, id);
        CREATE INDEX cells_by_name ON cells (experiment, variant, scale, seed, id);
        CREATE INDEX cells_by_run ON cells (run, id);
        CREATE TABLE measurements (
            cell {d.Integer} NOT NULL REFERENCES cells(id), name TEXT NOT NULL, position INTEGER, value {d.Real}, unit TEXT NOT NULL{d.RowId});
        CREATE UNIQUE INDEX measurements_once ON measurements (cell, name, {d.Distinct("position")});
        CREATE TABLE artefacts (
            cell {d.Integer} NOT NULL REFERENCES cells(id), name TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
            bytes {d.Integer} NOT NULL, PRIMARY KEY (cell, name){d.RowId});
        CREATE TABLE verdicts (
            id {d.Id}, run {d.Integer} NOT NULL REFERENCES runs(id), claim TEXT NOT NULL, scale TEXT NOT NULL,
            outcome TEXT NOT NULL, fragile {d.Flag} NOT NULL, controls_hold {d.Flag} NOT NULL, estimate {d.Real}, lower {d.Real}, upper {d.Real},
            margin {d.Real}, unit TEXT, seeds {d.Integer} NOT NULL, reason TEXT NOT NULL, rule_hash TEXT NOT NULL, detail TEXT NOT NULL);
        CREATE INDEX verdicts_by_claim ON verdicts (claim, scale, id);
        """,

        // 2. Names that hold across stores, so that shards can be gathered and gathered again: a run's uid, and which
        // attempt at its cell a record was.
        $"""
        ALTER TABLE runs ADD COLUMN uid TEXT;
        UPDATE runs SET uid = {d.NewUid};
        CREATE UNIQUE INDEX runs_by_uid ON runs (uid);
        ALTER TABLE cells ADD COLUMN attempt {d.Integer} NOT NULL DEFAULT 1;
        UPDATE cells SET attempt = (SELECT count(*) FROM cells AS c WHERE c.run = cells.run AND c.experiment = cells.experiment
            AND c.variant = cells.variant AND c.scale = cells.scale AND c.seed = cells.seed AND c.id <= cells.id);
        CREATE UNIQUE INDEX cells_once ON cells (run, experiment, variant, scale, seed, attempt);
        """,

        // 3. What a verdict was decided from: cells of earlier runs are reused, and the latest is not always the one.
        $"""
        CREATE TABLE verdict_cells (
            verdict {d.Integer} NOT NULL REFERENCES verdicts(id), cell {d.Integer} NOT NULL REFERENCES cells(id), PRIMARY KEY (verdict, cell));
        """,
    ];

    /// <summary>The schema version; 0 for an empty database.</summary>
    /// <exception cref="StoreException">Of another program, or of a newer version.</exception>
    public static int Check(SqlSession sql, StoreFaults faults)
    {
        var version = sql.Dialect.Version(sql) ?? throw faults.Foreign();
        return version <= Latest ? (int)version : throw faults.Newer(version, Latest);
    }

    /// <summary>Brings the database to the latest version in one transaction, or leaves it as it is.</summary>
    public static void Migrate(SqlSession sql, StoreFaults faults)
    {
        if (Check(sql, faults) < Latest)
            sql.Transaction(sql.Dialect.BeginMigration, s => Step(s, Check(s, faults))); // again: another process may have been faster
    }

    private static int Step(SqlSession sql, int version)
    {
        foreach (var step in Steps(sql.Dialect).Skip(version))
            sql.Execute(step);
        sql.Dialect.SetVersion(sql, Latest);
        return Latest;
    }
}
