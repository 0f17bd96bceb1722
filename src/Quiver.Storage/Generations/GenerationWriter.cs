using Quiver.Foundation;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;
using Quiver.Storage.Statistics;
using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>
/// Writes a whole new base for a database into a staging folder and publishes it by one rename. Encoders on several threads add
/// their segments; large aligned writes go to disk meanwhile.
/// </summary>
/// <remarks>The Add methods are thread safe and copy what the encoder holds, which can then begin its next segment.</remarks>
public sealed class GenerationWriter : IDisposable
{
    private readonly IFileSystem _files;
    private readonly string _databaseDirectory;
    private readonly ISegmentWriter _output;
    private readonly Lock _entries = new();
    private readonly List<(NodeSegmentEntry Entry, ColumnEntry[] Columns)> _nodes = [];
    private readonly List<(RelationshipSegmentEntry Entry, ColumnEntry[] Columns)> _relationships =
    [];
    private readonly List<AdjacencyEntry> _adjacency = [];
    private readonly Dictionary<int, (long Values, DistinctSketch Sketch)> _estimates = [];
    private bool _sealed;

    private GenerationWriter(IFileSystem files, string databaseDirectory)
    {
        _files = files;
        _databaseDirectory = databaseDirectory;
        _output = new FileSegmentStore(files, databaseDirectory).Begin();
    }

    /// <summary>
    /// Creates <c>staging/&lt;run&gt;/</c> in the database's folder (and that folder when missing), and deletes what runs that died left there. The caller
    /// holds the folder's IMPORT lock from here on.
    /// </summary>
    public static GenerationWriter Begin(IFileSystem files, string databaseDirectory) =>
        new(files, databaseDirectory);

    /// <summary>The run's own folder: temporary files of an import may stand here too and go with it.</summary>
    public string StagingDirectory => _output.StagingDirectory;

    /// <summary>Bytes handed over so far.</summary>
    public long BytesWritten => _output.BytesWritten;

    /// <summary>Adds a node segment; each index once, in any order.</summary>
    public void Add(NodeSegmentEncoder segment)
    {
        var blocks = segment.Blocks;
        var labels = Append(segment.Labels, blocks.Buffer);
        var live = Append(segment.Live, blocks.Buffer);
        var columns = AppendColumns(blocks);
        var entry = new NodeSegmentEntry(
            segment.SegmentIndex,
            segment.RowCount,
            0,
            columns.Length,
            labels,
            live
        );
        lock (_entries)
        {
            _nodes.Add((entry, columns));
            foreach (var column in blocks.Columns)
            {
                var (values, sketch) = _estimates.GetValueOrDefault(column.Key.Value, (0, new()));
                sketch.Merge(column.Sketch!);
                _estimates[column.Key.Value] = (values + column.ValueCount, sketch);
            }
        }
    }

    /// <summary>Adds a relationship segment; each index once, in any order.</summary>
    public void Add(RelationshipSegmentEncoder segment)
    {
        var columns = AppendColumns(segment.Blocks);
        if (columns.Length > 0)
        {
            lock (_entries)
            {
                _relationships.Add(
                    (new(segment.SegmentIndex, segment.RowCount, 0, columns.Length), columns)
                );
            }
        }
    }

    /// <summary>Adds an adjacency block; each (segment, direction, type) once, in any order.</summary>
    public void Add(AdjacencyEncoder block)
    {
        if (block.RelationshipCount == 0)
        {
            return;
        }
        var entry = new AdjacencyEntry(
            block.SegmentIndex,
            block.Direction,
            block.Type,
            block.RelationshipCount,
            block.FirstRelationship,
            Append(block.Block, block.Buffer)
        );
        lock (_entries)
        {
            _adjacency.Add(entry);
        }
    }

    /// <summary>Makes everything durable; nobody sees it before it is published. Nothing can be added afterwards.</summary>
    /// <exception cref="IOException">The disk failed. An existing database is untouched.</exception>
    public SealedGeneration Seal(GenerationSummary summary)
    {
        Invariant.Assert(!_sealed);
        _sealed = true;
        var directory = AppendDirectory();
        var live = GenerationPublisher.ReadPrevious(_files, _databaseDirectory);
        var named = _output.Seal(live?.Files.Select(f => f.Name) ?? []);
        var manifest = Describe(summary) with { Files = named, Directory = directory };
        ManifestFile.Write(_files, StagingDirectory, manifest);
        return new(StagingDirectory, manifest);
    }

