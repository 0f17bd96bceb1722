using Quiver.Foundation.IO;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;

namespace Quiver.Storage;

/// <content>Indexes and constraints: they change in transactions; indexes are built while readers and writers go on.</content>
public sealed partial class Database
{
    private readonly IndexPopulations _populations = new();
    private readonly List<DamagedIndex> _damagedIndexes = [];

    internal IFileSystem Files => _files;

    internal FileSegmentStore Store => _store;

    internal IndexPopulations Populations => _populations;

    /// <summary>The newest definitions.</summary>
    internal SchemaDefinitions Definitions => _commits.State.Schema.Definitions;

    /// <summary>Begins changes of indexes and constraints that take effect together; waits for those before. The caller disposes them.</summary>
    /// <exception cref="Model.Status.CypherException">Those before did not end in time; or the log failed.</exception>
    public ValueTask<SchemaTransaction> BeginSchemaAsync(
        CancellationToken cancellation = default
    ) => _schemaChanges.BeginAsync(cancellation);

    /// <summary>Waits until no index is being built any more: each is online or has failed.</summary>
    public Task AwaitIndexesAsync(CancellationToken cancellation = default) =>
        _schemaChanges.Populator.Completion.WaitAsync(cancellation);

    /// <summary>Makes an index that was built readable. Its file is durable; it is deleted when the index is gone meanwhile.</summary>
    /// <returns>Whether it is readable now.</returns>
    internal async ValueTask<bool> PublishIndexAsync(
        IndexContent content,
        CancellationToken cancellation
    )
    {
        await _checkpoints.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task
                .Factory.StartNew(
                    () => PublishIndex(content),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .ConfigureAwait(false);
        }
        finally
        {
            _checkpoints.Release();
        }
    }

    /// <summary>
    /// Builds the indexes of unique constraints that were left out because their files are damaged: nothing can be written without them. The others are
    /// built in the background.
    /// </summary>
    private void ReplaceDamagedIndexes()
    {
        foreach (var (id, problem) in _damagedIndexes)
        {
            if (Definitions.FindIndex(id) is not { } index)
            {
                continue;
            }
            _options.IndexReplaced?.Invoke(index.Name, problem);
            if (
                index.OwningConstraint is not { } owner
                || Definitions.FindConstraint(owner) is null
            )
            {
                continue;
            }
            var (duplicate, _) = _schemaChanges
                .Populator.BuildAsync(index, CancellationToken.None)
                .AsTask()
                .GetAwaiter()
                .GetResult();
            if (duplicate is not null)
            {
                throw new StorageException(
                    $"{problem} It cannot be built anew: the data violates the constraint '{index.Name}'."
                );
            }
        }
    }

    private bool PublishIndex(IndexContent content)
    {
        var state = _commits.State;
        if (
            _isDisposed
            || _commits.IsFenced
            || state.Schema.Definitions.FindIndex(content.Index) is null
        )
        {
            _store.Delete(content.Base.Name);
            return false;
        }
        var previous = state.Base;
        var live = previous.Generation.Manifest;
        var manifest = live with
        {
            Generation = live.Generation + 1,
            // Those that were left out because their files are damaged are gone with this.
            Indexes =
            [
                .. live.Indexes.Where(index => previous.Indexes.Contains(index.Index)),
                content,
            ],
        };
        var next = _checkpointer.Publish(manifest, _commits.AppendAsync);
        _commits.Change(s => s.Over(next));
        previous.Unpin();
        return true;
    }
}
