namespace Quiver.Engine.Databases;

/// <summary>What became of a finished import that was to be published.</summary>
public enum PublishOutcome
{
    /// <summary>It is the database now, and open.</summary>
    Published,

    /// <summary>Nothing was done: a database that was used stands there and may not be overwritten.</summary>
    Refused,

    /// <summary>Nothing was done: another process has the database open.</summary>
    Elsewhere,
}
