using System.Data.Common;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>What the databases say differently; every other statement is the same for all.</summary>
internal abstract class Dialect
{
    /// <summary>"IRep": marks a database as ours.</summary>
    protected const int ApplicationId = 0x49526570;

    /// <summary>Begins reading one snapshot.</summary>
    public abstract string BeginRead { get; }

    /// <summary>Begins writing, several writers one after another.</summary>
    public abstract string BeginWrite { get; }

    /// <summary>Begins a change of the schema, which waits for anyone else's.</summary>
    public abstract string BeginMigration { get; }

    /// <summary>Statements that mark an empty database as ours, at version 0.</summary>
    public abstract string Mark { get; }

    /// <summary>Column type: a number that the database counts up, the primary key.</summary>
    public abstract string Id { get; }

    /// <summary>Column type: 64 bits, signed.</summary>
    public abstract string Integer { get; }

    /// <summary>Column type: IEEE double.</summary>
    public abstract string Real { get; }

    /// <summary>Column type: true or false.</summary>
    public abstract string Flag { get; }

    /// <summary>A column <c>rowid</c> that keeps the order of insertion, with a comma before it; empty where every table has one.</summary>
    public abstract string RowId { get; }

    /// <summary>Expressions that make a nullable number part of a unique index, null counting as a value.</summary>
    public abstract string Distinct(string column);

    /// <summary>An expression of 32 random hex digits.</summary>
    public abstract string NewUid { get; }

    public abstract string ParameterName(int position);

    /// <summary>Whether there is something to roll back.</summary>
    public abstract bool InTransaction(DbConnection connection);

    /// <summary>The version of the schema; 0 where there is nothing, null where there are tables of another program.</summary>
    public abstract long? Version(SqlSession sql);

    public abstract void SetVersion(SqlSession sql, int version);
}
