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
    /// <summary>Bytes of columns that go to the store together.</summary>
    private const long MostTogether = 1 << 20;

    private readonly IFileSystem _files;
    private readonly string _databaseDirectory;
    private readonly ISegmentWriter _output;
    private readonly Lock _entries = new();
    private readonly List<(NodeSegmentEntry Entry, ColumnEntry[] Columns)> _nodes = [];
    private readonly List<(RelationshipSegmentEntry Entry, ColumnEntry[] Columns)> _relationships =
    [];
    private readonly List<AdjacencyEntry> _adjacency = [];
    private KeyEstimates _estimates = new();
    private readonly List<IndexContent> _indexes = [];
    private Manifest? _complete;

    /// <summary>The larger part of the MANIFEST's bytes, once it is known.</summary>
    private ManifestWriter? _content;
    private (GenerationDraft Draft, int Entries)? _saved;
    private bool _sealed;

    private GenerationWriter(
        IFileSystem files,
        string databaseDirectory,
        Func<ISegmentStore, ISegmentWriter> begin
    )
    {
        _files = files;
        _databaseDirectory = databaseDirectory;
        _output = begin(new FileSegmentStore(files, databaseDirectory));
    }

    /// <summary>
    /// Creates <c>staging/&lt;run&gt;/</c> in the database's folder (and that folder when missing), and deletes what runs that died left there. The caller
    /// holds the folder's IMPORT lock from here on.
    /// </summary>
    /// <param name="files">The file system.</param>
    /// <param name="databaseDirectory">The database's folder.</param>
    /// <param name="kept">A run that died and is to stay, one of <see cref="Runs"/>; null for none.</param>
    public static GenerationWriter Begin(
        IFileSystem files,
        string databaseDirectory,
        string? kept = null
    ) => new(files, databaseDirectory, store => store.Begin(kept));

    /// <summary>
    /// Goes on with a run that died, behind what it had saved. Every block is read and compared with its checksum first. The caller holds the folder's LOCK.
    /// </summary>
    /// <param name="files">The file system.</param>
    /// <param name="databaseDirectory">The database's folder.</param>
    /// <param name="run">The run, one of <see cref="Runs"/>.</param>
    /// <param name="saved">What was saved, which the caller has found to be what was written.</param>
    /// <exception cref="CorruptionException">The run's files are not what was saved, as after a power cut.</exception>
    public static GenerationWriter Continue(
        IFileSystem files,
        string databaseDirectory,
        string run,
        GenerationDraft saved
    )
    {
        var draft = saved.Content;
        Reclaim(files, databaseDirectory, run);
        StagedBlocks.Verify(files, run, draft);
        var writer = new GenerationWriter(
            files,
            databaseDirectory,
            store => store.Continue(run, draft.Mark)
        );
        writer._nodes.AddRange(draft.Nodes);
        writer._relationships.AddRange(draft.Relationships);
        writer._adjacency.AddRange(draft.Adjacency);
        writer._estimates.Dispose();
        writer._estimates = draft.Estimates;
        return writer;
    }

    /// <summary>The folders of runs that were neither published nor deleted.</summary>
    public static IReadOnlyList<string> Runs(IFileSystem files, string databaseDirectory) =>
        new FileSegmentStore(files, databaseDirectory).Runs();

    /// <summary>Deletes a run that died. The caller holds the folder's LOCK.</summary>
    public static void Discard(IFileSystem files, string databaseDirectory, string run)
    {
        Reclaim(files, databaseDirectory, run);
        new FileSegmentStore(files, databaseDirectory).Discard(run);
    }

    /// <summary>Gives a run that was sealed and is not to be published yet its files back, so that it can be continued. The caller holds the folder's IMPORT lock, and nobody publishes the run.</summary>
    public static void Reclaim(IFileSystem files, string databaseDirectory, string run)
    {
        var live = GenerationPublisher.ReadPrevious(files, databaseDirectory);
        var names = live?.FileNames.ToHashSet(StringComparer.Ordinal);
        new FileSegmentStore(files, databaseDirectory).Reclaim(run, names ?? []);
    }

    /// <summary>The run's own folder: temporary files of an import may stand here too and go with it.</summary>
    public string StagingDirectory => _output.StagingDirectory;

    /// <summary>Bytes handed over so far.</summary>
    public long BytesWritten =>
        _output.BytesWritten + _indexes.Sum(static index => index.Base.Length);

    /// <summary>Adds a node segment; each index once, in any order.</summary>
    public void Add(NodeSegmentEncoder segment)
    {
        var blocks = segment.Blocks;
        var labels = Append(segment.Labels, blocks.Buffer);
        var live = Append(segment.Live, blocks.Buffer);
        Drain(segment);
        ColumnEntry[] columns = blocks.Drained.ToArray();
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
        }
    }

    /// <summary>
    /// Takes the columns that the encoder holds, and their memory from it: to be called between columns where a segment has very many. <see cref="Add(NodeSegmentEncoder)"/>
    /// follows at the segment's end.
    /// </summary>
    public void Drain(NodeSegmentEncoder segment)
    {
        var blocks = segment.Blocks;
        var columns = AppendColumns(blocks);
        lock (_entries)
        {
            foreach (var column in blocks.Columns)
            {
                var (key, values) = (column.Key.Value, column.ValueCount);
                if (column.Count > 1)
                {
                    var (first, count) = column.Few;
                    var few = blocks.Few.Slice(first, count);
                    if (column.AreComplete)
                    {
                        _estimates.AddComplete(key, values, few);
                    }
                    else
                    {
                        _estimates.AddShared(key, column.Count, values, few);
                    }
                }
                else if (column.Sketch is { } sketch)
                {
                    _estimates.Add(key, values, sketch);
                }
                else
                {
                    var (first, count) = column.Few;
                    _estimates.Add(key, values, blocks.Few.Slice(first, count));
                }
            }
        }
        blocks.Drain(columns);
    }

    /// <summary>Says how many property keys nodes may have: there may be a million.</summary>
    public void ReserveKeys(int keys)
    {
        lock (_entries)
        {
            _estimates.Reserve(keys);
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

    /// <summary>
    /// What is needed to go on with the run, as far as it has come, in another process: to be kept by the caller once <see cref="WaitUntilWritten"/> returns. No Add
    /// method runs meanwhile.
    /// </summary>
    public GenerationDraft Save()
    {
        lock (_entries)
        {
            int entries = _nodes.Count + _relationships.Count + _adjacency.Count;
            if (_saved is var (known, count) && count == entries)
            {
                // Nothing came since, as behind a phase without rows.
                return known;
            }
            var mark = _output.Mark();
            var draft = new GenerationDraft(
                new(mark, [.. _nodes], [.. _relationships], [.. _adjacency], _estimates)
            );
            _saved = (draft, entries);
            return draft;
        }
    }

    /// <summary>Waits until all blocks that the draft names outlive the process.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void WaitUntilWritten(GenerationDraft draft) => _output.WaitUntilWritten(draft.Mark);

    /// <summary>Makes all blocks that the draft names, which are written, outlive a power cut.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Sync(GenerationDraft draft) => _output.Sync(draft.Mark);

    /// <summary>Adds an index whose files stand in the run's folder.</summary>
    internal void Add(IndexContent index)
    {
        lock (_entries)
        {
            _indexes.Add(index);
        }
    }

    /// <summary>Says that the run's folder stays when the writer is disposed.</summary>
    public void Keep() => _output.Keep();

    /// <summary>Says that the run's folder goes when the writer is disposed, which is so at first.</summary>
    public void Discard() => _output.Discard();

    /// <summary>Makes all segments and blocks durable, under the names that they have: drafts stay right. No segment or block can be added afterwards; <see cref="Seal()"/> follows.</summary>
    /// <exception cref="IOException">The disk failed. An existing database is untouched.</exception>
    public void Finish(GenerationSummary summary)
    {
        Invariant.Assert(_complete is null);
        var directory = AppendDirectory();
        var files = _output.Finish();
        _complete = Describe(summary) with { Files = files, Directory = directory };
        _content = ManifestCodec.ComposeContent(_complete);
    }

    /// <summary>
    /// Makes all segments and blocks durable and opens them for reading, so that constraints can be checked and indexes built. No segment or block can be added afterwards;
    /// <see cref="Seal()"/> follows, behind the disposal of what is returned.
    /// </summary>
    /// <exception cref="IOException">The disk failed. An existing database is untouched.</exception>
    public StagedGeneration Complete(GenerationSummary summary)
    {
        Finish(summary);
        return new(_files, this, _complete!);
    }

    /// <summary>Makes everything durable; nobody sees it before it is published. Nothing can be added afterwards.</summary>
    /// <exception cref="IOException">The disk failed. An existing database is untouched.</exception>
    public SealedGeneration Seal(GenerationSummary summary)
    {
        Finish(summary);
        return Seal();
    }

    /// <summary>Makes everything durable, likewise, behind <see cref="Finish"/> or <see cref="Complete"/>.</summary>
    /// <exception cref="IOException">The disk failed. An existing database is untouched.</exception>
    public SealedGeneration Seal()
    {
        Invariant.Assert(!_sealed && _complete is not null);
        _sealed = true;
        var live = GenerationPublisher.ReadPrevious(_files, _databaseDirectory);
        var named = _output.Seal(
            live?.FileNames ?? [],
            [.. _indexes.SelectMany(index => index.FileNames)]
        );
        var manifest = _complete with
        {
            Files = named,
            Indexes = [.. _indexes.OrderBy(static index => index.Index)],
        };
        ManifestFile.Write(_files, StagingDirectory, manifest, _content);
        return new(StagingDirectory, manifest);
    }

    /// <summary>Seals and publishes. The caller holds the folder's LOCK, and nobody reads the database through this process.</summary>
    /// <exception cref="IOException">The disk failed. An existing database is untouched unless the failure came after the rename.</exception>
    public Manifest Publish(GenerationSummary summary) =>
        GenerationPublisher.Publish(_files, _databaseDirectory, Seal(summary));

    /// <summary>Ends the writer; without <see cref="Keep"/> nothing of its folder remains.</summary>
    public void Dispose()
    {
        _output.Dispose();
        _estimates.Dispose();
    }

    /// <summary>Brings segments and the columns of each into order, and lists these.</summary>
    private static TEntry[] Arrange<TEntry>(
        List<(TEntry Entry, ColumnEntry[] Columns)> segments,
        Func<TEntry, int> indexOf,
        Func<TEntry, int, TEntry> withFirstColumn,
        List<ColumnEntry[]> columns,
        ref int next
    )
    {
        segments.Sort((a, b) => indexOf(a.Entry).CompareTo(indexOf(b.Entry)));
        var entries = new TEntry[segments.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            Invariant.Assert(i == 0 || indexOf(segments[i].Entry) > indexOf(entries[i - 1]));
            entries[i] = withFirstColumn(segments[i].Entry, next);
            var own = segments[i].Columns;
            if (!AreSorted(own))
            {
                // A draft that somebody may be writing has them as they are.
                own = [.. own];
                Array.Sort(own, static (a, b) => a.Key.CompareTo(b.Key));
            }
            columns.Add(own);
            next += own.Length;
        }
        return entries;
    }

    private static bool AreSorted(ColumnEntry[] columns)
    {
        for (int i = 1; i < columns.Length; i++)
        {
            if (columns[i - 1].Key > columns[i].Key)
            {
                return false;
            }
        }
        return true;
    }

    private BlockAddress Append(EncodedBlock block, NativeBuffer buffer) =>
        block == EncodedBlock.None
            ? BlockAddress.None
            : _output.Append(buffer.Span(block.Start, block.Length), block.Checksum);

    private ColumnEntry[] AppendColumns(SegmentColumns blocks)
    {
        var encoded = blocks.Columns;
        var columns = new ColumnEntry[encoded.Length];
        for (int from = 0; from < encoded.Length; )
        {
            // Blocks that stand one behind the other, aligned as they will be in the file, go there together.
            long start = encoded[from].Block.Start;
            int to = from + 1;
            while (
                to < encoded.Length
                && IsBehind(encoded[to - 1], encoded[to])
                && EndOf(encoded[to]) - start <= MostTogether
            )
            {
                to++;
            }
            int length = (int)(EndOf(encoded[to - 1]) - start);
            var first = _output.Append(blocks.Buffer.Span(start, length), 0);
            for (; from < to; from++)
            {
                var (offset, ownLength, checksum) = encoded[from].Block;
                columns[from] = new(
                    encoded[from].Key.Value,
                    encoded[from].Count,
                    new(first.File, first.Offset + (offset - start), ownLength, checksum)
                );
            }
        }
        return columns;
    }

    /// <summary>Whether nothing but zeros stands between two columns.</summary>
    private static bool IsBehind(EncodedColumn first, EncodedColumn second) =>
        second.Block.Start - EndOf(first) < BlockLimits.BlockAlignment;

    private static long EndOf(EncodedColumn column) => column.Block.Start + column.Block.Length;

    private BlockAddress AppendDirectory()
    {
        var columns = new List<ColumnEntry[]>();
        int next = 0;
        var nodes = Arrange(
            _nodes,
            e => e.Segment,
            (e, first) => e with { FirstColumn = first },
            columns,
            ref next
        );
        var relationships = Arrange(
            _relationships,
            e => e.Segment,
            (e, first) => e with { FirstColumn = first },
            columns,
            ref next
        );
        var adjacency = DirectoryCodec.Arrange(_adjacency);
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
                Adjacency = adjacency,
            },
            columns,
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
            Schema = summary.Schema,
            Counts = summary.Counts,
            NodePropertyEstimates = _estimates.Estimate(),
            NodeIdLimit = summary.NodeIdLimit,
            RelationshipIdLimit = summary.RelationshipIdLimit,
        };
}
