using Quiver.Foundation;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Transactions;

/// <summary>A transaction that changes the graph. Nothing of it is visible to others before <see cref="CommitAsync"/>, nothing of it remains without.</summary>
/// <remarks>Not thread safe. While it is open no other writing transaction runs; readers go on.</remarks>
public sealed class WriteTransaction : IDisposable
{
    private readonly Database _database;
    private readonly Snapshot _start;
    private readonly ChangeRunBuilder _builder = new();
    private readonly HashSet<long> _deletedNodes = [];
    private readonly HashSet<long> _deletedRelationships = [];
    private readonly HashSet<long> _mustHaveNoRelationships = [];
    private readonly Dictionary<long, RelationshipRecord> _ownRelationships = [];
    private readonly List<string> _newLabels = [];
    private readonly List<string> _newTypes = [];
    private readonly List<string> _newKeys = [];
    private readonly long _firstOwnNode;
    private ChangeRun[] _own = [];
    private TokenTable _tokens;
    private bool _ended;

    internal WriteTransaction(Database database, Snapshot start, long firstOwnNode)
    {
        _database = database;
        _start = start;
        _tokens = start.Tokens;
        _firstOwnNode = firstOwnNode;
    }

    /// <summary>The number of a label; the name is new with this transaction when nobody used it before.</summary>
    public LabelId Label(string name)
    {
        var label = _tokens.Label(name);
        if (label != LabelId.None)
        {
            return label;
        }
        _newLabels.Add(name);
        _tokens = _tokens with { Labels = _tokens.Labels.With([name]) };
        return _tokens.Label(name);
    }

    /// <summary>The number of a relationship type, likewise.</summary>
    public RelationshipTypeId RelationshipType(string name)
    {
        var type = _tokens.RelationshipType(name);
        if (type != RelationshipTypeId.None)
        {
            return type;
        }
        _newTypes.Add(name);
        _tokens = _tokens with { RelationshipTypes = _tokens.RelationshipTypes.With([name]) };
        return _tokens.RelationshipType(name);
    }

    /// <summary>The number of a property key, likewise.</summary>
    public PropertyKeyId PropertyKey(string name)
    {
        var key = _tokens.PropertyKey(name);
        if (key != PropertyKeyId.None)
        {
            return key;
        }
        _newKeys.Add(name);
        _tokens = _tokens with { PropertyKeys = _tokens.PropertyKeys.With([name]) };
        return _tokens.PropertyKey(name);
    }

    /// <summary>Creates a node.</summary>
    public NodeId CreateNode(params ReadOnlySpan<LabelId> labels)
    {
        Invariant.Assert(!_ended);
        var node = _database.NewNodeId();
        _builder.CreateNode(node);
        foreach (var label in labels)
        {
            _builder.AddLabel(node, label.Value);
        }
        return node;
    }

    /// <summary>Creates a relationship.</summary>
    /// <exception cref="Model.Status.CypherException">One of the nodes does not exist.</exception>
    public RelationshipId CreateRelationship(NodeId start, RelationshipTypeId type, NodeId end)
    {
        RequireNode(start);
        RequireNode(end);
        var relationship = _database.NewRelationshipId();
        var record = new RelationshipRecord(type, start, end);
        _ownRelationships.Add(relationship.Value, record);
        _builder.CreateRelationship(relationship, record);
        return relationship;
    }

    /// <summary>Adds a label to a node.</summary>
    public void AddLabel(NodeId node, LabelId label)
    {
        RequireNode(node);
        _builder.AddLabel(node, label.Value);
    }

    /// <summary>Removes a label from a node.</summary>
    public void RemoveLabel(NodeId node, LabelId label)
    {
        RequireNode(node);
        _builder.RemoveLabel(node, label.Value);
    }

    /// <summary>Sets a property of a node, or removes it when the value is null. The value must be storable.</summary>
    public void SetProperty(NodeId node, PropertyKeyId key, Value value)
    {
        RequireNode(node);
        _builder.SetProperty(node, key.Value, value);
    }

    /// <summary>Sets a property of a relationship, or removes it when the value is null. The value must be storable.</summary>
    public void SetProperty(RelationshipId relationship, PropertyKeyId key, Value value) =>
        _builder.SetProperty(relationship, RequireRelationship(relationship), key.Value, value);

    /// <summary>Deletes a relationship.</summary>
    public void DeleteRelationship(RelationshipId relationship)
    {
        var record = RequireRelationship(relationship);
        _deletedRelationships.Add(relationship.Value);
        _builder.DeleteRelationship(relationship, record);
    }

