using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Reading;

/// <summary>The change runs that lie over a base, newest first, read as one.</summary>
internal sealed class RunStack
{
    private readonly ChangeRun[] _runs;
    private readonly RunStack? _patches;
    private readonly int _overPatches;

    // The filters of those runs that have something to filter, made when they are first asked for; many runs change no node, or no relationship.
    private IdFilter[]? _nodes;
    private IdFilter[]? _relationships;
    private IdFilter[]? _outgoing;
    private IdFilter[]? _incoming;
    private IdFilter[]? _labels;
    private IdFilter[]? _outgoingOverPatches;
    private IdFilter[]? _incomingOverPatches;
    private MergedLists? _lists;

    /// <summary>Takes runs over.</summary>
    /// <param name="runs">The runs, newest first.</param>
    public RunStack(ChangeRun[] runs)
    {
        _runs = runs;
        _overPatches = runs.Length;
    }

    /// <summary>Lays runs over those of a base.</summary>
    /// <param name="delta">The runs, newest first.</param>
    /// <param name="patches">The base's.</param>
    public RunStack(ReadOnlySpan<ChangeRun> delta, RunStack patches)
    {
        _runs = [.. delta, .. patches._runs];
        _overPatches = delta.Length;
        _patches = patches;
    }

    /// <summary>Nothing lies over the base.</summary>
    public static readonly RunStack Empty = new([]);

    /// <summary>Whether there are no runs, so that the base is the whole truth.</summary>
    public bool IsEmpty => _runs.Length == 0;

    /// <summary>The runs, newest first.</summary>
    public ReadOnlySpan<ChangeRun> Runs => _runs;

    /// <summary>The same; nobody changes them.</summary>
    internal ChangeRun[] All => _runs;

    /// <summary>Whether any run touches a node.</summary>
    public bool HasNodes => NodeFilters.Length > 0;

    /// <summary>Whether any run touches a relationship.</summary>
    public bool HasRelationships => RelationshipFilters.Length > 0;

    private IdFilter[] NodeFilters =>
        _nodes ??= FiltersOf(static r => r.Nodes.IsEmpty ? null : r.NodeFilter, _runs.Length);

    private IdFilter[] RelationshipFilters =>
        _relationships ??= FiltersOf(
            static r => r.Relationships.IsEmpty ? null : r.RelationshipFilter,
            _runs.Length
        );

    /// <summary>Whether any run creates or deletes nodes or changes labels.</summary>
    public bool ChangesLabels => LabelFilters.Length > 0;

    private IdFilter[] LabelFilters =>
        _labels ??= FiltersOf(static r => r.MayChangeLabels ? r.NodeFilter : null, _runs.Length);

    /// <summary>Whether any run that creates or deletes nodes or changes labels may touch the node.</summary>
    public bool MayChangeLabels(long node) => MayContain(LabelFilters, node);

    /// <summary>Whether any run may touch the node.</summary>
    public bool MayTouchNode(long node) => MayContain(NodeFilters, node);

