using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Delta;

/// <summary>Collects changes in the order in which they are made and seals them into a change run.</summary>
/// <remarks>Two flat lists of operations and one byte area: no object a change. Not thread safe.</remarks>
internal sealed class ChangeRunBuilder
{
    // A big statement's memory goes when it is sealed.
    private const int KeptOperations = 1 << 14;

    private readonly List<ChangeOperation> _nodes = [];
    private readonly List<ChangeOperation> _relationships = [];
    private readonly List<RelationshipRecord> _records = [];
    private ArrayBufferWriter<byte> _values = new();

    /// <summary>About how much memory it uses.</summary>
    public long EstimatedBytes =>
        ((long)_nodes.Count + _relationships.Count) * Unsafe.SizeOf<ChangeOperation>()
        + (long)_records.Count * Unsafe.SizeOf<RelationshipRecord>()
        + _values.WrittenCount;

    /// <summary>Whether a relationship was created that no run has yet.</summary>
    public bool HasCreatedRelationships { get; private set; }

    /// <summary>Whether nothing was collected.</summary>
    public bool IsEmpty => _nodes.Count == 0 && _relationships.Count == 0;

    /// <summary>Creates a node.</summary>
    public void CreateNode(NodeId node) => AddNode(node, ChangeKind.Create, 0, 0, 0);

    /// <summary>Deletes a node; the caller deletes its relationships.</summary>
    public void DeleteNode(NodeId node) => AddNode(node, ChangeKind.Delete, 0, 0, 0);

    /// <summary>Adds a label to a node.</summary>
    public void AddLabel(NodeId node, int label) => AddNode(node, ChangeKind.AddLabel, label, 0, 0);

    /// <summary>Removes a label from a node.</summary>
    public void RemoveLabel(NodeId node, int label) =>
        AddNode(node, ChangeKind.RemoveLabel, label, 0, 0);

    /// <summary>Sets a property of a node, or removes it when the value is null.</summary>
    public void SetProperty(NodeId node, int key, Value value)
    {
        var (kind, offset, length) = Encode(value);
        AddNode(node, kind, key, offset, length);
    }

    /// <summary>Sets a property of a node to a value in its binary form.</summary>
    public void SetProperty(NodeId node, int key, ReadOnlySpan<byte> value) =>
        AddNode(node, ChangeKind.SetProperty, key, Keep(value), value.Length);

    /// <summary>Creates a relationship.</summary>
    public void CreateRelationship(RelationshipId relationship, RelationshipRecord record)
    {
        HasCreatedRelationships = true;
        AddRelationship(relationship, ChangeKind.Create, 0, record, default);
    }

    /// <summary>Deletes a relationship, whose record the caller read.</summary>
    public void DeleteRelationship(RelationshipId relationship, RelationshipRecord record) =>
        AddRelationship(relationship, ChangeKind.Delete, 0, record, default);

    /// <summary>Sets a property of a relationship, or removes it when the value is null.</summary>
    public void SetProperty(
        RelationshipId relationship,
        RelationshipRecord record,
        int key,
        Value value
    )
    {
        var (kind, offset, length) = Encode(value);
        AddRelationship(relationship, kind, key, record, (offset, length));
    }

    /// <summary>Sets a property of a relationship to a value in its binary form.</summary>
    public void SetProperty(
        RelationshipId relationship,
        RelationshipRecord record,
        int key,
        ReadOnlySpan<byte> value
    ) =>
        AddRelationship(
            relationship,
            ChangeKind.SetProperty,
            key,
            record,
            (Keep(value), value.Length)
        );

    /// <summary>Seals what was collected into a run without names and counts, and empties the builder.</summary>
    public byte[] Seal(
        long nodeIdLimit,
        long relationshipIdLimit,
        IReadOnlyList<SchemaChange>? schema = null
    )
    {
        var writer = new ChangeRunWriter();
        WriteNodes(writer);
        WriteRelationships(writer);
        byte[] bytes = writer.Finish(
            TokenTable.Empty,
            [],
            nodeIdLimit,
            relationshipIdLimit,
            schema
        );
        Clear();
        return bytes;
    }

    /// <summary>Forgets what was collected.</summary>
    public void Clear()
    {
        _nodes.Clear();
        _relationships.Clear();
        _records.Clear();
        _values.ResetWrittenCount();
        HasCreatedRelationships = false;
        if (_nodes.Capacity + _relationships.Capacity > KeptOperations)
        {
            _nodes.Capacity = 0;
            _relationships.Capacity = 0;
            _records.Capacity = 0;
            _values = new();
        }
    }

    private (ChangeKind Kind, int Offset, int Length) Encode(Value value)
    {
        if (value.IsNull)
        {
            return (ChangeKind.RemoveProperty, 0, 0);
        }
        int offset = _values.WrittenCount;
        ValueBinary.Write(value, _values);
        return (ChangeKind.SetProperty, offset, _values.WrittenCount - offset);
    }