    /// <summary>Deletes a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="detach">Whether its relationships go with it; otherwise none may be left at commit.</param>
    public void DeleteNode(NodeId node, bool detach)
    {
        RequireNode(node);
        if (detach)
        {
            DeleteRelationshipsOf(node);
        }
        _mustHaveNoRelationships.Add(node.Value);
        _deletedNodes.Add(node.Value);
        _builder.DeleteNode(node);
    }

    /// <summary>The graph with this transaction's changes so far. The caller disposes it.</summary>
    public Snapshot Read()
    {
        Invariant.Assert(!_ended);
        Seal();
        return View(_own);
    }

    /// <summary>Commits. On return the changes are durable and visible; when it throws they are neither, unless the error says that this is unknown.</summary>
    /// <returns>The commit's sequence number; that of the newest commit when nothing was changed.</returns>
    /// <exception cref="Model.Status.CypherException">A rule is violated, or the log failed.</exception>
    public async ValueTask<long> CommitAsync()
    {
        Invariant.Assert(!_ended);
        Seal();
        RequireNoDanglingRelationships();
        var run = DeltaStack.Merge(_own);
        long sequence = run is null
            ? _start.Sequence
            : await _database.CommitAsync(run).ConfigureAwait(false);
        Dispose();
        return sequence;
    }

    /// <summary>Ends the transaction; what was not committed is gone.</summary>
    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            _start.Dispose();
            _database.EndWrite();
        }
    }

    private void DeleteRelationshipsOf(NodeId node)
    {
        const int Rows = 256;
        using var graph = Read();
        var expansion = graph.Expand(Direction.Both, []);
        expansion.Start([node.Value]);
        Span<int> rows = stackalloc int[Rows];
        Span<long> ids = stackalloc long[Rows];
        Span<long> neighbours = stackalloc long[Rows];
        for (int count; (count = expansion.Next(rows, ids, neighbours)) > 0; )
        {
            foreach (long id in ids[..count])
            {
                DeleteRelationship(new RelationshipId(id));
            }
        }
    }

    private void RequireNode(NodeId node)
    {
        Invariant.Assert(!_ended);
        bool exists =
            !_deletedNodes.Contains(node.Value)
            && (
                node.Value >= _firstOwnNode
                    ? node.Value < _database.IdLimits.Nodes
                    : _start.Exists(node)
            );
        if (!exists)
        {
            throw StorageErrors.NodeNotFound(node);
        }
    }

    private RelationshipRecord RequireRelationship(RelationshipId relationship)
    {
        Invariant.Assert(!_ended);
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

    private void RequireNoDanglingRelationships()
    {
        if (_mustHaveNoRelationships.Count == 0)
        {
            return;
        }
        using var graph = View(_own);
        Span<long> degree = stackalloc long[1];
        foreach (long node in _mustHaveNoRelationships)
        {
            graph.ReadDegrees([node], Direction.Both, [], degree);
            if (degree[0] > 0)
            {
                throw StorageErrors.NodeStillHasRelationships(new NodeId(node));
            }
        }
    }

    private Snapshot View(ChangeRun[] own) =>
        new(_start.Pinned.Pin(), [.. own, .. _start.Delta], _tokens, _start.Sequence);

    /// <summary>Turns the changes since the last time into a run with exact count differences.</summary>
    private void Seal()
    {
        var names = new TokenTable(
            new TokenNames(_newLabels),
            new TokenNames(_newTypes),
            new TokenNames(_newKeys)
        );
        bool noNames = _newLabels.Count + _newTypes.Count + _newKeys.Count == 0;
        if (_builder.IsEmpty && noNames)
        {
            return;
        }
        const string Source = "a transaction";
        var (nodeLimit, relationshipLimit) = _database.IdLimits;
        var run = ChangeRun.Open(_builder.Seal(names, nodeLimit, relationshipLimit), Source);
        _newLabels.Clear();
        _newTypes.Clear();
        _newKeys.Clear();
        using var before = View(_own);
        using var after = View([run, .. _own]);
        var counts = CountCalculator.Compute(before, after, run);
        if (counts.Length > 0)
        {
            byte[] empty = new ChangeRunWriter().Finish(
                TokenTable.Empty,
                counts,
                nodeLimit,
                relationshipLimit
            );
            run = ChangeRun.Open(ChangeRunMerger.Merge(ChangeRun.Open(empty, Source), run), Source);
        }
        _own = DeltaStack.Push(_own, run);
    }
}
