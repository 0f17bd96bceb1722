using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Log;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Transactions;

/// <summary>
/// A transaction that changes the graph, beside others. Nothing of it is visible to others before <see cref="CommitAsync"/>, nothing of it remains without.
/// </summary>
/// <remarks>
/// Not thread safe. It locks what it changes until it ends. A change that meets another transaction's lock, or an entity that was changed after the statement's
/// snapshot, throws <see cref="StatementConflictException"/>: the statement is to be rolled back and run again.
/// </remarks>
public sealed partial class WriteTransaction : IDisposable
{
    private readonly Database _database;
    private readonly LinkedListNode<long> _entry;
    private readonly ChangeRunBuilder _builder = new();
    private readonly JournaledSet _deletedNodes = new();
    private readonly JournaledSet _deletedRelationships = new();
    private readonly Dictionary<long, RelationshipRecord> _ownRelationships = [];
    private readonly OwnIds _nodeIds;
    private readonly OwnIds _relationshipIds;
    private Snapshot _start;
    private Snapshot? _view;
    private ChangeRun[] _own = [];
    private long _ownBytes;
    private bool _usedNewName;
    private bool _ended;

    /// <param name="database">Where it writes.</param>
    /// <param name="entry">How it came in at the database's gate.</param>
    internal WriteTransaction(Database database, LinkedListNode<long> entry)
    {
        _database = database;
        _entry = entry;
        _nodeIds = database.NewNodeIds();
        _relationshipIds = database.NewRelationshipIds();
        _start = database.LatestForStatement(out _statement);
    }

    /// <summary>The number of a label; the name is numbered for the whole database when nobody used it before.</summary>
    public LabelId Label(string name)
    {
        var label = _start.Tokens.Label(name);
        if (label != LabelId.None)
        {
            return label;
        }
        _usedNewName = true;
        return _database.Names.Label(name);
    }

    /// <summary>The number of a relationship type, likewise.</summary>
    public RelationshipTypeId RelationshipType(string name)
    {
        var type = _start.Tokens.RelationshipType(name);
        if (type != RelationshipTypeId.None)
        {
            return type;
        }
        _usedNewName = true;
        return _database.Names.RelationshipType(name);
    }

    /// <summary>The number of a property key, likewise.</summary>
    public PropertyKeyId PropertyKey(string name)
    {
        var key = _start.Tokens.PropertyKey(name);
        if (key != PropertyKeyId.None)
        {
            return key;
        }
        _usedNewName = true;
        return _database.Names.PropertyKey(name);
    }

    /// <summary>Creates a node.</summary>
    public NodeId CreateNode(params ReadOnlySpan<LabelId> labels)
    {
        BeginChange();
        var node = new NodeId(_nodeIds.Next());
        _builder.CreateNode(node);
        foreach (var label in labels)
        {
            _builder.AddLabel(node, label.Value);
        }
        return node;
    }

    /// <summary>Creates a relationship. Shares a lock on the existence of both nodes: others may create relationships there and set properties.</summary>
    /// <exception cref="Model.Status.CypherException">One of the nodes does not exist.</exception>
    /// <exception cref="StatementConflictException">Another transaction deletes one of the nodes or changes its labels, or has deleted it.</exception>
    public RelationshipId CreateRelationship(NodeId start, RelationshipTypeId type, NodeId end)
    {
        BeginChange();
        RequireNode(start);
        RequireNode(end);
        LockEnds(start, end);
        RequireStillThere(start);
        RequireStillThere(end);
        var relationship = new RelationshipId(_relationshipIds.Next());
        var record = new RelationshipRecord(type, start, end);
        _ownRelationships.Add(relationship.Value, record);
        _statementRelationships.Add(relationship.Value);
        _builder.CreateRelationship(relationship, record);
        return relationship;
    }

    /// <summary>Adds a label to a node.</summary>
    public void AddLabel(NodeId node, LabelId label)
    {
        BeginLabelChange(node);
        _builder.AddLabel(node, label.Value);
    }

