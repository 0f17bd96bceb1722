using Quiver.Model.Values;
using Quiver.Storage.Indexes;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Schema;

/// <summary>Makes the changes of a database's schema, one at a time, each as a commit.</summary>
internal sealed class SchemaChanges : IDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly Database _database;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Serves a database that is about to be opened.</summary>
    public SchemaChanges(Database database)
    {
        _database = database;
        Populator = new(database);
    }

    /// <summary>Builds the indexes.</summary>
    public IndexPopulator Populator { get; }

    /// <summary>Goes on with what a process that died, or was stopped, left unfinished: indexes that are not built yet.</summary>
    public void Resume()
    {
        foreach (var index in _database.Definitions.Indexes)
        {
            Populator.Add(index);
        }
    }

    /// <summary>Ends builds and waits until they have ended, and a short time for a change that is under way: it may wait for writers that never end.</summary>
    public void Dispose()
    {
        Populator.Dispose();
        _turn.Wait(StopTime);
        _turn.Dispose();
    }

    /// <summary>Defines an index.</summary>
    public async ValueTask<SchemaChangeResult> CreateIndexAsync(
        IndexRequest request,
        CancellationToken cancellation
    )
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await DropOrphansAsync(cancellation).ConfigureAwait(false);
            using var transaction = await _database
                .BeginWriteAsync(cancellation)
                .ConfigureAwait(false);
            var schema = _database.Definitions;
            var index = RequestedDefinitions.Of(
                request,
                schema,
                new TransactionTokens(transaction)
            );
            if (SchemaConflicts.Find(schema, index) is { } conflict)
            {
                return conflict;
            }
            transaction.ChangeSchema(SchemaChange.Create(index));
            await transaction.CommitAsync().ConfigureAwait(false);
            Populator.Add(index);
            return new(SchemaOutcome.Done, index, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Drops an index.</summary>
    public async ValueTask<SchemaChangeResult> DropIndexAsync(
        string name,
        CancellationToken cancellation
    )
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var schema = _database.Definitions;
            if (schema.FindIndex(name) is not { } index)
            {
                return new(SchemaOutcome.IndexNotFound, null, null);
            }
            if (
                index.OwningConstraint is { } owner
                && schema.FindConstraint(owner) is { } constraint
            )
            {
                return new(SchemaOutcome.IndexBelongsToConstraint, index, constraint);
            }
            await CommitAsync(SchemaChange.DropIndex(index.Id), null, cancellation)
                .ConfigureAwait(false);
            _database.Populations.Forget(index.Id);
            return new(SchemaOutcome.Done, index, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Creates a constraint.</summary>
    public async ValueTask<SchemaChangeResult> CreateConstraintAsync(
        ConstraintRequest request,
        CancellationToken cancellation
    )
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await DropOrphansAsync(cancellation).ConfigureAwait(false);
            var (conflict, constraint, index) = await DefineAsync(request, cancellation)
                .ConfigureAwait(false);
            if (conflict is { } found)
            {
                return found;
            }
            try
            {
                await EnforceAsync(constraint, index, cancellation).ConfigureAwait(false);
            }
            catch
            {
                // Nothing of a constraint that was not created may remain; what a crash leaves here the next change drops.
                await DropOrphansAsync(CancellationToken.None).ConfigureAwait(false);
                throw;
            }
            return new(SchemaOutcome.Done, index, constraint);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Drops a constraint.</summary>
    public async ValueTask<SchemaChangeResult> DropConstraintAsync(
        string name,
        CancellationToken cancellation
    )
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_database.Definitions.FindConstraint(name) is not { } constraint)
            {
                return new(SchemaOutcome.ConstraintNotFound, null, null);
            }
            await CommitAsync(SchemaChange.DropConstraint(constraint.Id), null, cancellation)
                .ConfigureAwait(false);
            return new(SchemaOutcome.Done, null, constraint);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives a constraint its numbers and, where it needs one, commits its index.</summary>
    private async ValueTask<(
        SchemaChangeResult?,
        ConstraintDefinition,
        IndexDefinition?
    )> DefineAsync(ConstraintRequest request, CancellationToken cancellation)
    {
        using var transaction = await _database.BeginWriteAsync(cancellation).ConfigureAwait(false);
        var schema = _database.Definitions;
        var (constraint, index) = RequestedDefinitions.Of(
            request,
            schema,
            new TransactionTokens(transaction)
        );
        if (SchemaConflicts.Find(schema, constraint) is { } conflict)
        {
            return (conflict, constraint, null);
        }
        if (index is not null)
        {
            transaction.ChangeSchema(SchemaChange.Create(index));
        }
        // The names of labels and keys are committed in any case.
        await transaction.CommitAsync().ConfigureAwait(false);
        return (null, constraint, index);
    }

    /// <summary>Looks at the data there is, then commits the constraint under a last look at what was written meanwhile.</summary>
    private async ValueTask EnforceAsync(
        ConstraintDefinition constraint,
        IndexDefinition? index,
        CancellationToken cancellation
    )
    {
        HashSet<string> looked;
        using (var graph = _database.Latest())
        {
            ConstraintChecks.CheckAll(graph, constraint, cancellation);
            looked = [.. graph.Pinned.Generation.Manifest.Patches.Select(patch => patch.Name)];
        }
        if (index is not null)
        {
            var (duplicate, isBuilt) = await Populator
                .BuildAsync(index, cancellation)
                .ConfigureAwait(false);
            if (duplicate is { } pair)
            {
                using var graph = _database.Latest();
                var reader = graph.Reader();
                Value[] values =
                [
                    .. index.Keys.Select(key => reader.Property(index.Entity, pair.First, key)),
                ];
                throw ConstraintErrors.CannotCreate(constraint, pair, values, graph.Tokens);
            }
            if (!isBuilt)
            {
                throw StorageErrors.Replaced();
            }
        }
        await CommitAsync(
                SchemaChange.Create(constraint),
                after => CheckSince(after, constraint, looked),
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <summary>Checks what runs changed that were not part of the patches looked at.</summary>
    private static void CheckSince(
        Snapshot after,
        ConstraintDefinition constraint,
        HashSet<string> looked
    )
    {
        var names = after.Pinned.Generation.Manifest.Patches;
        var patches = after.Pinned.Patches;
        foreach (var run in after.Delta)
        {
            ConstraintChecks.Check(after, run, constraint, isCreated: false);
        }
        for (int i = 0; i < patches.Length; i++)
        {
            if (!looked.Contains(names[names.Count - 1 - i].Name))
            {
                ConstraintChecks.Check(after, patches[i], constraint, isCreated: false);
            }
        }
    }

    private async ValueTask CommitAsync(
        SchemaChange change,
        Action<Snapshot>? check,
        CancellationToken cancellation
    )
    {
        using var transaction = await _database.BeginWriteAsync(cancellation).ConfigureAwait(false);
        transaction.CommitCheck = check;
        transaction.ChangeSchema(change);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    /// <summary>Drops indexes whose constraint was never committed.</summary>
    private async ValueTask DropOrphansAsync(CancellationToken cancellation)
    {
        var schema = _database.Definitions;
        foreach (var index in schema.Indexes)
        {
            if (index.OwningConstraint is { } owner && schema.FindConstraint(owner) is null)
            {
                await CommitAsync(SchemaChange.DropIndex(index.Id), null, cancellation)
                    .ConfigureAwait(false);
                _database.Populations.Forget(index.Id);
            }
        }
    }
}
