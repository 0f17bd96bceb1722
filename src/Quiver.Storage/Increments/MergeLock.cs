using Quiver.Foundation.IO;

namespace Quiver.Storage.Increments;

/// <summary>
/// The lock of whoever merges into a database, and of whoever deletes and makes what is merged: a server goes on merging when the command that asked for it is killed, and what
/// it reads must stay.
/// </summary>
public static class MergeLock
{
    /// <summary>The lock file's name in the database's folder.</summary>
    public const string FileName = "MERGE";

    /// <summary>Takes the lock, or gives null when another process has it; the folder must exist.</summary>
    public static IDisposable? TryTake(IFileSystem files, string directory) =>
        files.TryLock(Path.Join(directory, FileName));
}