    /// <summary>Removes a label from a node.</summary>
    public void RemoveLabel(NodeId node, LabelId label)
    {
        BeginLabelChange(node);
        _builder.RemoveLabel(node, label.Value);
    }

    /// <summary>Sets a property of a node, or removes it when the value is null.</summary>
    /// <exception cref="Model.Status.CypherException">The value cannot be stored, or the node does not exist.</exception>
    public void SetProperty(NodeId node, PropertyKeyId key, Value value)
    {
        BeginChange();
        var stored = value.IsNull ? value : PropertyValues.ToStorable(value);
        RequireNode(node);
        LockForChange(node);
        _builder.SetProperty(node, key.Value, stored);
    }

    /// <summary>Sets a property of a relationship, or removes it when the value is null.</summary>
    /// <exception cref="Model.Status.CypherException">The value cannot be stored, or the relationship does not exist.</exception>
    public void SetProperty(RelationshipId relationship, PropertyKeyId key, Value value)
    {
        BeginChange();
        var stored = value.IsNull ? value : PropertyValues.ToStorable(value);
        var record = RequireRelationship(relationship);
        LockForChange(relationship);
        _builder.SetProperty(relationship, record, key.Value, stored);
    }

    /// <summary>Deletes a relationship.</summary>
    public void DeleteRelationship(RelationshipId relationship)
    {
        BeginChange();
        var record = RequireRelationship(relationship);
        LockForChange(relationship);
        LockEnds(record.Start, record.End);
        _deletedRelationships.Add(relationship.Value);
        _builder.DeleteRelationship(relationship, record);
    }

    /// <summary>Deletes a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="detach">Whether its relationships go with it; otherwise none may be left at commit.</param>
    public void DeleteNode(NodeId node, bool detach)
    {
        BeginChange();
        RequireNode(node);
        LockForChange(node);
        LockExistence(node);
        if (detach)
        {
            DeleteRelationshipsOf(node);
        }
        _deletedNodes.Add(node.Value);
        _builder.DeleteNode(node);
    }

    /// <summary>The statement's snapshot with this transaction's changes so far. The caller disposes it.</summary>
    /// <exception cref="StatementConflictException">Another transaction uses a unique key that a change needs.</exception>
    /// <exception cref="Model.Status.CypherException">A change would give a second entity the values of a unique key.</exception>
    public Snapshot Read()
    {
        RequireOpen();
        Seal();
        CheckUnique();
        return NewView();
    }

    /// <summary>Commits. On return the changes are durable and visible; when it throws they are neither, unless the error says that this is unknown.</summary>
    /// <returns>The commit's sequence number; that of the newest commit when nothing was changed.</returns>
    /// <exception cref="Model.Status.CypherException">A rule is violated, or the log failed.</exception>
    public async ValueTask<long> CommitAsync()
    {
        RequireOpen();
        Seal();
        LeaveStatement();
        var run = DeltaStack.Merge(_own);
        if (run is null && (_usedNewName || _schemaChanges.Count > 0))
        {
            run = SealedRun();
        }
        if (run is not null)
        {
            await LockSchemaAsync().ConfigureAwait(false);
            await LockUniqueKeysAsync(run).ConfigureAwait(false);
        }
        long sequence = run is null
            ? _database.Sequence
            : await _database.CommitAsync(TakeFinished(run)).ConfigureAwait(false);
        Dispose();
        return sequence;
    }

