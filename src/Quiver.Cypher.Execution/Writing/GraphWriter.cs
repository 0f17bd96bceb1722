using Quiver.Foundation;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Locks;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>
/// The changes of one running statement: makes them through the transaction, counts them, and remembers what of them the snapshot that
/// is being read does not show yet.
/// </summary>
internal sealed class GraphWriter(WriteTransaction transaction, QueryMemory memory)
{
    private const int MaxNameBytes = 65_535;

    private readonly Dictionary<string, LabelId> _labels = new(StringComparer.Ordinal);
    private Dictionary<string, RelationshipTypeId>? _types;
    private readonly Dictionary<string, PropertyKeyId> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _labelNames = [];
    private readonly Dictionary<int, string> _keyNames = [];
    private HashSet<long>? _deletedNodes;
    private Dictionary<long, RelationshipRecord>? _deletedRelationships;
    private UpdateCounters _counters;

    /// <summary>What was changed.</summary>
    public UpdateCounters Counters => _counters;

    /// <summary>The transaction.</summary>
    public WriteTransaction Transaction => transaction;

    /// <summary>Counts what a query has changed that ran in the same transaction.</summary>
    public void Count(UpdateCounters changes) => _counters = _counters.With(changes);

    /// <summary>What the running clause has changed so far.</summary>
    public PendingChanges Pending { get; set; } = new(memory);

    /// <summary>Whether the statement has deleted anything.</summary>
    public bool HasDeleted => _deletedNodes is not null || _deletedRelationships is not null;

    /// <summary>Whether the snapshot is not all there is to be read.</summary>
    public bool HasOverlay => !Pending.IsEmpty || HasDeleted;

    /// <summary>The graph with all changes so far.</summary>
    public Snapshot Read() => transaction.Read();

    /// <summary>Takes the locks of a batch of changes in one order, so that two statements over the same entities do not wait for each other in turn.</summary>
    public void Lock(List<EntityKey> keys) =>
        transaction.Lock(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(keys));

    /// <summary>The number of a label, which is made when it is new.</summary>
    public LabelId Label(string name)
    {
        if (!_labels.TryGetValue(name, out var label))
        {
            label = transaction.Label(Checked(name));
            _labels.Add(name, label);
            _labelNames[label.Value] = name;
        }
        return label;
    }

    /// <summary>The number of a relationship type, likewise.</summary>
    public RelationshipTypeId RelationshipType(string name)
    {
        _types ??= new(StringComparer.Ordinal);
        if (!_types.TryGetValue(name, out var type))
        {
            type = transaction.RelationshipType(Checked(name));
            _types.Add(name, type);
        }
        return type;
    }

