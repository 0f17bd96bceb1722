using System.Diagnostics;
using Quiver.Cypher.Execution.Writing;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution;

/// <summary>The graph while the statement itself changes it.</summary>
internal sealed partial class QueryContext
{
    private Snapshot _snapshot;
    private bool _isStale;
    private bool _ownsSnapshot;

    /// <summary>The graph that the query reads: with the changes of the clauses that are done, made when it is first asked for.</summary>
    public Snapshot Snapshot
    {
        get
        {
            if (_isStale)
            {
                Refresh();
            }
            return _snapshot;
        }
    }

    /// <summary>One above the highest ids that the statement's first snapshot knows.</summary>
    public (long Nodes, long Relationships) FirstSnapshotLimits { get; }

    /// <summary>Makes the statement's changes; null for one that only reads.</summary>
    public GraphWriter? Writer { get; }

    /// <summary>Makes the statement's changes.</summary>
    public GraphWriter RequireWriter() =>
        Writer
        ?? throw new UnreachableException("A plan that writes was started without a transaction.");

    /// <summary>Ends a clause's changes: whoever reads from now on sees them.</summary>
    public void Publish()
    {
        RequireWriter().Pending.Clear();
        _isStale = true;
    }

    /// <summary>What the transactions that the statement has run besides its own have changed.</summary>
    public UpdateCounters InnerCounters { get; set; }

    /// <summary>Goes on with another state of the graph, which is the context's from now on.</summary>
    public void MoveTo(Snapshot snapshot)
    {
        ReleaseSnapshots();
        _snapshot = snapshot;
        _ownsSnapshot = true;
    }

    /// <summary>Lets go of the snapshots that were made on the way.</summary>
    public void ReleaseSnapshots()
    {
        if (_ownsSnapshot)
        {
            _ownsSnapshot = false;
            _snapshot.Dispose();
        }
    }

    /// <summary>Appends one property of each node or relationship to a column; null where absent or where the id is below 0.</summary>
    public void ReadProperty(
        ValueKind kind,
        PropertyKeyId key,
        ReadOnlySpan<long> ids,
        ColumnBuilder destination
    )
    {
        if (Writer is { HasOverlay: true } writer)
        {
            for (int i = 0; i < ids.Length; i++)
            {
                ReadOverlaid(kind, key, ids.Slice(i, 1), destination, writer);
            }
        }
        else
        {
            ReadSnapshot(kind, key, ids, destination);
        }
    }

    /// <summary>For each node or relationship whether it has a property: 1, or 0 also where the id is below 0.</summary>
    public void ReadPresence(
        ValueKind kind,
        PropertyKeyId key,
        ReadOnlySpan<long> ids,
        Span<long> present
    )
    {
        if (Writer is { HasOverlay: true })
        {
            var values = new ColumnBuilder(ids.Length);
            ReadProperty(kind, key, ids, values);
            var column = values.Build();
            for (int row = 0; row < ids.Length; row++)
            {
                present[row] = column.IsNull(row) ? 0 : 1;
            }
            return;
        }
        CountHits(ids.Length);
        if (kind == ValueKind.Node)
        {
            Snapshot.ReadNodePresence(key, ids, present);
        }
        else
        {
            Snapshot.ReadRelationshipPresence(key, ids, present);
        }
    }

    /// <summary>Whether a node or relationship has a property.</summary>
    public bool HasProperty(Value entity, string key)
    {
        var id = Snapshot.Tokens.PropertyKey(key);
        if (id == PropertyKeyId.None && !RequireWriter().TryFindPropertyKey(key, out id))
        {
            return false;
        }
        var column = new ColumnBuilder(1);
        ReadProperty(entity.Kind, id, [entity.Bits], column);
        return !column.Build().IsNull(0);
    }

    /// <summary>Whether a node has a label.</summary>
    public bool HasLabel(NodeId node, string name)
    {
        var label = Snapshot.Tokens.Label(name);
        if (label == LabelId.None && !RequireWriter().TryFindLabel(name, out label))
        {
            return false;
        }
        Span<bool> result = [false];
        HasLabel([node.Value], label, result);
        return result[0];
    }

    /// <summary>For each node whether it has the label; false for ids below 0.</summary>
    public void HasLabel(ReadOnlySpan<long> nodes, LabelId label, Span<bool> result)
    {
        // A label that is newer than the snapshot is on no node of it.
        if (label.Value < Snapshot.Tokens.Labels.Count)
        {
            CountHits(nodes.Length);
            Snapshot.HasLabel(nodes, label, result);
        }
        else
        {
            result[..nodes.Length].Clear();
        }
        if (Writer is not { HasOverlay: true } writer)
        {
            return;
        }
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] >= 0)
            {
                writer.Require(Value.Node(new NodeId(nodes[i])));
                result[i] = writer.Pending.TryGetLabel(nodes[i], label.Value, out bool isPresent)
                    ? isPresent
                    : result[i];
            }
        }
    }

    private void Refresh()
    {
        _isStale = false;
        var next = RequireWriter().Read();
        ReleaseSnapshots();
        _snapshot = next;
        _ownsSnapshot = true;
    }

    private void ReadSnapshot(
        ValueKind kind,
        PropertyKeyId key,
        ReadOnlySpan<long> ids,
        ColumnBuilder destination
    )
    {
        CountHits(ids.Length);
        if (kind == ValueKind.Node)
        {
            Snapshot.ReadNodeProperty(key, ids, destination);
        }
        else
        {
            Snapshot.ReadRelationshipProperty(key, ids, destination);
        }
    }

    private void ReadOverlaid(
        ValueKind kind,
        PropertyKeyId key,
        ReadOnlySpan<long> id,
        ColumnBuilder destination,
        GraphWriter writer
    )
    {
        if (id[0] >= 0 && writer.HasDeleted && writer.IsDeleted(kind, id[0]))
        {
            throw RuntimeErrors.EntityNotFound(Value.FromBits(kind, id[0]));
        }
        if (id[0] >= 0 && writer.Pending.TryGetProperty(kind, id[0], key.Value, out var value))
        {
            destination.Append(value);
        }
        else
        {
            ReadSnapshot(kind, key, id, destination);
        }
    }

    private void ApplyPending(Value entity, SortedDictionary<string, Value> properties)
    {
        var writer = RequireWriter();
        foreach (var (key, value) in writer.Pending.PropertiesOf(entity.Kind, entity.Bits))
        {
            string name = writer.KeyName(key);
            if (value.IsNull)
            {
                properties.Remove(name);
            }
            else
            {
                properties[name] = value;
            }
        }
    }

    private Value LabelsWithPending(NodeId node, List<LabelId> labels, GraphWriter writer)
    {
        var names = new List<string>();
        foreach (var label in labels)
        {
            if (
                !writer.Pending.TryGetLabel(node.Value, label.Value, out bool isPresent)
                || isPresent
            )
            {
                names.Add(Snapshot.Tokens.Labels[label.Value]);
            }
        }
        foreach (var (label, name) in writer.WrittenLabels)
        {
            bool isAdded =
                writer.Pending.TryGetLabel(node.Value, label, out bool isPresent) && isPresent;
            if (isAdded && !names.Contains(name))
            {
                names.Add(name);
            }
        }
        return Value.List([.. names.Select(Value.String)]);
    }
}