    /// <summary>Ends the transaction; what was not committed is gone.</summary>
    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            LeaveStatement();
            DropView();
            _start.Dispose();
            _nodeIds.End();
            _relationshipIds.End();
            _database.Locks.Release(_owner);
            _database.EndWrite(_entry);
        }
    }

    private void BeginLabelChange(NodeId node)
    {
        BeginChange();
        RequireNode(node);
        LockForChange(node);
        LockExistence(node);
    }

    private void DeleteRelationshipsOf(NodeId node)
    {
        const int Rows = 256;
        if (_builder.HasCreatedRelationships)
        {
            Seal();
        }
        _view ??= NewView();
        var expansion = _view.Expand(Direction.Both, []);
        expansion.Start([node.Value]);
        Span<int> rows = stackalloc int[Rows];
        Span<long> ids = stackalloc long[Rows];
        Span<long> neighbours = stackalloc long[Rows];
        for (int count; (count = expansion.Next(rows, ids, neighbours)) > 0; )
        {
            foreach (long id in ids[..count])
            {
                // The view does not have what was deleted since it was made.
                if (!_deletedRelationships.Contains(id))
                {
                    DeleteRelationship(new RelationshipId(id));
                }
            }
        }
    }

    private void RequireNode(NodeId node)
    {
        bool exists =
            !_deletedNodes.Contains(node.Value)
            && (_nodeIds.Contains(node.Value) || _start.Exists(node));
        if (!exists)
        {
            throw StorageErrors.NodeNotFound(node);
        }
    }

    private RelationshipRecord RequireRelationship(RelationshipId relationship)
    {
        if (
            !_deletedRelationships.Contains(relationship.Value)
            && (
                _ownRelationships.TryGetValue(relationship.Value, out var record)
                || _start.TryReadRelationship(relationship, out record)
            )
        )
        {
            return record;
        }
        throw StorageErrors.RelationshipNotFound(relationship);
    }

    /// <summary>A finished run, the only one that is kept from now on: a big transaction is not held in memory twice while it waits for the disk.</summary>
    private ChangeRun TakeFinished(ChangeRun run)
    {
        var finished = Finish(run);
        SetOwn([]);
        _savepoint = [];
        _checked = [];
        DropView();
        return finished;
    }

    /// <summary>
    /// Checks a run, and computes its exact differences of counts, against the newest commit. Whatever either depends on is locked by this transaction: no later
    /// commit can change the outcome, so that writers need not stand in line for it.
    /// </summary>
    private ChangeRun Finish(ChangeRun run)
    {
        using var before = _database.Latest();
        using var after = Over(before, [run]);
        if (_deletedNodes.Count > 0)
        {
            RequireNoRelationships(after);
        }
        if (IsUniqueIn(before.SchemaState.Definitions))
        {
            ConstraintChecks.CheckValues(after, run);
        }
        else
        {
            ConstraintChecks.Check(after, run);
        }
        CommitCheck?.Invoke(after);
        return run.With(CountCalculator.Compute(before, after, run));
    }

    private void RequireNoRelationships(Snapshot graph)
    {
        Span<long> degree = stackalloc long[1];
        foreach (long node in _deletedNodes.All)
        {
            graph.ReadDegrees([node], Direction.Both, [], degree);
            if (degree[0] > 0)
            {
                throw StorageErrors.NodeStillHasRelationships(new NodeId(node));
            }
        }
    }

    private Snapshot NewView() =>
        _own.Length == 0 ? _start.Again(_database.Names.Current) : Over(_start, _own);

    private Snapshot Over(Snapshot graph, ReadOnlySpan<ChangeRun> own) =>
        new(
            graph.Pinned.Pin(),
            [.. own, .. graph.Delta],
            _database.Names.Current,
            graph.SchemaState,
            graph.Sequence
        )
        {
            OwnRuns = own.Length,
        };

    private void DropView()
    {
        _view?.Dispose();
        _view = null;
    }

    private ChangeRun SealedRun()
    {
        var (nodes, relationships) = _database.IdLimits;
        byte[] bytes = _builder.Seal(nodes, relationships, _schemaChanges);
        return bytes.Length <= LogLimits.BodyBytes
            ? ChangeRun.Open(bytes, "a transaction")
            : throw StorageErrors.TransactionTooLarge(bytes.Length, LogLimits.BodyBytes);
    }

    private void SetOwn(ChangeRun[] own)
    {
        _own = own;
        _ownBytes = 0;
        foreach (var run in own)
        {
            _ownBytes += run.MemoryBytes;
        }
    }

    /// <summary>Turns the changes since the last time into a run.</summary>
    private void Seal()
    {
        if (!_builder.IsEmpty)
        {
            SetOwn(DeltaStack.Push(_own, SealedRun()));
            DropView();
        }
    }
}
