using Quiver.Model.Status;

namespace Quiver.Engine.Backups;

/// <summary>The errors of requests for backups.</summary>
internal static class BackupServiceErrors
{
    /// <summary>The path leads out of the folder of backups.</summary>
    public static CypherException OutsideFolder(string path, string folder) =>
        new(
            StatusCodes.InvalidArguments,
            $"The backup cannot be written to '{path}': backups stay inside {folder} (server.directories.backups)."
        );

    /// <summary>There is a file of that name.</summary>
    public static CypherException Exists(string path) =>
        new(
            StatusCodes.InvalidArguments,
            $"There is a file {path} already: a backup never replaces another. Nothing was changed."
        );

    /// <summary>Another backup runs.</summary>
    public static CypherException InProgress() =>
        new(
            StatusCodes.DatabaseUnavailable,
            "Another backup is being made. Try again when it is finished."
        );

    /// <summary>The disk failed, or a folder is missing.</summary>
    public static CypherException Failed(Exception cause) =>
        new(
            StatusCodes.UnknownError,
            $"The backup failed, and nothing of it was left: {cause.Message}",
            inner: cause
        );
}
