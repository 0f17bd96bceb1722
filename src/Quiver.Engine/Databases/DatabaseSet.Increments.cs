using Quiver.Import.Increments;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Increments;

namespace Quiver.Engine.Databases;

/// <content>Increments that commands built beside databases are merged here, while these are read and written.</content>
internal sealed partial class DatabaseSet
{
    /// <summary>Merges what is built for a database. One that is stopped stays so: it is open for the merge only.</summary>
    public async ValueTask<IncrementMerged> MergeIncrementAsync(
        string name,
        CancellationToken cancellation
    )
    {
        if (!DatabaseNames.TryNormalize(name, out string? normal, out string? problem))
        {
            throw new StorageException(problem);
        }
        string directory = _catalog.DirectoryOf(normal);
        var file = IncrementFile.TryRead(options.FileSystem, directory);
        if (file?.Increment is not { } increment)
        {
            throw new StorageException($"No incremental import into '{normal}' is built.");
        }
        try
        {
            var merged = IsStopped(normal)
                ? await MergeStoppedAsync(normal, file, cancellation)
                : await MergeOpenAsync(normal, file, cancellation);
            return new IncrementMerged(
                merged.Sequence,
                (long)merged.Pause.TotalMicroseconds,
                merged.Attempts,
                MergeRefusal.None
            );
        }
        catch (CorruptionException damage)
            when (damage.File.StartsWith(increment.Folder, StringComparison.Ordinal))
        {
            throw new StorageException(
                $"What was built for '{normal}' is not whole any more: {damage.Message} Nothing was merged. Build it again: --stage=prepare and --stage=build, or --stage=all.",
                damage
            );
        }
        catch (MergeConflictException conflict)
        {
            return new IncrementMerged(
                -1,
                0,
                0,
                conflict.IsOneTooMany ? MergeRefusal.OneTooMany : MergeRefusal.NotAllowed
            );
        }
    }

    private async ValueTask<MergeResult> MergeOpenAsync(
        string name,
        IncrementFile file,
        CancellationToken cancellation
    )
    {
        var database = Enter(name);
        try
        {
            var merged = await database.Store.MergeAsync(
                file.Increment!,
                file.MergeOptions,
                cancellation
            );
            // What lies in a file of its own need not wait in the log until that is long enough.
            await database.Store.CheckpointAsync(CancellationToken.None);
            return merged;
        }
        finally
        {
            database.Leave();
        }
    }

    private async ValueTask<MergeResult> MergeStoppedAsync(
        string name,
        IncrementFile file,
        CancellationToken cancellation
    )
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            using var database = OpenStored(name);
            var merged = await database.MergeAsync(
                file.Increment!,
                file.MergeOptions,
                cancellation
            );
            await database.CheckpointAsync(CancellationToken.None);
            return merged;
        }
        finally
        {
            _changing.Release();
        }
    }
}
