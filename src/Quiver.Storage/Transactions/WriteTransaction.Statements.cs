using Quiver.Foundation;
using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Locks;

namespace Quiver.Storage.Transactions;

/// <content>Statements and their locks: a savepoint, and the proof that what a statement changes is what it read.</content>
public sealed partial class WriteTransaction
{
    // About what a lock takes in the table and in its owner's list.
    private const int LockBytes = 80;

    // About what a created relationship takes in the table of those.
    private const int OwnRelationshipBytes = 64;

    // Changes that are sealed take less than half of what they take while they are collected.
    private const long CollectedBytes = 32L << 20;

    private readonly LockOwner _owner = new();
    private readonly List<long> _statementRelationships = [];
    private LinkedListNode<long>? _statement;
    private ChangeRun[] _savepoint = [];
    private bool _hasConflict;

    /// <summary>Whether it waits for a lock.</summary>
    internal bool IsWaiting => _owner.WaitsFor is not null;

    /// <summary>Whether nothing was changed or locked yet, and nothing committed since the transaction began.</summary>
    private bool IsFresh =>
        _builder.IsEmpty
        && _own.Length == 0
        && _owner.Count == 0
        && !_hasConflict
        && _statement is not null
        && _start.Sequence == _database.Sequence;

    /// <summary>Moves the transaction onto the newest commit, its own changes on top, and sets a savepoint.</summary>
    public void BeginStatement()
    {
        Invariant.Assert(!_ended);
        if (IsFresh)
        {
            return;
        }
        Seal();
        _hasConflict = false;
        _savepoint = _own;
        _deletedNodes.Keep();
        _deletedRelationships.Keep();
        _nodeIds.Keep();
        _relationshipIds.Keep();
        _statementRelationships.Clear();
        LeaveStatement();
        DropView();
        _start.Dispose();
        _start = _database.LatestForStatement(out _statement);
    }

    /// <summary>
    /// Ends a statement that has made all of its changes: locks the unique keys that they need and looks whether others have them, so that a key which
    /// somebody else takes at the same time concerns this statement and not the commit.
    /// </summary>
    /// <exception cref="StatementConflictException">Another transaction uses a key, or committed it after the statement's snapshot.</exception>
    /// <exception cref="Model.Status.CypherException">A change gives a second entity the values of a unique key.</exception>
    public void EndStatement()
    {
        RequireOpen();
        Seal();
        CheckUnique();
    }

    /// <summary>Undoes what the transaction did since <see cref="BeginStatement"/>. Its locks are kept.</summary>
    public void RollbackStatement()
    {
        Invariant.Assert(!_ended);
        _builder.Clear();
        SetOwn(_savepoint);
        DropView();
        _deletedNodes.Rollback();
        _deletedRelationships.Rollback();
        _nodeIds.Rollback();
        _relationshipIds.Rollback();
        foreach (long relationship in _statementRelationships)
        {
            _ownRelationships.Remove(relationship);
        }
        _statementRelationships.Clear();
    }

    /// <summary>Takes the locks of a batch, in one order, before its changes: two statements that change the same entities in different orders then do not deadlock.</summary>
    /// <param name="keys">What to lock, alone; sorted in place. Entities that the transaction created need not be among them.</param>
    /// <exception cref="StatementConflictException">Another transaction holds one of the locks, or changed one of the entities after the statement's snapshot.</exception>
    public void Lock(Span<EntityKey> keys)
    {
        BeginChange();
        Sort(keys);
        bool isOld = false;
        for (int i = 0; i < keys.Length; i++)
        {
            switch (_database.Locks.TryAcquire(_owner, keys[i], LockMode.Exclusive))
            {
                case LockResult.Busy:
                    throw Conflict(keys[i..].ToArray(), LockMode.Exclusive);
                case LockResult.Acquired:
                    isOld |= _database.Recent.ChangedAfter(keys[i], _start.Sequence);
                    break;
                default:
                    break;
            }
        }
        if (isOld)
        {
            throw Conflict(default, LockMode.Exclusive);
        }
    }

