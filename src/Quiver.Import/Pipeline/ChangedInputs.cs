using Quiver.Foundation.IO;
using Quiver.Import.Checkpoints;

namespace Quiver.Import.Pipeline;

/// <summary>Input files that somebody wrote to while they were imported.</summary>
internal static class ChangedInputs
{
    private const int MaxNamed = 5;

    /// <summary>Warns of the files that are not what they were when the import began. One that became shorter failed it already; one that grew was read to its former end.</summary>
    /// <param name="fingerprint">The files as they were.</param>
    /// <param name="files">The file system.</param>
    /// <param name="progress">Gets the warnings.</param>
    public static void Warn(
        ImportFingerprint fingerprint,
        IFileSystem files,
        IImportProgress progress
    )
    {
        int changed = 0;
        foreach (var before in fingerprint.Files.Where(file => IsChanged(file, files)))
        {
            changed++;
            if (changed <= MaxNamed)
            {
                progress.Warn(
                    $"{before.Path} was changed while it was imported: the database may hold rows of both versions. Import again when nothing writes to it any more."
                );
            }
        }
        if (changed > MaxNamed)
        {
            progress.Warn($"… and {changed - MaxNamed} more files were changed.");
        }
    }

    private static bool IsChanged(InputIdentity before, IFileSystem files)
    {
        try
        {
            // A file that is gone by now was open and whole.
            return files.LastWriteTime(before.Path).Ticks != before.ModifiedTicks
                && files.KindOf(before.Path) == FileKind.File;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
