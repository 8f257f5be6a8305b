using System.Data.Common;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>One connection with the dialect of its database. Statements take parameters by position: <c>$1</c>, <c>$2</c>, …</summary>
internal sealed class SqlSession(DbConnection connection, Dialect dialect)
{
    public Dialect Dialect => dialect;

    public void Execute(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    public T Scalar<T>(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        return (T)command.ExecuteScalar()!;
    }

    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params object?[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>All of <paramref name="work"/> or nothing.</summary>
    /// <param name="begin">One of the dialect's ways to begin.</param>
    public T Transaction<T>(string begin, Func<SqlSession, T> work)
    {
        try
        {
            Execute(begin);
            var result = work(this);
            Execute("COMMIT");
            return result;
        }
        catch
        {
            if (dialect.InTransaction(connection)) // a full disk or a lost connection has already rolled back
                Execute("ROLLBACK");
            throw;
        }
    }

    private DbCommand Command(string sql, object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = dialect.ParameterName(i + 1);
            parameter.Value = values[i] is null or double.NaN ? DBNull.Value : values[i];
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
