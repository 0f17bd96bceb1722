using System.Globalization;

namespace Quiver.Storage.Backups;

/// <summary>The errors of backups.</summary>
internal static class BackupErrors
{
    /// <summary>There is a file of that name.</summary>
    public static StorageException Exists(string path) =>
        new(
            $"There is a file {path} already: a backup never replaces another. Nothing was changed."
        );

    /// <summary>The file is no backup.</summary>
    public static StorageException NoBackup(string path) =>
        new($"{path} is no backup that Quiver made, or only the beginning of one.");

    /// <summary>A newer release wrote it.</summary>
    public static StorageException Newer(string path, int version) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path} has format version {version}, which is newer than this release reads ({BackupFormat.Version})."
            )
        );

    /// <summary>The backup has no database of that name.</summary>
    public static StorageException NoDatabase(
        string path,
        string name,
        IEnumerable<string> names
    ) => new($"{path} holds no database '{name}'. It holds: {string.Join(", ", names)}.");

    /// <summary>The disk is too small for what is to be restored.</summary>
    public static StorageException NoSpace(string directory, long needed, long free) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"There is no space to restore in {directory}: {needed} bytes are needed, {free} are free. Nothing was changed."
            )
        );
}
