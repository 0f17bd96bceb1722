namespace Quiver.Fuzz.Running;

/// <summary>Where the data of a database is.</summary>
internal enum DataForm
{
    /// <summary>All of it was committed since the last checkpoint.</summary>
    Delta,

    /// <summary>All of it is in the store.</summary>
    Checkpointed,

    /// <summary>Some of it is in the store, and much of that was changed since.</summary>
    Changed,

    /// <summary>All of it is in the store, and the database was opened again.</summary>
    Reopened,

    /// <summary>It was imported, but for what CSV cannot say.</summary>
    Imported,

    /// <summary>As <see cref="Changed"/>, but what was changed since is in the transaction that asks.</summary>
    Pending,
}
