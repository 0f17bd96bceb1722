using System.Diagnostics;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Statistics;
using Quiver.Storage.Tokens;

namespace Quiver.Storage;

/// <summary>
/// The graph as of one commit (plus, inside a writing transaction, its own writes): base generation + patches + delta. The only
/// thing that operators read. Pins its files and memory until disposed.
/// </summary>
/// <remarks>Safe for concurrent readers; the cursors it makes are not shared between threads.</remarks>
public sealed class Snapshot : IDisposable
{
    /// <summary>The database's identity.</summary>
    public Guid DatabaseId => throw new UnreachableException();

    /// <summary>The sequence number of the newest commit it contains.</summary>
    public long Sequence => throw new UnreachableException();

    /// <summary>The names of labels, types and keys.</summary>
    public TokenTable Tokens => throw new UnreachableException();

    /// <summary>Exact counts. Cheap.</summary>
    public GraphCounts Counts => throw new UnreachableException();

    /// <summary>One above the highest node id ever given: bitmaps over nodes have this many bits.</summary>
    public long NodeIdLimit => throw new UnreachableException();

    /// <summary>One above the highest relationship id ever given.</summary>
    public long RelationshipIdLimit => throw new UnreachableException();

    /// <summary>The planner's estimate for a node property, or null when unknown.</summary>
    public PropertyEstimate? EstimateNodeProperty(PropertyKeyId key) =>
        throw new UnreachableException();

    /// <summary>Scans nodes in id order.</summary>
    /// <param name="label">Only nodes with this label; <see cref="LabelId.None"/> means all nodes.</param>
    public NodeScan ScanNodes(LabelId label) => throw new UnreachableException();

    /// <summary>Scans relationships of a type (each once).</summary>
    public RelationshipScan ScanRelationships(RelationshipTypeId type) =>
        throw new UnreachableException();

    /// <summary>Whether the node exists.</summary>
    public bool Exists(NodeId node) => throw new UnreachableException();

    /// <summary>Whether the relationship exists.</summary>
    public bool Exists(RelationshipId relationship) => throw new UnreachableException();

    /// <summary>For each node whether it has the label; false for ids below 0 (null rows).</summary>
    public void HasLabel(ReadOnlySpan<long> nodes, LabelId label, Span<bool> result) =>
        throw new UnreachableException();

    /// <summary>Appends the node's labels in ascending order.</summary>
    public void ReadLabels(NodeId node, List<LabelId> labels) => throw new UnreachableException();

    /// <summary>Appends one property of each node to a column; null where absent or where the id is below 0.</summary>
    public void ReadNodeProperty(
        PropertyKeyId key,
        ReadOnlySpan<long> nodes,
        ColumnBuilder destination
    ) => throw new UnreachableException();

    /// <summary>Appends one property of each relationship to a column; null where absent or where the id is below 0.</summary>
    public void ReadRelationshipProperty(
        PropertyKeyId key,
        ReadOnlySpan<long> relationships,
        ColumnBuilder destination
    ) => throw new UnreachableException();

    /// <summary>Appends all properties of a node in the order of their keys' numbers.</summary>
    public void ReadProperties(NodeId node, List<KeyValuePair<PropertyKeyId, Value>> properties) =>
        throw new UnreachableException();

    /// <summary>Appends all properties of a relationship in the order of their keys' numbers.</summary>
    public void ReadProperties(
        RelationshipId relationship,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    ) => throw new UnreachableException();

    /// <summary>The relationship's type and ends; false when it does not exist.</summary>
    public bool TryReadRelationship(RelationshipId relationship, out RelationshipRecord record) =>
        throw new UnreachableException();

    /// <summary>Makes a reusable cursor over the relationships of batches of nodes.</summary>
    /// <param name="direction">Which ends.</param>
    /// <param name="types">The types to follow, without duplicates; empty means all types.</param>
    public Expansion Expand(Direction direction, ReadOnlySpan<RelationshipTypeId> types) =>
        throw new UnreachableException();

    /// <summary>For each node the number of its relationships; 0 for ids below 0. A loop counts once for Both.</summary>
    public void ReadDegrees(
        ReadOnlySpan<long> nodes,
        Direction direction,
        ReadOnlySpan<RelationshipTypeId> types,
        Span<long> degrees
    ) => throw new UnreachableException();

    /// <summary>Appends all relationships between two nodes: outgoing means from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public void FindRelationships(
        NodeId from,
        NodeId to,
        Direction direction,
        ReadOnlySpan<RelationshipTypeId> types,
        List<RelationshipId> relationships
    ) => throw new UnreachableException();

    /// <inheritdoc/>
    public void Dispose() => throw new UnreachableException();
}
