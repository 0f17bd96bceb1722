using Quiver.Import.Checkpoints;
using Quiver.Storage.Generations;

namespace Quiver.Import.Pipeline;

/// <summary>The checks of disk and memory.</summary>
internal sealed partial class Preflight
{
    /// <summary>A store that takes less than this part of its CSV was never seen: without room for so much an import is not even begun.</summary>
    private const double LeastStorePerText = 0.5;

    /// <summary>An old database that is smaller than this part of what is missing is not worth dropping.</summary>
    private const double LeastHelp = 0.1;

    /// <summary>How deep the folders of a database are looked into for their size.</summary>
    private const int MaxFolderDepth = 4;

    /// <summary>Checks that the database's disk can hold the new database beside what is there.</summary>
    public void CheckDiskSpace(ImportEstimate estimate)
    {
        string directory = ExistingParent(options.DatabaseDirectory);
        long free = options.FileSystem.FreeSpace(directory);
        long needed = estimate.DiskBytes + estimate.TemporaryBytes;
        if (free >= needed)
        {
            return;
        }
        string message =
            $"The disk of '{directory}' has {ImportText.Size(free)} free, and this import needs about {ImportText.Size(needed)} there: {ImportText.Size(needed - free)} are missing.";
        long left = options.IsDatabaseKnown ? CountLeftovers() : 0;
        if (left > 0 && !options.Resume && FindInterrupted() is { } interrupted)
        {
            problems.Report(
                ImportErrorKind.InputOutput,
                $"{message} An import of these files was interrupted after {CheckpointText.Of(interrupted.Stage)}, and its files in '{interrupted.Staged.Run}' take {ImportText.Size(left)}: go on with it by --resume, or delete that folder to start over."
            );
            return;
        }
        // What earlier imports left is gone on with, or deleted before this one begins.
        free += left;
        if (free >= needed)
        {
            return;
        }
        long old = options.IsDatabaseKnown
            ? SizeOf(options.DatabaseDirectory, MaxFolderDepth) - left
            : 0;
        if (old >= (needed - free) * LeastHelp)
        {
            string isEnough = free + old >= needed ? "would be enough" : "would help";
            message +=
                $" The folder of the database takes {ImportText.Size(old)}, and an old database stays whole until the new one is complete; dropping it first {isEnough}: stop the server that serves it, delete the folder '{options.DatabaseDirectory}', and run the import again.";
        }
        if (free < estimate.TextBytes * LeastStorePerText)
        {
            problems.Report(ImportErrorKind.InputOutput, message);
        }
        else
        {
            progress.Warn(message);
        }
    }

    /// <summary>Warns when the folder for temporary files is on a disk that cannot hold them.</summary>
    public void CheckTemporarySpace(ImportEstimate estimate)
    {
        if (options.TempDirectory is not { } folder)
        {
            return;
        }
        long free = options.FileSystem.FreeSpace(ExistingParent(folder));
        if (free < estimate.TemporaryBytes)
        {
            progress.Warn(
                $"The disk of '{folder}' has {ImportText.Size(free)} free, and the temporary files of this import need about {ImportText.Size(estimate.TemporaryBytes)} there. Name a folder with more room with --temp-path."
            );
        }
    }

    private long CountLeftovers() =>
        GenerationWriter
            .Runs(options.FileSystem, options.DatabaseDirectory)
            .Sum(run => SizeOf(run, MaxFolderDepth));

    /// <summary>The interrupted import of the same files; null when there is none, or when it cannot be told.</summary>
    private InterruptedImport? FindInterrupted()
    {
        try
        {
            return problems.Count > 0
                ? null
                : new EarlierImports(options).FindOfSameFiles(
                    ImportFingerprint.Of(options, _lengths)
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The files of the import or of the earlier one cannot be read: that is found when they are.
            return null;
        }
    }

    /// <summary>Warns when ids will not be found in memory alone.</summary>
    public void CheckMemory(ImportEstimate estimate)
    {
        long budget = MemoryBudget.ForIds(options);
        if (estimate.IdMapBytes > budget)
        {
            progress.Warn(
                $"To find about {estimate.Nodes} nodes by their ids takes about {ImportText.Size(estimate.IdMapBytes)} of memory, more than the {ImportText.Size(budget)} that are for it (half of --max-off-heap-memory): the rest goes to temporary files, which takes longer."
            );
        }
    }

    private long SizeOf(string directory, int depth)
    {
        var files = options.FileSystem;
        if (depth == 0 || !files.DirectoryExists(directory))
        {
            return 0;
        }
        long bytes = 0;
        foreach (string name in files.List(directory))
        {
            string path = Path.Join(directory, name);
            bytes += files.DirectoryExists(path) ? SizeOf(path, depth - 1) : LengthOf(path);
        }
        return bytes;
    }

    private long LengthOf(string path)
    {
        try
        {
            using var handle = options.FileSystem.OpenRead(path);
            return handle.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that is gone or closed to us is not ours to drop either.
            return 0;
        }
    }

    /// <summary>The directory itself or the nearest one above it that is there.</summary>
    private string ExistingParent(string path)
    {
        string directory = Path.GetFullPath(path);
        while (!options.FileSystem.DirectoryExists(directory))
        {
            directory = Path.GetDirectoryName(directory) ?? "/";
        }
        return directory;
    }
}
