using System.Data.Common;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>Says in a user's words what is wrong with a store.</summary>
/// <param name="store">How messages name it; never with a password.</param>
/// <param name="kind">What it is to the user.</param>
internal abstract class StoreFaults(string store, string kind = "store")
{
    protected string Store { get; } = store;

    protected const string Elsewhere = "or choose another store with --store";

    /// <summary>What an error of the database means.</summary>
    public abstract StoreException Explain(DbException fault);

    /// <summary>The database of another program.</summary>
    public abstract StoreException Foreign();

    /// <summary>What it holds is not what was written.</summary>
    public abstract StoreException Corrupt(string finding);

    public StoreException Newer(long version, int known) =>
        Fault($"written by a newer version (schema {version}, this one knows {known}); update InverseRepro {Elsewhere}; nothing was changed");

    protected StoreException Fault(string what, Exception? cause = null) => new(Line(what), cause);

    protected string Line(string what) => $"{kind} '{Store}': {what}";
}
