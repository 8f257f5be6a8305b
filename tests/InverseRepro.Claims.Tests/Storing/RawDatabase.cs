using Microsoft.Data.Sqlite;

namespace InverseRepro.Claims.Tests.Storing;

/// <summary>The database without the store, as another program sees it.</summary>
internal static class RawDatabase
{
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static object? Execute(string path, string sql)
    {
        using var connection = Open(path);
        return connection.Execute(sql);
    }

    public static object? Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
