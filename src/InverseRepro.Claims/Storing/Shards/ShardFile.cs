using InverseRepro.Claims.Storing.Databases;
using InverseRepro.Claims.Storing.Rows;

namespace InverseRepro.Claims.Storing.Shards;

/// <summary>A store with one run, named as its plan, and one cell.</summary>
internal static class ShardFile
{
    public static void Write(string path, string plan, RunRecord run, CellRecord cell)
    {
        using (var store = SqliteStore.Open(path, TimeProvider.System))
            store.Merge(plan, run, [cell]);
        SqliteFile.Seal(path);
    }

    public static Shard Read(string path)
    {
        using var file = SqliteFile.OpenSealed(path);
        return file.Read(sql =>
        {
            var runs = sql.Query($"SELECT {RunRows.Columns}, uid FROM runs", r => (Run: RunRows.Read(r), Plan: r.GetString(13)));
            if (runs is not [var (run, plan)] || CellRows.OfRun(sql, run.Id) is not [var cell])
                throw new SqliteFaults(path, TimeSpan.Zero, shard: true).NoShard();
            return new Shard(path, plan, run, cell);
        });
    }
}