    /// <summary>The number of a property key, likewise.</summary>
    public PropertyKeyId PropertyKey(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            key = transaction.PropertyKey(Checked(name));
            _keys.Add(name, key);
            _keyNames[key.Value] = name;
        }
        return key;
    }

    /// <summary>The number of a key that the statement has written; <see cref="PropertyKeyId.None"/> for any other.</summary>
    public bool TryFindPropertyKey(string name, out PropertyKeyId key)
    {
        bool isWritten = _keys.TryGetValue(name, out key);
        key = isWritten ? key : PropertyKeyId.None;
        return isWritten;
    }

    /// <summary>The number of a label that the statement has written; <see cref="LabelId.None"/> for any other.</summary>
    public bool TryFindLabel(string name, out LabelId label)
    {
        bool isWritten = _labels.TryGetValue(name, out label);
        label = isWritten ? label : LabelId.None;
        return isWritten;
    }

    /// <summary>The name of a key that the statement has written.</summary>
    public string KeyName(int key) => _keyNames[key];

    /// <summary>The labels that the statement has written.</summary>
    public IEnumerable<KeyValuePair<int, string>> WrittenLabels => _labelNames;

    /// <summary>Makes a node.</summary>
    public NodeId CreateNode(ReadOnlySpan<LabelId> labels)
    {
        var node = transaction.CreateNode(labels);
        _counters = _counters with
        {
            NodesCreated = _counters.NodesCreated + 1,
            LabelsAdded = _counters.LabelsAdded + labels.Length,
        };
        return node;
    }

    /// <summary>Makes a relationship.</summary>
    public RelationshipId CreateRelationship(NodeId start, RelationshipTypeId type, NodeId end)
    {
        Require(Value.Node(start));
        Require(Value.Node(end));
        var relationship = transaction.CreateRelationship(start, type, end);
        _counters = _counters with { RelationshipsCreated = _counters.RelationshipsCreated + 1 };
        return relationship;
    }

    /// <summary>Sets a property to a storable value that is not null.</summary>
    /// <param name="entity">The node or relationship.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="isTracked">Whether later rows of the clause are to see it.</param>
    public void SetProperty(Value entity, PropertyKeyId key, Value value, bool isTracked)
    {
        Put(entity, key, value);
        _counters = _counters with { PropertiesSet = _counters.PropertiesSet + 1 };
        if (isTracked)
        {
            Pending.SetProperty(entity, key.Value, value);
        }
    }

    /// <summary>Removes a property that is there.</summary>
    public void RemoveProperty(Value entity, PropertyKeyId key)
    {
        Put(entity, key, Value.Null);
        _counters = _counters with { PropertiesSet = _counters.PropertiesSet + 1 };
        Pending.SetProperty(entity, key.Value, Value.Null);
    }

    /// <summary>Makes sure that a property is not there; counts nothing.</summary>
    public void ForgetProperty(Value entity, PropertyKeyId key) => Put(entity, key, Value.Null);

    /// <summary>Adds a label that the node does not have, or removes one that it has.</summary>
    public void SetLabel(NodeId node, LabelId label, bool isPresent)
    {
        Require(Value.Node(node));
        if (isPresent)
        {
            transaction.AddLabel(node, label);
            _counters = _counters with { LabelsAdded = _counters.LabelsAdded + 1 };
        }
        else
        {
            transaction.RemoveLabel(node, label);
            _counters = _counters with { LabelsRemoved = _counters.LabelsRemoved + 1 };
        }
        Pending.SetLabel(node.Value, label.Value, isPresent);
    }

    /// <summary>Deletes a relationship, unless the statement has deleted it already.</summary>
    public void DeleteRelationship(RelationshipId relationship, RelationshipRecord record)
    {
        if (!(_deletedRelationships ??= []).TryAdd(relationship.Value, record))
        {
            return;
        }
        transaction.DeleteRelationship(relationship);
        _counters = _counters with { RelationshipsDeleted = _counters.RelationshipsDeleted + 1 };
    }

    /// <summary>Deletes a node, unless the statement has deleted it already. Its relationships must be gone when the transaction commits.</summary>
    public void DeleteNode(NodeId node)
    {
        if (!(_deletedNodes ??= []).Add(node.Value))
        {
            return;
        }
        transaction.DeleteNode(node, detach: false);
        _counters = _counters with { NodesDeleted = _counters.NodesDeleted + 1 };
    }

    /// <summary>Whether the statement has deleted a node or relationship.</summary>
    public bool IsDeleted(ValueKind kind, long id) =>
        kind == ValueKind.Node
            ? _deletedNodes?.Contains(id) == true
            : _deletedRelationships?.ContainsKey(id) == true;

    /// <summary>What a relationship joined that the statement has deleted.</summary>
    public bool TryGetDeleted(RelationshipId relationship, out RelationshipRecord record)
    {
        record = default;
        return _deletedRelationships?.TryGetValue(relationship.Value, out record) == true;
    }

    /// <summary>Fails for a node or relationship that the statement has deleted.</summary>
    public void Require(Value entity)
    {
        if (HasDeleted && IsDeleted(entity.Kind, entity.Bits))
        {
            throw RuntimeErrors.EntityNotFound(entity);
        }
    }

    private void Put(Value entity, PropertyKeyId key, Value value)
    {
        Require(entity);
        Invariant.Assert(entity.Kind is ValueKind.Node or ValueKind.Relationship);
        if (entity.Kind == ValueKind.Node)
        {
            transaction.SetProperty(entity.AsNode(), key, value);
        }
        else
        {
            transaction.SetProperty(entity.AsRelationship(), key, value);
        }
    }

    /// <summary>A name that a label, type or key may have.</summary>
    internal static string Checked(string name)
    {
        if (name.Length == 0)
        {
            throw RuntimeErrors.EmptyTokenName();
        }
        return System.Text.Encoding.UTF8.GetByteCount(name) <= MaxNameBytes
            ? name
            : throw RuntimeErrors.TokenNameTooLong(name);
    }
}
