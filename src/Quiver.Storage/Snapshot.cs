using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Indexes;
using Quiver.Storage.Reading;
using Quiver.Storage.Schema;
using Quiver.Storage.Statistics;
using Quiver.Storage.Tokens;
using Quiver.Storage.Transactions;

namespace Quiver.Storage;

/// <summary>
/// The graph as of one commit (plus, inside a writing transaction, its own writes): base generation + patches + delta. The only
/// thing that operators read. Pins its files and memory until disposed.
/// </summary>
/// <remarks>Safe for concurrent readers; the cursors it makes are not shared between threads.</remarks>
public sealed partial class Snapshot : IDisposable
{
    private readonly PinnedBase _pinned;
    private readonly Generation _base;
    private readonly RunStack _runs;
    private readonly SharedRuns? _shared;
    private readonly SchemaState _schema;
    private GraphCounts? _counts;
    private SchemaView? _schemaView;
    private int _disposed;

    /// <summary>Makes a snapshot; takes over one pin of the base.</summary>
    /// <param name="pinned">The base with its patches.</param>
    /// <param name="delta">The runs over the patches, newest first.</param>
    /// <param name="tokens">The names as of the newest run.</param>
    /// <param name="schema">The indexes and constraints as of the newest run.</param>
    /// <param name="sequence">The newest commit contained.</param>
    internal Snapshot(
        PinnedBase pinned,
        ReadOnlySpan<ChangeRun> delta,
        TokenTable tokens,
        SchemaState schema,
        long sequence
    )
        : this(pinned, delta.ToArray(), shared: null, tokens, schema, sequence) { }

    /// <summary>Makes a snapshot of a state; takes over one pin of its base.</summary>
    internal Snapshot(DatabaseState state)
        : this(state.Base, state.Delta, state.Runs, state.Tokens, state.Schema, state.Sequence) { }

    private Snapshot(
        PinnedBase pinned,
        ChangeRun[] delta,
        SharedRuns? shared,
        TokenTable tokens,
        SchemaState schema,
        long sequence
    )
    {
        _pinned = pinned;
        _schema = schema;
        _base = pinned.Generation;
        _shared = shared;
        _runs = shared?.Stack ?? pinned.Under(delta);
        Delta = delta;
        Tokens = tokens;
        Sequence = sequence;
        DatabaseId = _base.Manifest.DatabaseId;
        (NodeIdLimit, RelationshipIdLimit) = shared?.IdLimits ?? SharedRuns.LimitsOf(pinned, delta);
    }

    /// <summary>The database's identity.</summary>
    public Guid DatabaseId { get; }

    /// <summary>The sequence number of the newest commit it contains.</summary>
    public long Sequence { get; }

    /// <summary>The names of labels, types and keys.</summary>
    public TokenTable Tokens { get; }

    /// <summary>The indexes and constraints, and which of them can be used here.</summary>
    public SchemaView Schema => _schemaView ??= new(_schema, _pinned.Indexes);

    /// <summary>Exact counts. Cheap, unless the snapshot has a transaction's own changes: those are gone through at the first call.</summary>
    public GraphCounts Counts => _counts ??= ComputeCounts();

    /// <summary>How many nodes there are. Costs no more than a look at each run, also among a transaction's own changes.</summary>
    public long NodeCount => (_shared?.EntityCounts ?? SharedRuns.CountsOf(_pinned, Delta)).Nodes;

    /// <summary>How many relationships there are, likewise.</summary>
    public long RelationshipCount =>
        (_shared?.EntityCounts ?? SharedRuns.CountsOf(_pinned, Delta)).Relationships;

    /// <summary>One above the highest node id ever given: bitmaps over nodes have this many bits.</summary>
    public long NodeIdLimit { get; }

    /// <summary>One above the highest relationship id ever given.</summary>
    public long RelationshipIdLimit { get; }

    /// <summary>The base with its patches; pinned as long as the snapshot is.</summary>
    internal PinnedBase Pinned => _pinned;

    /// <summary>All that lies over the base.</summary>
    internal RunStack Runs => _runs;

