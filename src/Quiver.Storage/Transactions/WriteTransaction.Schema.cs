using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Locks;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Transactions;

/// <content>Constraints and unique keys: locked before they are looked at, so that of two transactions that need one key the second sees what became of the first.</content>
public sealed partial class WriteTransaction
{
    // No index has the id 0: the key stands for the list of constraints. Commits share it, and who adds a constraint has it alone.
    private static readonly EntityKey SchemaKey = EntityKey.Unique(0, 0);

    private readonly List<SchemaChange> _schemaChanges = [];
    private ChangeRun[] _checked = [];
    private long _checkedSchema = -1;

    /// <summary>Is called at commit, when no other commit can come between, with the graph as it will be; what it throws ends the commit.</summary>
    internal Action<Snapshot>? CommitCheck { get; set; }

    /// <summary>Changes indexes or constraints with this commit. Those of the transaction's own reads stay as they were.</summary>
    internal void ChangeSchema(SchemaChange change) => _schemaChanges.Add(change);

    /// <summary>Whether the unique keys of all that was changed are locked and looked at, for the constraints of a schema.</summary>
    private bool IsUniqueIn(SchemaDefinitions schema) =>
        _checkedSchema == schema.Version && _checked == _own;

    /// <summary>Locks the unique keys of what was changed since the last time and looks whether others have them.</summary>
    private void CheckUnique()
    {
        var schema = _start.SchemaState.Definitions;
        if (_checkedSchema != schema.Version)
        {
            _checked = [];
        }
        if (!schema.Constraints.IsEmpty)
        {
            foreach (var run in _own)
            {
                if (Array.IndexOf(_checked, run) < 0)
                {
                    CheckUnique(run);
                }
            }
        }
        _checked = _own;
        _checkedSchema = schema.Version;
    }

    private void CheckUnique(ChangeRun run)
    {
        using var view = NewView();
        var keys = UniqueKeys.Of(view, run);
        if (keys.Length == 0)
        {
            return;
        }
        for (int i = 0; i < keys.Length; i++)
        {
            if (_database.Locks.TryAcquire(_owner, keys[i], LockMode.Exclusive) == LockResult.Busy)
            {
                throw Conflict(keys.AsMemory(i), LockMode.Exclusive);
            }
        }
        using var latest = _database.Latest();
        ConstraintChecks.CheckUnique(view, run);
        if (latest.Sequence == _start.Sequence)
        {
            return;
        }
        using var newest = Over(latest, _own);
        try
        {
            ConstraintChecks.CheckUnique(newest, run);
        }
        catch (Model.Status.CypherException)
        {
            // Somebody committed the key since the statement began. The statement, begun anew, sees it: MERGE then matches it, CREATE fails.
            throw Conflict(default, LockMode.Exclusive);
        }
    }

    private async ValueTask LockSchemaAsync()
    {
        bool isAlone = CommitCheck is not null;
        var mode = isAlone ? LockMode.Exclusive : LockMode.Shared;
        if (_database.Locks.TryAcquire(_owner, SchemaKey, mode) == LockResult.Busy)
        {
            await _database
                .Locks.AcquireAsync(_owner, SchemaKey, mode, CancellationToken.None)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Locks the unique keys of a whole transaction that it does not hold yet: those of constraints that are new, and of a last change that nobody read.</summary>
    private async ValueTask LockUniqueKeysAsync(ChangeRun run)
    {
        EntityKey[] keys;
        using (var latest = _database.Latest())
        {
            var schema = latest.SchemaState.Definitions;
            if (schema.Constraints.IsEmpty || IsUniqueIn(schema))
            {
                return;
            }
            using var after = Over(latest, [run]);
            keys = UniqueKeys.Of(after, run);
        }
        foreach (var key in keys)
        {
            if (_database.Locks.TryAcquire(_owner, key, LockMode.Exclusive) == LockResult.Busy)
            {
                await _database
                    .Locks.AcquireAsync(_owner, key, LockMode.Exclusive, CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
    }
}
