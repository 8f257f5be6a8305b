using Microsoft.Data.Sqlite;

namespace InverseRepro.Claims.Storing;

/// <summary>The tables, as numbered steps from one version to the next; a step that was released never changes.</summary>
internal static class StoreSchema
{
    /// <summary>"IRep" in the file's header: this database is ours.</summary>
    public const int ApplicationId = 0x49526570;

    public static int Latest => Steps.Length;

    private static readonly string[] Steps =
    [
        // 1. A measurement's value is NULL for NaN, which SQLite cannot hold; infinities are stored as they are.
        // Seeds are the 64 bits of the unsigned seed. Times are UTC in ISO 8601.
        $"""
        PRAGMA application_id = {ApplicationId};
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, ended TEXT, commit_id TEXT NOT NULL, dirty INTEGER NOT NULL,
            engine TEXT NOT NULL, device TEXT NOT NULL, device_class TEXT NOT NULL, host TEXT NOT NULL, runtime TEXT NOT NULL,
            packages TEXT NOT NULL, command TEXT NOT NULL, state TEXT NOT NULL);
        CREATE TABLE cells (
            id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs(id), experiment TEXT NOT NULL, variant TEXT NOT NULL,
            scale TEXT NOT NULL, seed INTEGER NOT NULL, key TEXT NOT NULL, settings TEXT NOT NULL, succeeded INTEGER NOT NULL,
            failure TEXT, seconds REAL NOT NULL, peak_bytes INTEGER NOT NULL, finished TEXT NOT NULL, digest TEXT NOT NULL);
        CREATE INDEX cells_by_key ON cells (key, id);
        CREATE INDEX cells_by_name ON cells (experiment, variant, scale, seed, id);
        CREATE INDEX cells_by_run ON cells (run, id);
        CREATE TABLE measurements (
            cell INTEGER NOT NULL REFERENCES cells(id), name TEXT NOT NULL, position INTEGER, value REAL, unit TEXT NOT NULL);
        CREATE UNIQUE INDEX measurements_once ON measurements (cell, name, ifnull(position, ''));
        CREATE TABLE artefacts (
            cell INTEGER NOT NULL REFERENCES cells(id), name TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
            bytes INTEGER NOT NULL, PRIMARY KEY (cell, name));
        CREATE TABLE verdicts (
            id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs(id), claim TEXT NOT NULL, scale TEXT NOT NULL,
            outcome TEXT NOT NULL, fragile INTEGER NOT NULL, controls_hold INTEGER NOT NULL, estimate REAL, lower REAL, upper REAL,
            margin REAL, unit TEXT, seeds INTEGER NOT NULL, reason TEXT NOT NULL, rule_hash TEXT NOT NULL, detail TEXT NOT NULL);
        CREATE INDEX verdicts_by_claim ON verdicts (claim, scale, id);
        """,

        // 2. Names that hold across stores, so that shards can be gathered and gathered again: a run's uid, and which
        // attempt at its cell a record was.
        """
        ALTER TABLE runs ADD COLUMN uid TEXT;
        UPDATE runs SET uid = lower(hex(randomblob(16)));
        CREATE UNIQUE INDEX runs_by_uid ON runs (uid);
        ALTER TABLE cells ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1;
        UPDATE cells SET attempt = (SELECT count(*) FROM cells AS c WHERE c.run = cells.run AND c.experiment = cells.experiment
            AND c.variant = cells.variant AND c.scale = cells.scale AND c.seed = cells.seed AND c.id <= cells.id);
        CREATE UNIQUE INDEX cells_once ON cells (run, experiment, variant, scale, seed, attempt);
        """,

        // 3. What a verdict was decided from: cells of earlier runs are reused, and the latest is not always the one.
        """
        CREATE TABLE verdict_cells (
            verdict INTEGER NOT NULL REFERENCES verdicts(id), cell INTEGER NOT NULL REFERENCES cells(id), PRIMARY KEY (verdict, cell));
        """,
    ];

    /// <summary>The schema version; 0 for an empty database.</summary>
    /// <exception cref="StoreException">Of another program, or of a newer version.</exception>
    public static int Check(SqliteConnection connection, string path)
    {
        var version = connection.Scalar<long>("PRAGMA user_version");
        var foreign = connection.Scalar<long>("PRAGMA application_id") != ApplicationId
            && (version != 0 || connection.Scalar<long>("SELECT count(*) FROM sqlite_master") != 0);
        if (foreign)
            throw StoreFaults.Foreign(path);
        return version <= Latest ? (int)version : throw StoreFaults.Newer(path, version, Latest);
    }

    /// <summary>Brings the database to version <paramref name="target"/>, each step in a transaction of its own.</summary>
    public static void Migrate(SqliteConnection connection, string path, int target)
    {
        while (Check(connection, path) < target)
            connection.Transaction("BEGIN IMMEDIATE", c => Step(c, path, target));
    }

    private static int Step(SqliteConnection connection, string path, int target)
    {
        var version = Check(connection, path); // again: another process may have been faster
        if (version == target)
            return version;
        connection.Execute(Steps[version]);
        connection.Execute($"PRAGMA user_version = {version + 1}");
        return version + 1;
    }
}
