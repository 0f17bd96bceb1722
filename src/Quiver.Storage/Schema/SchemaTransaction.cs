using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Schema;

/// <summary>
/// Changes of indexes and constraints that take effect together, with <see cref="CommitAsync"/>, or not at all. One is open at a time: the next one waits.
/// </summary>
/// <remarks>
/// Not thread safe. A constraint is held against all data there is when it is asked for, and against what was written since when it is committed. Names of
/// labels, types and keys that are new stay known, as those that data bring.
/// </remarks>
public sealed class SchemaTransaction : IDisposable
{
    private static long s_drafts;

    private readonly Database _database;
    private readonly SchemaChanges _owner;
    private readonly List<SchemaChange> _changes = [];
    private readonly List<(ConstraintDefinition Constraint, HashSet<string> Looked)> _checks = [];
    private bool _hasOrphans;
    private bool _ended;

    internal SchemaTransaction(Database database, SchemaChanges owner)
    {
        _database = database;
        _owner = owner;
    }

    /// <summary>Indexes and constraints with the transaction's own changes.</summary>
    public SchemaDefinitions Definitions => _database.Definitions.With(_changes);

    /// <summary>The newest commit with the transaction's own changes of the schema. The caller disposes it.</summary>
    public Snapshot Read()
    {
        var latest = _database.Latest();
        if (_changes.Count == 0)
        {
            return latest;
        }
        using (latest)
        {
            // Plans made over definitions that may never be committed must not be taken for others: these have a version of their own.
            long version = -1 - Interlocked.Increment(ref s_drafts);
            var own = latest.SchemaState with
            {
                Definitions = Definitions with { Version = version },
            };
            return new Snapshot(
                latest.Pinned.Pin(),
                latest.Delta,
                latest.Tokens,
                own,
                latest.Sequence
            );
        }
    }

    /// <summary>Defines an index. It is built in the background once this is committed.</summary>
    /// <returns>Done, or what stands in its way: nothing was changed then.</returns>
    /// <exception cref="Model.Status.CypherException">The log failed.</exception>
    public async ValueTask<SchemaChangeResult> CreateIndexAsync(
        IndexRequest request,
        CancellationToken cancellation = default
    )
    {
        var schema = Definitions;
        var index = await DefineAsync(
                numbers => RequestedDefinitions.Of(request, schema, numbers),
                cancellation
            )
            .ConfigureAwait(false);
        if (SchemaConflicts.Find(schema, index) is { } conflict)
        {
            return conflict;
        }
        _changes.Add(SchemaChange.Create(index));
        return new(SchemaOutcome.Done, index, null);
    }

    /// <summary>Drops an index that no constraint owns.</summary>
    /// <returns>Done, or why not.</returns>
    public SchemaChangeResult DropIndex(string name) =>
        Drop(SchemaDrops.OfIndex(Definitions, name));

    /// <summary>Creates a constraint: looks at all data there is and builds its index if it needs one.</summary>
    /// <returns>Done, or what stands in its way: nothing was changed then.</returns>
    /// <exception cref="Model.Status.CypherException">The data violates it; or the log failed.</exception>
    /// <exception cref="IOException">The disk failed or is full while its index was built.</exception>
    public async ValueTask<SchemaChangeResult> CreateConstraintAsync(
        ConstraintRequest request,
        CancellationToken cancellation = default
    )
    {
        var schema = Definitions;
        var (constraint, index) = await DefineAsync(
                numbers => RequestedDefinitions.Of(request, schema, numbers),
                cancellation
            )
            .ConfigureAwait(false);
        if (SchemaConflicts.Find(schema, constraint) is { } conflict)
        {
            return conflict;
        }
        if (index is not null)
        {
            // It is nobody's until the constraint is committed as well.
            _hasOrphans = true;
            await _owner
                .CommitAsync(SchemaChange.Create(index), cancellation)
                .ConfigureAwait(false);
        }
        var looked = await EnforceAsync(constraint, index, cancellation).ConfigureAwait(false);
        _checks.Add((constraint, looked));
        _changes.Add(SchemaChange.Create(constraint));
        return new(SchemaOutcome.Done, index, constraint);
    }

    /// <summary>Drops a constraint, and the index that it owns.</summary>
    /// <returns>Done, or why not.</returns>
    public SchemaChangeResult DropConstraint(string name) =>
        Drop(SchemaDrops.OfConstraint(Definitions, name));