    /// <summary>The runs over the patches, newest first.</summary>
    internal ChangeRun[] Delta { get; }

    /// <summary>How many of them, the newest, belong to the writing transaction that reads: they have no counts yet.</summary>
    internal int OwnRuns { get; init; }

    /// <summary>The indexes and constraints.</summary>
    internal SchemaState SchemaState => _schema;

    /// <summary>The planner's estimate for a node property, or null when unknown.</summary>
    public PropertyEstimate? EstimateNodeProperty(PropertyKeyId key) =>
        _base.Manifest.NodePropertyEstimates.TryGetValue(key.Value, out var estimate)
            ? estimate
            : null;

    /// <summary>
    /// Whether it is certain that each relationship of a type starts, or ends, at a node with a label. Costs a look at what each run counts; never certain among a transaction's own changes.
    /// </summary>
    public bool HaveLabelAtEnd(RelationshipTypeId type, LabelId label, bool isStart)
    {
        var counts = _base.Manifest.Counts;
        var pairs = isStart ? counts.RelationshipsByStartLabel : counts.RelationshipsByEndLabel;
        var kind = isStart
            ? CountKind.RelationshipsByStartLabel
            : CountKind.RelationshipsByEndLabel;
        long without =
            counts.RelationshipsByType.GetValueOrDefault(type.Value)
            - pairs.GetValueOrDefault((label.Value, type.Value));
        foreach (var run in Delta)
        {
            foreach (ref readonly var entry in run.Counts)
            {
                if (entry.Type == type.Value)
                {
                    without += entry.Kind == CountKind.RelationshipsByType ? entry.Difference : 0;
                    without -=
                        entry.Kind == kind && entry.Label == label.Value ? entry.Difference : 0;
                }
            }
        }
        return without == 0 && OwnRuns == 0;
    }

    /// <summary>Scans nodes in id order.</summary>
    /// <param name="label">Only nodes with this label; <see cref="LabelId.None"/> means all nodes.</param>
    public NodeScan ScanNodes(LabelId label) => new SnapshotNodeScan(this, _base, _runs, label);

    /// <summary>Scans relationships of a type (each once).</summary>
    public RelationshipScan ScanRelationships(RelationshipTypeId type) =>
        new SnapshotRelationshipScan(_base, _runs, type);

    /// <summary>Whether the node exists.</summary>
    public bool Exists(NodeId node) =>
        _runs.NodeState(node.Value) switch
        {
            EntityState.Created => true,
            EntityState.Deleted => false,
            _ => _base.NodeExists(node.Value),
        };

    /// <summary>Whether the relationship exists.</summary>
    public bool Exists(RelationshipId relationship) => TryReadRelationship(relationship, out _);

    /// <summary>For each node whether it has the label; false for ids below 0 (null rows).</summary>
    public void HasLabel(ReadOnlySpan<long> nodes, LabelId label, Span<bool> result)
    {
        if (label == LabelId.None)
        {
            result[..nodes.Length].Clear();
            return;
        }
        _base.HasLabel(nodes, label, result);
        if (!_runs.ChangesLabels)
        {
            return;
        }
        for (int i = 0; i < nodes.Length; i++)
        {
            if (_runs.MayChangeLabels(nodes[i]))
            {
                result[i] = _runs.HasLabel(nodes[i], label.Value) ?? result[i];
            }
        }
    }

    /// <summary>Appends the node's labels in ascending order.</summary>
    public void ReadLabels(NodeId node, List<LabelId> labels)
    {
        var ofBase = _base.Labels(node.Value);
        if (!_runs.MayTouchNode(node.Value))
        {
            labels.AddRange(ofBase);
            return;
        }
        var merged = new SortedSet<int>();
        foreach (var label in ofBase)
        {
            merged.Add(label.Value);
        }
        _runs.ApplyLabels(node.Value, merged);
        foreach (int label in merged)
        {
            labels.Add(new LabelId(label));
        }
    }

