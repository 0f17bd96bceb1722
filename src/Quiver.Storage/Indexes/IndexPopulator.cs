using Quiver.Model.Status;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>Builds a database's indexes in the background, one after the other, while it is read and written.</summary>
/// <param name="database">The database.</param>
internal sealed class IndexPopulator(Database database) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<IndexDefinition> _waiting = new();
    private readonly CancellationTokenSource _stopped = new();
    private Task _worker = Task.CompletedTask;
    private bool _isRunning;

    /// <summary>Ends when nothing is left to be built.</summary>
    public Task Completion
    {
        get
        {
            lock (_gate)
            {
                return _worker;
            }
        }
    }

    /// <summary>Builds an index in the background unless it is there, needs no building or belongs to a constraint that is being created.</summary>
    public void Add(IndexDefinition index)
    {
        bool isWanted =
            index.HasEntries
            && (
                index.OwningConstraint is not { } owner
                || database.Definitions.FindConstraint(owner) is not null
            );
        lock (_gate)
        {
            if (!isWanted || _stopped.IsCancellationRequested)
            {
                return;
            }
            using (var graph = database.Latest())
            {
                if (graph.Schema.IsOnline(index))
                {
                    return;
                }
            }
            _waiting.Enqueue(index);
            if (!_isRunning)
            {
                _isRunning = true;
                _worker = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Ends builds without waiting for that. Nothing is built afterwards.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped.Cancel();
        }
    }

    /// <summary>Ends builds, and waits until they have ended.</summary>
    public void Dispose()
    {
        Stop();
        Completion.Wait();
        _stopped.Dispose();
    }

    /// <summary>Builds an index and makes it readable.</summary>
    /// <returns>Two entities that have one key, if the index is to be unique and there are such; and whether it is readable now.</returns>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public async ValueTask<((long First, long Second)? Duplicate, bool IsBuilt)> BuildAsync(
        IndexDefinition index,
        CancellationToken cancellation
    )
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation,
            _stopped.Token
        );
        var (content, duplicate) = await Task
            .Factory.StartNew(
                () => Build(index, both.Token),
                both.Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .ConfigureAwait(false);
        if (duplicate is not null)
        {
            database.Store.Delete(content.Base.Name);
            return (duplicate, false);
        }
        try
        {
            bool isBuilt = await database
                .PublishIndexAsync(content, both.Token)
                .ConfigureAwait(false);
            return (null, isBuilt);
        }
        catch (OperationCanceledException)
        {
            // Nothing names it, and nothing will.
            database.Store.Delete(content.Base.Name);
            throw;
        }
    }

    private (IndexContent Content, (long First, long Second)? Duplicate) Build(
        IndexDefinition index,
        CancellationToken cancellation
    )
    {
        using var graph = database.Latest();
        var counts = graph.Counts;
        (long, long)? duplicate = null;
        long total = index.Tokens.Sum(token =>
            index.Entity == EntityKind.Node
                ? counts.NodesByLabel.GetValueOrDefault(token)
                : counts.RelationshipsByType.GetValueOrDefault(token)
        );
        var builder = new IndexBuilder(
            database.Files,
            database.Store,
            database.Store.NewTemporaryFolder()
        )
        {
            Progress = count =>
                database.Populations.Report(
                    index.Id,
                    Math.Min(100, 100.0 * count / Math.Max(1, total))
                ),
            Duplicate = index.IsUnique ? (first, second) => duplicate ??= (first, second) : null,
        };
        var result = builder.Build(graph, index, IndexBuilder.NewName(index.Id), cancellation);
        string[] covered =
        [
            .. graph.Pinned.Generation.Manifest.Patches.Select(patch => patch.Name),
        ];
        return (new(index.Id, result.File, covered, []), duplicate);
    }

    private async Task RunAsync()
    {
        while (TryTake(out var index))
        {
            try
            {
                await BuildAsync(index!, CancellationToken.None).ConfigureAwait(false);
                database.Populations.Forget(index!.Id);
            }
            catch (Exception failure)
                when (failure
                        is IOException
                            or UnauthorizedAccessException
                            or StorageException
                            or CypherException
                )
            {
                database.Populations.Fail(
                    index!.Id,
                    SchemaText.BuildFailure(index, failure.Message)
                );
            }
            catch (Exception failure)
                when (failure is OperationCanceledException or ObjectDisposedException)
            {
                // The database is being closed; the index is built when it is opened next.
            }
        }
    }

    private bool TryTake(out IndexDefinition? index)
    {
        lock (_gate)
        {
            index = null;
            if (!_stopped.IsCancellationRequested && _waiting.TryDequeue(out index))
            {
                return true;
            }
            _isRunning = false;
            return false;
        }
    }
}