    private static void Sort(Span<EntityKey> keys)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i] < keys[i - 1])
            {
                keys.Sort();
                return;
            }
        }
    }

    /// <summary>Waits for locks, one after the other.</summary>
    internal async ValueTask AwaitLocksAsync(
        ReadOnlyMemory<EntityKey> keys,
        LockMode mode,
        CancellationToken cancellation
    )
    {
        Invariant.Assert(_hasConflict && !_ended);
        for (int i = 0; i < keys.Length; i++)
        {
            await _database
                .Locks.AcquireAsync(_owner, keys.Span[i], mode, cancellation)
                .ConfigureAwait(false);
        }
    }

    private void RequireOpen()
    {
        Invariant.Assert(!_ended);
        // After a conflict what the statement read may be old: it has to begin anew.
        Invariant.Assert(!_hasConflict);
    }

    private void BeginChange()
    {
        RequireOpen();
        if (_builder.EstimatedBytes > CollectedBytes)
        {
            Seal();
        }
        long bytes =
            _ownBytes
            + _builder.EstimatedBytes
            + (long)_owner.Count * LockBytes
            + (long)_ownRelationships.Count * OwnRelationshipBytes;
        long limit = _database.Options.TransactionLimitBytes;
        if (bytes > limit)
        {
            throw StorageErrors.TransactionTooLarge(bytes, limit);
        }
    }

    private void LockForChange(NodeId node)
    {
        if (!_nodeIds.Contains(node.Value))
        {
            LockUnchanged(EntityKey.Of(node));
        }
    }

    private void LockForChange(RelationshipId relationship)
    {
        if (!_relationshipIds.Contains(relationship.Value))
        {
            LockUnchanged(EntityKey.Of(relationship));
        }
    }

    /// <summary>Keeps others from creating and deleting relationships at a node; those that the statement sees are then all there are.</summary>
    private void LockExistence(NodeId node)
    {
        if (!_nodeIds.Contains(node.Value))
        {
            LockUnchanged(EntityKey.ExistenceOf(node));
        }
    }

    /// <summary>Keeps others from deleting the ends of a relationship and from changing their labels.</summary>
    private void LockEnds(NodeId start, NodeId end)
    {
        if (!_nodeIds.Contains(start.Value))
        {
            Acquire(EntityKey.ExistenceOf(start), LockMode.Shared);
        }
        if (!_nodeIds.Contains(end.Value) && start != end)
        {
            Acquire(EntityKey.ExistenceOf(end), LockMode.Shared);
        }
    }

    /// <summary>A node whose existence is locked may have been deleted between the snapshot and the lock. That it was changed otherwise does not matter.</summary>
    private void RequireStillThere(NodeId node)
    {
        if (
            _nodeIds.Contains(node.Value)
            || !_database.Recent.ChangedAfter(EntityKey.Of(node), _start.Sequence)
        )
        {
            return;
        }
        using var newest = _database.Latest();
        if (!newest.Exists(node))
        {
            throw Conflict(default, LockMode.Shared);
        }
    }

    private void LockUnchanged(EntityKey key)
    {
        if (
            Acquire(key, LockMode.Exclusive) == LockResult.Acquired
            && _database.Recent.ChangedAfter(key, _start.Sequence)
        )
        {
            throw Conflict(default, LockMode.Exclusive);
        }
    }

    private LockResult Acquire(EntityKey key, LockMode mode)
    {
        var result = _database.Locks.TryAcquire(_owner, key, mode);
        return result == LockResult.Busy ? throw Conflict(new[] { key }, mode) : result;
    }

    private StatementConflictException Conflict(ReadOnlyMemory<EntityKey> keys, LockMode mode)
    {
        _hasConflict = true;
        return new StatementConflictException(this, keys, mode);
    }

    private void LeaveStatement()
    {
        if (_statement is not null)
        {
            _database.Recent.Leave(_statement);
            _statement = null;
        }
    }
}
