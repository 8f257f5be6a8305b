using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace InverseRepro.Claims.Storing.Databases;

internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    public override string BeginRead => "BEGIN";

    public override string BeginWrite => "BEGIN IMMEDIATE";

    public override string BeginMigration => "BEGIN IMMEDIATE";

    public override string Mark => $"PRAGMA application_id = {ApplicationId};";

    public override string Id => "INTEGER PRIMARY KEY AUTOINCREMENT";

    public override string Integer => "INTEGER";

    public override string Real => "REAL";

    public override string Flag => "INTEGER";

    public override string RowId => "";

    public override string Distinct(string column) => $"ifnull({column}, '')";

    public override string NewUid => "lower(hex(randomblob(16)))";

    public override string ParameterName(int position) => "$" + position.ToString(CultureInfo.InvariantCulture);

    public override bool InTransaction(DbConnection connection) =>
        SQLitePCL.raw.sqlite3_get_autocommit(((SqliteConnection)connection).Handle) == 0;

    public override long? Version(SqlSession sql)
    {
        var version = sql.Scalar<long>("PRAGMA user_version");
        var foreign = sql.Scalar<long>("PRAGMA application_id") != ApplicationId
            && (version != 0 || sql.Scalar<long>("SELECT count(*) FROM sqlite_master") != 0);
        return foreign ? null : version;
    }

    public override void SetVersion(SqlSession sql, int version) => sql.Execute($"PRAGMA user_version = {version}");
}