    /// <summary>Whether any run may give any node another value of a property.</summary>
    public bool MayChangeNodeProperty(int key)
    {
        foreach (var run in _runs)
        {
            if (run.MayChangeNodeProperty(key))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether any run may touch the relationship.</summary>
    public bool MayTouchRelationship(long relationship) =>
        MayContain(RelationshipFilters, relationship);

    /// <summary>Whether any run may have created or deleted a relationship at the node.</summary>
    public bool MayTouchAdjacency(long node, Direction direction) =>
        (
            direction != Direction.Incoming
            && MayContain(_outgoing ??= FiltersOf(OutgoingFilterOf, _runs.Length), node)
        )
        || (
            direction != Direction.Outgoing
            && MayContain(_incoming ??= FiltersOf(IncomingFilterOf, _runs.Length), node)
        );

    /// <summary>The lists that are kept of what the runs make of nodes' relationships.</summary>
    public MergedLists Lists => _lists ??= new(this);

    /// <summary>The runs below the newest ones, which outlive commits; null when there are none.</summary>
    public RunStack? Patches => _patches is { IsEmpty: false } ? _patches : null;

    /// <summary>Whether any run over the patches may have created or deleted a relationship at the node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="way">The direction; not Both.</param>
    public bool MayTouchOverPatches(long node, Direction way) =>
        MayContain(
            way == Direction.Outgoing
                ? _outgoingOverPatches ??= FiltersOf(OutgoingFilterOf, _overPatches)
                : _incomingOverPatches ??= FiltersOf(IncomingFilterOf, _overPatches),
            node
        );

    /// <summary>What the runs say of a node's existence.</summary>
    public EntityState NodeState(long node)
    {
        foreach (var run in _runs)
        {
            if (
                run.TryFindNode(node, out int index)
                && run.Nodes[index].Flags is var flags and not EntityFlags.None
            )
            {
                return (flags & EntityFlags.Deleted) != EntityFlags.None
                    ? EntityState.Deleted
                    : EntityState.Created;
            }
        }
        return EntityState.Unknown;
    }

    /// <summary>What the runs say of a relationship's existence; its record unless unknown.</summary>
    public EntityState RelationshipState(long relationship, out RelationshipRecord record)
    {
        foreach (var run in _runs)
        {
            if (
                run.TryFindRelationship(relationship, out int index)
                && run.Relationships[index].Flags is var flags and not EntityFlags.None
            )
            {
                ref readonly var entry = ref run.Relationships[index];
                record = new(new(entry.Type), new(entry.Start), new(entry.End));
                return (flags & EntityFlags.Deleted) != EntityFlags.None
                    ? EntityState.Deleted
                    : EntityState.Created;
            }
        }
        record = default;
        return EntityState.Unknown;
    }

    /// <summary>The newest label change of a node: true when added, false when removed, null when the base decides.</summary>
    /// <remarks>A node created in the runs has only the labels added there: then false is given.</remarks>
    public bool? HasLabel(long node, int label)
    {
        foreach (var run in _runs)
        {
            if (!run.TryFindNode(node, out int index))
            {
                continue;
            }
            if ((run.Nodes[index].Flags & EntityFlags.Deleted) != EntityFlags.None)
            {
                return false;
            }
            foreach (var change in run.LabelsOf(index))
            {
                if (change.Label == label)
                {
                    return change.IsAdded;
                }
            }
            if ((run.Nodes[index].Flags & EntityFlags.Created) != EntityFlags.None)
            {
                return false;
            }
        }
        return null;
    }

    /// <summary>Applies the label changes of a node, oldest first, to the labels that the base gives it.</summary>
    public void ApplyLabels(long node, SortedSet<int> labels)
    {
        for (int i = _runs.Length - 1; i >= 0; i--)
        {
            if (!_runs[i].TryFindNode(node, out int index))
            {
                continue;
            }
            if ((_runs[i].Nodes[index].Flags & EntityFlags.Deleted) != EntityFlags.None)
            {
                labels.Clear();
            }
            foreach (var change in _runs[i].LabelsOf(index))
            {
                if (change.IsAdded)
                {
                    labels.Add(change.Label);
                }
                else
                {
                    labels.Remove(change.Label);
                }
            }
        }
    }

    /// <summary>The newest change of a node's property: found with its value (null when removed or when the node is new or gone), or not found.</summary>
    public bool TryReadNodeProperty(long node, int key, out Value value)
    {
        foreach (var run in _runs)
        {
            if (!run.TryFindNode(node, out int index))
            {
                continue;
            }
            if (TryFindProperty(run, run.NodePropertiesOf(index), key, out value))
            {
                return true;
            }
            if (run.Nodes[index].Flags != EntityFlags.None)
            {
                return true;
            }
        }
        value = Value.Null;
        return false;
    }

    /// <summary>The newest change of a relationship's property, likewise.</summary>
    public bool TryReadRelationshipProperty(long relationship, int key, out Value value)
    {
        foreach (var run in _runs)
        {
            if (!run.TryFindRelationship(relationship, out int index))
            {
                continue;
            }
            if (TryFindProperty(run, run.RelationshipPropertiesOf(index), key, out value))
            {
                return true;
            }
            if (run.Relationships[index].Flags != EntityFlags.None)
            {
                return true;
            }
        }
        value = Value.Null;
        return false;
    }

    /// <summary>Applies the property changes of a node, oldest first, to those that the base gives it.</summary>
    public void ApplyNodeProperties(long node, SortedDictionary<int, Value> properties)
    {
        for (int i = _runs.Length - 1; i >= 0; i--)
        {
            if (_runs[i].TryFindNode(node, out int index))
            {
                bool deleted =
                    (_runs[i].Nodes[index].Flags & EntityFlags.Deleted) != EntityFlags.None;
                Apply(_runs[i], _runs[i].NodePropertiesOf(index), deleted, properties);
            }
        }
    }

    /// <summary>Applies the property changes of a relationship, likewise.</summary>
    public void ApplyRelationshipProperties(
        long relationship,
        SortedDictionary<int, Value> properties
    )
    {
        for (int i = _runs.Length - 1; i >= 0; i--)
        {
            if (_runs[i].TryFindRelationship(relationship, out int index))
            {
                bool deleted =
                    (_runs[i].Relationships[index].Flags & EntityFlags.Deleted) != EntityFlags.None;
                Apply(_runs[i], _runs[i].RelationshipPropertiesOf(index), deleted, properties);
            }
        }
    }

    /// <summary>Adds the keys that the runs set at nodes.</summary>
    public void AddNodeKeys(ReadOnlySpan<long> nodes, SortedSet<int> keys)
    {
        if (!HasNodes)
        {
            return;
        }
        foreach (long node in nodes)
        {
            if (!MayTouchNode(node))
            {
                continue;
            }
            foreach (var run in _runs)
            {
                if (run.TryFindNode(node, out int index))
                {
                    AddKeys(run.NodePropertiesOf(index), keys);
                }
            }
        }
    }

    /// <summary>Adds the keys that the runs set at relationships.</summary>
    public void AddRelationshipKeys(ReadOnlySpan<long> relationships, SortedSet<int> keys)
    {
        if (!HasRelationships)
        {
            return;
        }
        foreach (long relationship in relationships)
        {
            if (!MayTouchRelationship(relationship))
            {
                continue;
            }
            foreach (var run in _runs)
            {
                if (run.TryFindRelationship(relationship, out int index))
                {
                    AddKeys(run.RelationshipPropertiesOf(index), keys);
                }
            }
        }
    }

    private static void AddKeys(ReadOnlySpan<PropertyEntry> changes, SortedSet<int> keys)
    {
        foreach (ref readonly var change in changes)
        {
            if (!change.IsRemoval)
            {
                keys.Add(change.Key);
            }
        }
    }

    private static IdFilter? OutgoingFilterOf(ChangeRun run) =>
        run.Outgoing.IsEmpty ? null : run.OutgoingFilter;

    private static IdFilter? IncomingFilterOf(ChangeRun run) =>
        run.Incoming.IsEmpty ? null : run.IncomingFilter;

    private IdFilter[] FiltersOf(Func<ChangeRun, IdFilter?> filterOf, int newest)
    {
        var filters = new List<IdFilter>(newest);
        foreach (var run in _runs.AsSpan(0, newest))
        {
            if (filterOf(run) is { } filter)
            {
                filters.Add(filter);
            }
        }
        return [.. filters];
    }

    private static bool MayContain(IdFilter[] filters, long id)
    {
        foreach (var filter in filters)
        {
            if (filter.MayContain(id))
            {
                return true;
            }
        }
        return false;
    }

    private static void Apply(
        ChangeRun run,
        ReadOnlySpan<PropertyEntry> changes,
        bool deleted,
        SortedDictionary<int, Value> properties
    )
    {
        if (deleted)
        {
            properties.Clear();
        }
        foreach (ref readonly var change in changes)
        {
            if (change.IsRemoval)
            {
                properties.Remove(change.Key);
            }
            else
            {
                properties[change.Key] = Decode(run, change);
            }
        }
    }

    private static bool TryFindProperty(
        ChangeRun run,
        ReadOnlySpan<PropertyEntry> changes,
        int key,
        out Value value
    )
    {
        foreach (ref readonly var change in changes)
        {
            if (change.Key == key)
            {
                value = change.IsRemoval ? Value.Null : Decode(run, change);
                return true;
            }
        }
        value = Value.Null;
        return false;
    }

    private static Value Decode(ChangeRun run, PropertyEntry property)
    {
        var bytes = run.ValueOf(property);
        return ValueBinary.Read(ref bytes);
    }
}