    /// <summary>Seals and publishes. The caller holds the folder's LOCK, and nobody reads the database through this process.</summary>
    /// <exception cref="IOException">The disk failed. An existing database is untouched unless the failure came after the rename.</exception>
    public Manifest Publish(GenerationSummary summary) =>
        GenerationPublisher.Publish(_files, _databaseDirectory, Seal(summary));

    /// <summary>Ends the writer; what was not published is of no use any more.</summary>
    public void Dispose() => _output.Dispose();

    private static (TEntry[] Entries, ColumnEntry[] Columns) Arrange<TEntry>(
        List<(TEntry Entry, ColumnEntry[] Columns)> segments,
        Func<TEntry, int> indexOf,
        Func<TEntry, int, TEntry> withFirstColumn,
        int firstColumn
    )
    {
        segments.Sort((a, b) => indexOf(a.Entry).CompareTo(indexOf(b.Entry)));
        var entries = new TEntry[segments.Count];
        var columns = new List<ColumnEntry>();
        for (int i = 0; i < entries.Length; i++)
        {
            Invariant.Assert(i == 0 || indexOf(segments[i].Entry) > indexOf(entries[i - 1]));
            entries[i] = withFirstColumn(segments[i].Entry, firstColumn + columns.Count);
            columns.AddRange(segments[i].Columns.OrderBy(c => c.Key));
        }
        return (entries, [.. columns]);
    }

    private BlockAddress Append(EncodedBlock block, NativeBuffer buffer) =>
        block == EncodedBlock.None
            ? BlockAddress.None
            : _output.Append(buffer.Span(block.Start, block.Length), block.Checksum);

    private ColumnEntry[] AppendColumns(SegmentColumns blocks)
    {
        var columns = new ColumnEntry[blocks.Columns.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            var column = blocks.Columns[i];
            columns[i] = new(column.Key.Value, Append(column.Block, blocks.Buffer));
        }
        return columns;
    }

    private BlockAddress AppendDirectory()
    {
        var (nodes, nodeColumns) = Arrange(
            _nodes,
            e => e.Segment,
            (e, first) => e with { FirstColumn = first },
            0
        );
        var (relationships, relationshipColumns) = Arrange(
            _relationships,
            e => e.Segment,
            (e, first) => e with { FirstColumn = first },
            nodeColumns.Length
        );
        _adjacency.Sort(DirectoryCodec.Order);
        for (int i = 1; i < _adjacency.Count; i++)
        {
            Invariant.Assert(DirectoryCodec.Order(_adjacency[i - 1], _adjacency[i]) < 0);
        }
        if (nodes.Length == 0)
        {
            Invariant.Assert(relationships.Length == 0 && _adjacency.Count == 0);
            return BlockAddress.None;
        }
        using var buffer = new NativeBuffer();
        DirectoryCodec.Write(
            new()
            {
                NodeSegments = nodes,
                RelationshipSegments = relationships,
                Columns = [.. nodeColumns, .. relationshipColumns],
                Adjacency = [.. _adjacency],
            },
            buffer
        );
        if (buffer.Length > BlockLimits.MaxBlockBytes)
        {
            throw BlockErrors.TooLarge("The directory", buffer.Length);
        }
        var bytes = buffer.Span(0, (int)buffer.Length);
        return _output.Append(bytes, Crc32C.Compute(bytes));
    }

    private Manifest Describe(GenerationSummary summary) =>
        Manifest.Empty(summary.DatabaseId, Guid.NewGuid()) with
        {
            Tokens = summary.Tokens,
            Counts = summary.Counts,
            NodePropertyEstimates = _estimates.ToDictionary(
                e => e.Key,
                e => new PropertyEstimate(
                    e.Value.Values,
                    Math.Clamp(e.Value.Sketch.Estimate(), 1, e.Value.Values)
                )
            ),
            NodeIdLimit = summary.NodeIdLimit,
            RelationshipIdLimit = summary.RelationshipIdLimit,
        };
}
