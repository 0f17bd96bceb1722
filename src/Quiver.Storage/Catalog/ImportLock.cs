using Quiver.Foundation.IO;

namespace Quiver.Storage.Catalog;

/// <summary>
/// The lock that the one process holds that writes a whole new base for a database. It says nothing about who has the database open: that is
/// <see cref="DatabaseLock"/>, which is needed only for the moment in which the new base is published.
/// </summary>
public static class ImportLock
{
    /// <summary>The lock file's name in the database's folder.</summary>
    public const string FileName = "IMPORT";

    /// <summary>Takes the lock, or gives null when another process writes a base there; the folder must exist.</summary>
    public static IDisposable? TryTake(IFileSystem files, string directory) =>
        files.TryLock(Path.Join(directory, FileName));

    /// <summary>Whether a process holds the lock.</summary>
    public static bool IsTaken(IFileSystem files, string directory) =>
        files.IsLocked(Path.Join(directory, FileName));

    /// <summary>What the process that holds the lock has noted of how far it is; null where none holds it, or it says nothing.</summary>
    public static string? ReadNote(IFileSystem files, string directory) =>
        LockNote.Read(files, Path.Join(directory, FileName));

    /// <summary>Notes how far the process is that holds the lock.</summary>
    public static void Note(IFileSystem files, string directory, string text) =>
        LockNote.Write(files, Path.Join(directory, FileName), text);
}
