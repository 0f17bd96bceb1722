namespace Quiver.Storage.Generations;

/// <summary>The names inside a database's folder.</summary>
public static class StoreFolders
{
    /// <summary>Immutable store files and patches.</summary>
    public const string Store = "store";

    /// <summary>The commit log.</summary>
    public const string Log = "log";

    /// <summary>Folders of runs that are being written.</summary>
    public const string Staging = "staging";

    /// <summary>The file whose lock means that a process has the database open.</summary>
    public const string Lock = "LOCK";
}
