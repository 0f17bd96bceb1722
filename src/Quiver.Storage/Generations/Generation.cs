using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;
using Quiver.Storage.Store;

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
    private readonly MappedStore _store;
    private readonly NodeReader _nodes;
    private readonly PropertyReader _nodeProperties;
    private readonly PropertyReader _relationshipProperties;
    private readonly AdjacencyReader _adjacency;
    private readonly LazyBlocks<ColumnBlock> _columns;
    private readonly LazyBlocks<AdjacencyBlock> _adjacencyBlocks;

    private Generation(MappedStore store, GenerationDirectory directory, Manifest manifest)
    {
        _store = store;
        Manifest = manifest;
        Directory = directory;
        var nodeIndex = new SegmentIndex(Array.ConvertAll(directory.NodeSegments, s => s.Segment));
        var relationshipIndex = new SegmentIndex(
            Array.ConvertAll(directory.RelationshipSegments, s => s.Segment)
        );
        NodeSegmentCount = nodeIndex.Limit;
        _columns = new(store, Array.ConvertAll(directory.Columns, c => c.Block), ColumnBlock.Parse);
        _nodes = new(
            directory.NodeSegments,
            nodeIndex,
            new(store, Array.ConvertAll(directory.NodeSegments, s => s.Labels), LabelBlock.Parse),
            new(store, Array.ConvertAll(directory.NodeSegments, s => s.Live), LiveRows.Parse)
        );
        _nodeProperties = new(
            nodeIndex,
            Array.ConvertAll(directory.NodeSegments, s => (s.FirstColumn, s.ColumnCount)),
            directory.Columns,
            _columns
        );
        _relationshipProperties = new(
            relationshipIndex,
            Array.ConvertAll(directory.RelationshipSegments, s => (s.FirstColumn, s.ColumnCount)),
            directory.Columns,
            _columns
        );
        _adjacencyBlocks = new(
            store,
            Array.ConvertAll(directory.Adjacency, a => a.Block),
            Segments.AdjacencyBlock.Parse
        );
        _adjacency = new(directory.Adjacency, _adjacencyBlocks, nodeIndex.Limit);
    }

    /// <summary>Opens the base that a manifest names from the files in the database's folder. Reads the directory only.</summary>
    /// <exception cref="CorruptionException">A file has another length than the manifest says, or the directory is damaged.</exception>
    public static Generation Open(IFileSystem files, string databaseDirectory, Manifest manifest) =>
        Open(new FileSegmentStore(files, databaseDirectory), databaseDirectory, manifest);

    /// <summary>Opens the base that a manifest names from a store. Reads the directory only.</summary>
    /// <exception cref="CorruptionException">A file has another length than the manifest says, or the directory is damaged.</exception>
    public static Generation Open(IStoreFiles store, string databaseDirectory, Manifest manifest)
    {
        var mapped = new MappedStore(store, manifest.Files);
        try
        {
            return new(mapped, ReadDirectory(mapped, databaseDirectory, manifest), manifest);
        }
        catch
        {
            mapped.Dispose();
            throw;
        }
    }

    /// <summary>The manifest it was opened from.</summary>
    public Manifest Manifest { get; }

    /// <summary>Its segments and blocks.</summary>
    public GenerationDirectory Directory { get; }

    /// <summary>One above the highest node segment's index; segments below may be absent.</summary>
    public int NodeSegmentCount { get; }

    /// <summary>Lets the system take back the memory of what was read of the files.</summary>
    public void Forget() => _store.Forget();

    /// <summary>Whether the node exists.</summary>
    public bool NodeExists(long node) => _nodes.Exists(node);

    /// <summary>
    /// Fills the span with the next existing nodes of a segment, ascending; returns how many, 0 at the segment's end.
    /// </summary>
    /// <param name="segment">Which segment.</param>
    /// <param name="label">Only nodes with this label; None for all.</param>
    /// <param name="row">The first row to look at, 0 at first; moved on.</param>
    /// <param name="nodes">Where to.</param>
    public int ScanNodes(int segment, LabelId label, ref int row, Span<long> nodes) =>
        _nodes.Scan(segment, label, ref row, nodes);

    /// <summary>For each node whether it exists with the label.</summary>
    public void HasLabel(ReadOnlySpan<long> nodes, LabelId label, Span<bool> result) =>
        _nodes.HasLabel(nodes, label, result);

    /// <summary>The node's labels, ascending; empty when it does not exist. The memory is the generation's.</summary>
    public ReadOnlySpan<LabelId> Labels(long node) => _nodes.Labels(node);

    /// <summary>Appends one property of each node to a column; null where absent. Fastest for ascending runs of ids.</summary>
    public void ReadNodeProperty(
        PropertyKeyId key,
        ReadOnlySpan<long> nodes,
        ColumnBuilder destination
    ) => _nodeProperties.Read(key, nodes, destination);

    /// <summary>For each node whether it has a property: 1 or 0. Values are not looked at.</summary>
    public void ReadNodePresence(PropertyKeyId key, ReadOnlySpan<long> nodes, Span<long> present) =>
        _nodeProperties.ReadPresence(key, nodes, present);

    /// <summary>For each relationship likewise.</summary>
    public void ReadRelationshipPresence(
        PropertyKeyId key,
        ReadOnlySpan<long> relationships,
        Span<long> present
    ) => _relationshipProperties.ReadPresence(key, relationships, present);

    /// <summary>Whether it is certain, without a look at values, that each node has the property, and one that equals itself.</summary>
    public bool HaveNodeProperty(PropertyKeyId key, ReadOnlySpan<long> nodes) =>
        _nodeProperties.HaveAll(key, nodes);

    /// <summary>Adds the keys that occur in the segments of nodes.</summary>
    public void AddNodeKeys(ReadOnlySpan<long> nodes, SortedSet<int> keys) =>
        _nodeProperties.AddKeys(nodes, keys);

    /// <summary>Adds the keys that occur in the segments of relationships.</summary>
    public void AddRelationshipKeys(ReadOnlySpan<long> relationships, SortedSet<int> keys) =>
        _relationshipProperties.AddKeys(relationships, keys);

    /// <summary>One property of one node; null where absent.</summary>
    public Value NodeProperty(PropertyKeyId key, long node) => _nodeProperties.Get(key, node);

    /// <summary>Appends all properties of a node in the order of their keys' numbers.</summary>
    public void ReadNodeProperties(
        long node,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    ) => _nodeProperties.ReadAll(node, properties);

    /// <summary>Appends one property of each relationship to a column; null where absent.</summary>
    public void ReadRelationshipProperty(
        PropertyKeyId key,
        ReadOnlySpan<long> relationships,
        ColumnBuilder destination
    ) => _relationshipProperties.Read(key, relationships, destination);

    /// <summary>One property of one relationship; null where absent.</summary>
    public Value RelationshipProperty(PropertyKeyId key, long relationship) =>
        _relationshipProperties.Get(key, relationship);

    /// <summary>Appends all properties of a relationship in the order of their keys' numbers.</summary>
    public void ReadRelationshipProperties(
        long relationship,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    ) => _relationshipProperties.ReadAll(relationship, properties);

    /// <summary>The types (ascending) that occur at the nodes of a segment in a direction, which is not Both.</summary>
    public ReadOnlySpan<RelationshipTypeId> AdjacencyTypes(int segment, Direction direction) =>
        _adjacency.TypesOf(segment, direction);

    /// <summary>The relationships of one type at a node in a direction, which is not Both; an empty slice when there are none.</summary>
    public AdjacencySlice Adjacency(long node, Direction direction, RelationshipTypeId type) =>
        _adjacency.Slice(node, direction, type);

    /// <summary>The number of relationships of one type at a node in a direction, which is not Both. Two loads.</summary>
    public int Degree(long node, Direction direction, RelationshipTypeId type) =>
        _adjacency.Degree(node, direction, type);

    /// <summary>The number of relationships of one type at each node of a run of neighbouring ids in one segment.</summary>
    public void ReadDegrees(
        long firstNode,
        Direction direction,
        RelationshipTypeId type,
        Span<long> degrees
    ) => _adjacency.ReadDegrees(firstNode, direction, type, degrees);

    /// <summary>The relationship's type and ends; false when it does not exist.</summary>
    public bool TryReadRelationship(long relationship, out RelationshipRecord record) =>
        _adjacency.TryRead(relationship, out record);

    /// <summary>
    /// Fills the spans (of equal length) with the next relationships of a type, ordered by start segment, start and end; returns how many, 0 at the end.
    /// </summary>
    public int ScanRelationships(
        RelationshipTypeId type,
        ref RelationshipCursor cursor,
        Span<long> relationships,
        Span<long> starts,
        Span<long> ends
    ) => _adjacency.Scan(type, ref cursor, relationships, starts, ends);

    /// <summary>A block of columns by its place in the directory: for checks.</summary>
    public ColumnBlock Columns(int index) => _columns[index];

    /// <summary>An adjacency block by its place in the directory: for checks.</summary>
    public AdjacencyBlock AdjacencyBlock(int index) => _adjacencyBlocks[index];

    /// <summary>The path of the file that holds a block.</summary>
    public string PathOf(BlockAddress address) => _store.PathOf(address.File);

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private static GenerationDirectory ReadDirectory(
        MappedStore store,
        string databaseDirectory,
        Manifest manifest
    )
    {
        if (!manifest.Directory.Exists)
        {
            return GenerationDirectory.Empty;
        }
        if (!store.Contains(manifest.Directory))
        {
            throw new CorruptionException(
                Path.Join(databaseDirectory, ManifestFile.Name),
                0,
                "a directory inside the store files",
                manifest.Directory.ToString()
            );
        }
        var source = store.Open(manifest.Directory);
        return DirectoryCodec.Read(ref source, store, manifest);
    }
}