    private SchemaChangeResult Drop((SchemaChangeResult Result, SchemaChange? Change) found)
    {
        if (found.Change is { } change)
        {
            _changes.Add(change);
        }
        return found.Result;
    }

    /// <summary>The changes so far.</summary>
    internal IReadOnlyList<SchemaChange> Changes => _changes;

    /// <summary>Does what a step says.</summary>
    /// <exception cref="CypherException">Something stands in its way, or the data violates a constraint; or the log failed.</exception>
    /// <exception cref="IOException">The disk failed or is full while an index was built.</exception>
    internal async ValueTask TakeAsync(SchemaStep step, CancellationToken cancellation)
    {
        var result =
            step.Index is { } index
                ? await CreateIndexAsync(index, cancellation).ConfigureAwait(false)
            : step.Constraint is { } constraint
                ? await CreateConstraintAsync(constraint, cancellation).ConfigureAwait(false)
            : step.DroppedIndex is { } name ? DropIndex(name)
            : DropConstraint(step.DroppedName);
        if (!result.IsDone && !step.PassesOver(result))
        {
            throw SchemaErrors.Of(result, step.DroppedName, _database.Names.Current);
        }
    }

    /// <summary>Makes the changes durable and lets them take effect, all at once.</summary>
    /// <returns>The commit's sequence number; that of the newest commit when nothing was changed.</returns>
    /// <exception cref="Model.Status.CypherException">What was written meanwhile violates a new constraint; or the log failed.</exception>
    public async ValueTask<long> CommitAsync(CancellationToken cancellation = default)
    {
        if (_changes.Count == 0)
        {
            return _database.Sequence;
        }
        ForgetDropped();
        long sequence;
        using (
            var transaction = await _database.BeginWriteAsync(cancellation).ConfigureAwait(false)
        )
        {
            transaction.CommitCheck = _checks.Count == 0 ? null : CheckSince;
            foreach (var change in _changes)
            {
                transaction.ChangeSchema(change);
            }
            sequence = await transaction.CommitAsync().ConfigureAwait(false);
        }
        Committed();
        return sequence;
    }

    /// <summary>Leaves out checks of constraints that it dropped again.</summary>
    internal void ForgetDropped()
    {
        var after = Definitions;
        _checks.RemoveAll(c => after.FindConstraint(c.Constraint.Id) is null);
    }

    /// <summary>Goes on from a commit of the changes, with which they took effect.</summary>
    internal void Committed()
    {
        var after = _database.Definitions;
        foreach (var change in _changes)
        {
            if (change.Index is { } index && after.FindIndex(index.Id) is not null)
            {
                _owner.Populator.Add(index);
            }
            else if (change.Kind == SchemaChangeKind.DropIndex)
            {
                _database.Populations.Forget(change.Id);
            }
        }
        _changes.Clear();
        _checks.Clear();
        _hasOrphans = false;
    }

    /// <summary>Ends the transaction; what was not committed is gone.</summary>
    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            _owner.End(_hasOrphans);
        }
    }

    /// <summary>Makes a definition; numbers names for it, durably where they are new.</summary>
    private async ValueTask<T> DefineAsync<T>(
        Func<ITokenNumbers, T> define,
        CancellationToken cancellation
    )
    {
        using var transaction = await _database.BeginWriteAsync(cancellation).ConfigureAwait(false);
        var definition = define(new TransactionTokens(transaction));
        await transaction.CommitAsync().ConfigureAwait(false);
        return definition;
    }

    /// <summary>Looks at the data there is.</summary>
    /// <returns>The patches that were looked at.</returns>
    private async ValueTask<HashSet<string>> EnforceAsync(
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
        if (index is null)
        {
            return looked;
        }
        var (duplicate, isBuilt) = await _owner
            .Populator.BuildAsync(index, cancellation)
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
        return isBuilt ? looked : throw StorageErrors.Replaced();
    }

    /// <summary>Whether a run changes what a new constraint is about.</summary>
    internal bool Concerns(ChangeRun run) =>
        _checks.Exists(check => RunIndexing.HasConcerned(check.Constraint.Shape, run));

    /// <summary>Checks the new constraints for what runs changed that were not part of the patches looked at.</summary>
    /// <exception cref="CypherException">One does not hold.</exception>
    internal void CheckSince(Snapshot after)
    {
        var names = after.Pinned.Generation.Manifest.Patches;
        var patches = after.Pinned.Patches;
        foreach (var (constraint, looked) in _checks)
        {
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
    }
}
