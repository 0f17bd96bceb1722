using System.Diagnostics;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Generations;

/// <summary>
/// The base of a database, open for reading: segments and adjacency through memory maps. Knows nothing of patches and deltas: ids that it does
/// not hold simply do not exist here. Every block's checksum is verified on its first use.
/// </summary>
/// <remarks>
/// Safe for concurrent readers. Reads allocate nothing but what the caller's lists and columns need (and, on the first use of a block, its reader).
/// All ids may be any number; those out of range, negative ones included, do not exist.
/// </remarks>
internal sealed class Generation : IDisposable
{
    /// <summary>Opens the base that a manifest names. Reads the directory only.</summary>
    /// <exception cref="CorruptionException">A file has another length than the manifest says, or the directory is damaged.</exception>
    public static Generation Open(IFileSystem files, string databaseDirectory, Manifest manifest) =>
        throw new UnreachableException();

    /// <summary>The manifest it was opened from.</summary>
    public Manifest Manifest => throw new UnreachableException();

    /// <summary>One above the highest node segment's index; segments below may be absent.</summary>
    public int NodeSegmentCount => throw new UnreachableException();

    /// <summary>Whether the node exists.</summary>
    public bool NodeExists(long node) => throw new UnreachableException();

    /// <summary>
    /// Fills the span with the next existing nodes of a segment, ascending; returns how many, 0 at the segment's end.
    /// </summary>
    /// <param name="segment">Which segment.</param>
    /// <param name="label">Only nodes with this label; None for all.</param>
    /// <param name="row">The first row to look at, 0 at first; moved on.</param>
    /// <param name="nodes">Where to.</param>
    public int ScanNodes(int segment, LabelId label, ref int row, Span<long> nodes) =>
        throw new UnreachableException();

    /// <summary>For each node whether it exists with the label.</summary>
    public void HasLabel(ReadOnlySpan<long> nodes, LabelId label, Span<bool> result) =>
        throw new UnreachableException();

    /// <summary>The node's labels, ascending; empty when it does not exist. The memory is the generation's.</summary>
    public ReadOnlySpan<LabelId> Labels(long node) => throw new UnreachableException();

    /// <summary>Appends one property of each node to a column; null where absent. Fastest for ascending runs of ids.</summary>
    public void ReadNodeProperty(
        PropertyKeyId key,
        ReadOnlySpan<long> nodes,
        ColumnBuilder destination
    ) => throw new UnreachableException();

    /// <summary>One property of one node; null where absent.</summary>
    public Value NodeProperty(PropertyKeyId key, long node) => throw new UnreachableException();

    /// <summary>Appends all properties of a node in the order of their keys' numbers.</summary>
    public void ReadNodeProperties(
        long node,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    ) => throw new UnreachableException();

    /// <summary>Appends one property of each relationship to a column; null where absent.</summary>
    public void ReadRelationshipProperty(
        PropertyKeyId key,
        ReadOnlySpan<long> relationships,
        ColumnBuilder destination
    ) => throw new UnreachableException();

    /// <summary>One property of one relationship; null where absent.</summary>
    public Value RelationshipProperty(PropertyKeyId key, long relationship) =>
        throw new UnreachableException();

    /// <summary>Appends all properties of a relationship in the order of their keys' numbers.</summary>
    public void ReadRelationshipProperties(
        long relationship,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    ) => throw new UnreachableException();

    /// <summary>The types (ascending) that occur at the nodes of a segment in a direction, which is not Both.</summary>
    public ReadOnlySpan<RelationshipTypeId> AdjacencyTypes(int segment, Direction direction) =>
        throw new UnreachableException();

    /// <summary>The relationships of one type at a node in a direction, which is not Both; an empty slice when there are none.</summary>
    public AdjacencySlice Adjacency(long node, Direction direction, RelationshipTypeId type) =>
        throw new UnreachableException();

    /// <summary>The number of relationships of one type at a node in a direction, which is not Both. Two loads.</summary>
    public int Degree(long node, Direction direction, RelationshipTypeId type) =>
        throw new UnreachableException();

    /// <summary>The relationship's type and ends; false when it does not exist.</summary>
    public bool TryReadRelationship(long relationship, out RelationshipRecord record) =>
        throw new UnreachableException();

    /// <summary>
    /// Fills the spans (of equal length) with the next relationships of a type, ordered by start segment, start and end; returns how many, 0 at the end.
    /// </summary>
    public int ScanRelationships(
        RelationshipTypeId type,
        ref RelationshipCursor cursor,
        Span<long> relationships,
        Span<long> starts,
        Span<long> ends
    ) => throw new UnreachableException();

    /// <inheritdoc/>
    public void Dispose() => throw new UnreachableException();
}