    private int Keep(ReadOnlySpan<byte> value)
    {
        int offset = _values.WrittenCount;
        _values.Write(value);
        return offset;
    }

    private void AddNode(NodeId node, ChangeKind kind, int key, int offset, int length) =>
        _nodes.Add(new ChangeOperation(node.Value, _nodes.Count, kind, key, offset, length, -1));

    private void AddRelationship(
        RelationshipId relationship,
        ChangeKind kind,
        int key,
        RelationshipRecord record,
        (int Offset, int Length) value
    )
    {
        _relationships.Add(
            new ChangeOperation(
                relationship.Value,
                _relationships.Count,
                kind,
                key,
                value.Offset,
                value.Length,
                _records.Count
            )
        );
        _records.Add(record);
    }

    // What is created is in order as it comes.
    private static void Sort(
        Span<ChangeOperation> operations,
        Comparison<ChangeOperation> comparison
    )
    {
        for (int i = 1; i < operations.Length; i++)
        {
            if (comparison(operations[i - 1], operations[i]) > 0)
            {
                operations.Sort(comparison);
                return;
            }
        }
    }

    private void WriteNodes(ChangeRunWriter writer)
    {
        var operations = CollectionsMarshal.AsSpan(_nodes);
        Sort(operations, ChangeOperation.ByEntityThenOrder);
        for (int from = 0; from < operations.Length; )
        {
            var group = Group(operations[from..]);
            from += group.Length;
            var flags = Flags(group);
            if (flags == (EntityFlags.Created | EntityFlags.Deleted))
            {
                continue;
            }
            writer.AddNode(group[0].Entity, flags);
            if (flags == EntityFlags.Deleted)
            {
                continue;
            }
            bool created = flags == EntityFlags.Created;
            Sort(group, ChangeOperation.ByAspectThenOrder);
            for (int i = 0; i < group.Length; i++)
            {
                ref readonly var operation = ref group[i];
                if (operation.IsLabel && IsLast(group, i) && operation.IsKept(created))
                {
                    writer.AddLabel(
                        LabelEntry.Of(operation.Key, operation.Kind == ChangeKind.AddLabel)
                    );
                }
            }
            for (int i = 0; i < group.Length; i++)
            {
                ref readonly var operation = ref group[i];
                if (operation.IsProperty && IsLast(group, i) && operation.IsKept(created))
                {
                    writer.AddNodeProperty(operation.Key, operation.IsRemoval, ValueOf(operation));
                }
            }
        }
    }

    private void WriteRelationships(ChangeRunWriter writer)
    {
        var operations = CollectionsMarshal.AsSpan(_relationships);
        Sort(operations, ChangeOperation.ByEntityThenOrder);
        for (int from = 0; from < operations.Length; )
        {
            var group = Group(operations[from..]);
            from += group.Length;
            var flags = Flags(group);
            if (flags == (EntityFlags.Created | EntityFlags.Deleted))
            {
                continue;
            }
            var record = _records[group[0].Record];
            writer.AddRelationship(
                new RelationshipEntry(
                    group[0].Entity,
                    record.Start.Value,
                    record.End.Value,
                    record.Type.Value,
                    0,
                    flags
                )
            );
            if (flags == EntityFlags.Deleted)
            {
                continue;
            }
            bool created = flags == EntityFlags.Created;
            Sort(group, ChangeOperation.ByAspectThenOrder);
            for (int i = 0; i < group.Length; i++)
            {
                ref readonly var operation = ref group[i];
                if (operation.IsProperty && IsLast(group, i) && operation.IsKept(created))
                {
                    writer.AddRelationshipProperty(
                        operation.Key,
                        operation.IsRemoval,
                        ValueOf(operation)
                    );
                }
            }
        }
    }

    private ReadOnlySpan<byte> ValueOf(in ChangeOperation operation) =>
        _values.WrittenSpan.Slice(operation.Offset, operation.Length);

    private static Span<ChangeOperation> Group(Span<ChangeOperation> operations)
    {
        int count = 1;
        while (count < operations.Length && operations[count].Entity == operations[0].Entity)
        {
            count++;
        }
        return operations[..count];
    }

    private static EntityFlags Flags(ReadOnlySpan<ChangeOperation> group)
    {
        var flags = EntityFlags.None;
        foreach (ref readonly var operation in group)
        {
            flags |= operation.Kind switch
            {
                ChangeKind.Create => EntityFlags.Created,
                ChangeKind.Delete => EntityFlags.Deleted,
                _ => EntityFlags.None,
            };
        }
        return flags;
    }

    /// <summary>Whether no later operation of a sorted group concerns the same label or property.</summary>
    private static bool IsLast(ReadOnlySpan<ChangeOperation> group, int index) =>
        index + 1 == group.Length
        || group[index].Key != group[index + 1].Key
        || group[index].IsLabel != group[index + 1].IsLabel;
}
