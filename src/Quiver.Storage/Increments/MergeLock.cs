using Quiver.Foundation.IO;
using Quiver.Storage.Catalog;

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

    /// <summary>Says what the merge that holds the lock is doing, and since when; null where none does.</summary>
    public static (string Step, DateTime Since)? FindMerge(IFileSystem files, string directory)
    {
        string path = Path.Join(directory, FileName);
        return LockNote.Read(files, path) is { } step ? (step, files.LastWriteTime(path)) : null;
    }

    /// <summary>Notes what the merge that holds the lock does from now on.</summary>
    internal static void Note(IFileSystem files, string directory, string step) =>
        LockNote.Write(files, Path.Join(directory, FileName), step);
}
