using Microsoft.Data.Sqlite;

namespace InverseRepro.Claims.Storing;

/// <summary>One-line statements. Parameters are named by position: <c>$1</c>, <c>$2</c>, …</summary>
internal static class Sql
{
    public static void Execute(this SqliteConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        command.ExecuteNonQuery();
    }

    public static T Scalar<T>(this SqliteConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        return (T)command.ExecuteScalar()!;
    }

    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>All of <paramref name="work"/> or nothing.</summary>
    /// <param name="begin"><c>BEGIN</c> to read one snapshot, <c>BEGIN IMMEDIATE</c> to write.</param>
    public static T Transaction<T>(this SqliteConnection connection, string begin, Func<SqliteConnection, T> work)
    {
        connection.Execute(begin);
        try
        {
            var result = work(connection);
            connection.Execute("COMMIT");
            return result;
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) // a full disk has already rolled back
                connection.Execute("ROLLBACK");
            throw;
        }
    }

    private static SqliteCommand Command(this SqliteConnection connection, string sql, object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i] is null or double.NaN ? DBNull.Value : values[i]);
        return command;
    }
}