    /// <summary>Appends one property of each node to a column; null where absent or where the id is below 0.</summary>
    public void ReadNodeProperty(
        PropertyKeyId key,
        ReadOnlySpan<long> nodes,
        ColumnBuilder destination
    )
    {
        if (nodes.Length == 1)
        {
            ReadNodeProperty(key, nodes[0], destination);
            return;
        }
        var changes = PropertyChanges.OfNodes(_runs, key.Value, nodes);
        int at = 0;
        for (int i = 0; i < changes.Count; i++)
        {
            var (place, value) = changes[i];
            if (place > at)
            {
                _base.ReadNodeProperty(key, nodes[at..place], destination);
            }
            destination.Append(value);
            at = place + 1;
        }
        if (at < nodes.Length)
        {
            _base.ReadNodeProperty(key, nodes[at..], destination);
        }
    }

    private void ReadNodeProperty(PropertyKeyId key, long node, ColumnBuilder destination)
    {
        if (_runs.MayTouchNode(node) && _runs.TryReadNodeProperty(node, key.Value, out var value))
        {
            destination.Append(value);
        }
        else
        {
            _base.ReadNodeProperty(key, [node], destination);
        }
    }

    /// <summary>Appends the places of nodes of which it is not certain, without a look at values, that they have a property, and one that equals itself.</summary>
    public void AddDoubtful(PropertyKeyId key, ReadOnlySpan<long> nodes, List<int> places)
    {
        if (!_base.HaveNodeProperty(key, nodes))
        {
            for (int place = 0; place < nodes.Length; place++)
            {
                places.Add(place);
            }
            return;
        }
        var changes = PropertyChanges.OfNodes(_runs, key.Value, nodes);
        for (int i = 0; i < changes.Count; i++)
        {
            places.Add(changes[i].Place);
        }
    }

    /// <summary>Appends the keys that properties of these nodes can have, ascending: what to read where all properties of many nodes are wanted column by column.</summary>
    public void ReadNodeKeys(ReadOnlySpan<long> nodes, List<PropertyKeyId> keys)
    {
        var found = new SortedSet<int>();
        _base.AddNodeKeys(nodes, found);
        _runs.AddNodeKeys(nodes, found);
        Append(found, keys);
    }

    /// <summary>Appends the keys that properties of these relationships can have, likewise.</summary>
    public void ReadRelationshipKeys(ReadOnlySpan<long> relationships, List<PropertyKeyId> keys)
    {
        var found = new SortedSet<int>();
        _base.AddRelationshipKeys(relationships, found);
        _runs.AddRelationshipKeys(relationships, found);
        Append(found, keys);
    }

    /// <summary>Appends one property of each relationship to a column; null where absent or where the id is below 0.</summary>
    public void ReadRelationshipProperty(
        PropertyKeyId key,
        ReadOnlySpan<long> relationships,
        ColumnBuilder destination
    )
    {
        var changes = PropertyChanges.OfRelationships(_runs, key.Value, relationships);
        int at = 0;
        for (int i = 0; i < changes.Count; i++)
        {
            var (place, value) = changes[i];
            if (place > at)
            {
                _base.ReadRelationshipProperty(key, relationships[at..place], destination);
            }
            destination.Append(value);
            at = place + 1;
        }
        if (at < relationships.Length)
        {
            _base.ReadRelationshipProperty(key, relationships[at..], destination);
        }
    }

    /// <summary>Appends all properties of a node in the order of their keys' numbers.</summary>
    public void ReadProperties(NodeId node, List<KeyValuePair<PropertyKeyId, Value>> properties)
    {
        int from = properties.Count;
        _base.ReadNodeProperties(node.Value, properties);
        if (_runs.MayTouchNode(node.Value))
        {
            var merged = TakeFrom(properties, from);
            _runs.ApplyNodeProperties(node.Value, merged);
            Put(merged, properties);
        }
    }

    /// <summary>Appends all properties of a relationship in the order of their keys' numbers.</summary>
    public void ReadProperties(
        RelationshipId relationship,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    )
    {
        int from = properties.Count;
        _base.ReadRelationshipProperties(relationship.Value, properties);
        if (_runs.MayTouchRelationship(relationship.Value))
        {
            var merged = TakeFrom(properties, from);
            _runs.ApplyRelationshipProperties(relationship.Value, merged);
            Put(merged, properties);
        }
    }

