using Quiver.Foundation.IO;

namespace Quiver.Storage.Catalog;

/// <summary>The lock that the one process holds that has a database open.</summary>
public static class DatabaseLock
{
    /// <summary>The lock file's name in the database's folder.</summary>
    public const string FileName = "LOCK";

    /// <summary>Takes the lock; the folder must exist.</summary>
    /// <exception cref="DatabaseInUseException">Another process holds it.</exception>
    public static IDisposable Take(IFileSystem files, string directory) =>
        files.TryLock(Path.Join(directory, FileName))
        ?? throw new DatabaseInUseException(directory);
}
