using Quiver.Foundation.IO;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Import.Destinations;

/// <summary>A database's folder that no server has open: the import takes its LOCK itself, for the moment in which it publishes.</summary>
/// <param name="files">The file system.</param>
/// <param name="directory">The database's folder; it need not exist.</param>
public sealed class LocalDestination(IFileSystem files, string directory) : IDestination
{
    // Commands that look at a database hold its LOCK for a moment only.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private string LockPath => Path.Join(directory, DatabaseLock.FileName);

    /// <inheritdoc/>
    public DestinationState Look(CancellationToken cancellation)
    {
        if (!files.DirectoryExists(directory))
        {
            return DestinationState.Absent;
        }
        using var taken = files.TryLock(LockPath);
        return taken is null ? DestinationState.InUse : StateUnderLock();
    }

    /// <inheritdoc/>
    public DestinationState? Publish(
        SealedGeneration generation,
        bool overwrite,
        CancellationToken cancellation
    )
    {
        using var taken = TakeLock(cancellation);
        if (taken is null)
        {
            return DestinationState.InUse;
        }
        bool isDone = GenerationPublisher.IsPublished(files, directory, generation);
        if (!overwrite && !isDone && StateUnderLock() == DestinationState.Used)
        {
            return DestinationState.Used;
        }
        GenerationPublisher.Publish(files, directory, generation);
        return null;
    }

    private DestinationState StateUnderLock()
    {
        if (!ManifestFile.Exists(files, directory))
        {
            // Of one that has lost its MANIFEST somebody may still want the files.
            return DatabaseRemains.Exist(files, directory)
                ? DestinationState.Used
                : DestinationState.Absent;
        }
        try
        {
            return Database.IsUnused(files, directory)
                ? DestinationState.Unused
                : DestinationState.Used;
        }
        catch (StorageException)
        {
            // Damaged, or of a newer release: whatever it is, it is not to be replaced unasked.
            return DestinationState.Used;
        }
    }

    private IDisposable? TakeLock(CancellationToken cancellation)
    {
        long deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            if (files.TryLock(LockPath) is { } taken)
            {
                return taken;
            }
            if (Environment.TickCount64 >= deadline)
            {
                return null;
            }
            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