    /// <summary>The relationship's type and ends; false when it does not exist.</summary>
    public bool TryReadRelationship(RelationshipId relationship, out RelationshipRecord record) =>
        _runs.RelationshipState(relationship.Value, out record) switch
        {
            EntityState.Created => true,
            EntityState.Deleted => false,
            _ => _base.TryReadRelationship(relationship.Value, out record),
        };

    /// <summary>Makes a reusable cursor over the relationships of batches of nodes.</summary>
    /// <param name="direction">Which ends.</param>
    /// <param name="types">The types to follow, without duplicates; empty means all types.</param>
    public Expansion Expand(Direction direction, ReadOnlySpan<RelationshipTypeId> types) =>
        new SnapshotExpansion(_base, _runs, direction, types);

    /// <summary>For each node the number of its relationships; 0 for ids below 0. A loop counts once for Both.</summary>
    public void ReadDegrees(
        ReadOnlySpan<long> nodes,
        Direction direction,
        ReadOnlySpan<RelationshipTypeId> types,
        Span<long> degrees
    )
    {
        var lookup = new AdjacencyLookup(_base, _runs);
        for (int at = 0; at < nodes.Length; )
        {
            int count = types.Length == 1 ? lookup.CountNeighbouring(nodes[at..]) : 1;
            lookup.ReadDegrees(nodes.Slice(at, count), direction, types, degrees[at..]);
            at += count;
        }
    }

    /// <summary>Appends all relationships between two nodes: outgoing means from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public void FindRelationships(
        NodeId from,
        NodeId to,
        Direction direction,
        ReadOnlySpan<RelationshipTypeId> types,
        List<RelationshipId> relationships
    ) =>
        new AdjacencyLookup(_base, _runs).Find(
            (from.Value, to.Value),
            direction,
            types,
            relationships
        );

    /// <summary>
    /// Lets go of the pages of the base that the process holds: for readers that go through all of it once and would else hold all of it. What is read later comes from the page cache.
    /// </summary>
    public void Forget() => _base.Forget();

    /// <summary>Reads single facts.</summary>
    internal GraphReader Reader() => new(_base, _runs);

    /// <summary>Another snapshot of the same, with names that may have come since. The caller disposes it.</summary>
    internal Snapshot Again(TokenTable tokens) =>
        new(_pinned.Pin(), Delta, _shared, tokens, _schema, Sequence) { OwnRuns = OwnRuns };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _pinned.Unpin();
        }
    }

    private static void Append(SortedSet<int> numbers, List<PropertyKeyId> keys)
    {
        foreach (int number in numbers)
        {
            keys.Add(new PropertyKeyId(number));
        }
    }

    private static SortedDictionary<int, Value> TakeFrom(
        List<KeyValuePair<PropertyKeyId, Value>> properties,
        int from
    )
    {
        var taken = new SortedDictionary<int, Value>();
        for (int i = from; i < properties.Count; i++)
        {
            taken[properties[i].Key.Value] = properties[i].Value;
        }
        properties.RemoveRange(from, properties.Count - from);
        return taken;
    }

    private static void Put(
        SortedDictionary<int, Value> merged,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    )
    {
        foreach (var (key, value) in merged)
        {
            properties.Add(new(new PropertyKeyId(key), value));
        }
    }

    private GraphCounts ComputeCounts()
    {
        if (Delta.Length == 0)
        {
            return _base.Manifest.Counts;
        }
        var differences = new CountDifferences();
        foreach (var run in Delta.AsSpan(OwnRuns))
        {
            differences.Add(run.Counts);
        }
        if (DeltaStack.Merge(Delta.AsSpan(0, OwnRuns)) is { } own)
        {
            using var below = new Snapshot(
                _pinned.Pin(),
                Delta.AsSpan(OwnRuns),
                Tokens,
                _schema,
                Sequence
            );
            differences.Add(CountCalculator.Compute(below, this, own));
        }
        return differences.AppliedTo(_base.Manifest.Counts);
    }
}
