using System.Runtime.CompilerServices;
using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Increments;

/// <summary>Writes one run in a file from chunks, section by section, and gives what is new its ids in the database. Memory: eight bytes a relationship, and what <see cref="AdjacencyOrder"/> takes.</summary>
/// <param name="chunks">The chunks; no two touch the same node or relationship.</param>
/// <param name="firstNode">The first of the ids that new nodes get: above those of all nodes that the chunks name.</param>
/// <param name="firstRelationship">The first of the ids that new relationships get.</param>
internal sealed class ChunkMerge(ChangeRun[] chunks, long firstNode, long firstRelationship)
{
    // Each has two pieces of memory.
    private const int MostWriters = 4;

    private readonly List<Stretch> _nodes = Stretch.Cut(
        [.. chunks.Select(static chunk => chunk.Nodes.Length)],
        (chunk, i) => chunks[chunk].Nodes[i].Id
    );
    private readonly List<Stretch> _relationships = Stretch.Cut(
        [.. chunks.Select(static chunk => chunk.Relationships.Length)],
        (chunk, i) => chunks[chunk].Relationships[i].Id
    );

    private readonly ChunkPages _pages = new(chunks);

    private int[] _outgoing = [];
    private int[] _incoming = [];

    /// <summary>How many nodes are new at most.</summary>
    public required long NewNodes { private get; init; }

    /// <summary>How many relationship types there are.</summary>
    public required int TypeCount { private get; init; }

    /// <summary>Where the chunks come from, for an error.</summary>
    public required string Source { private get; init; }

    /// <summary>The longest run that one thread writes alone.</summary>
    public int WrittenAtOnce { private get; init; } = 4 << 20;

    /// <summary>Whether a longer run is written past the page cache: nobody reads it soon. To copy it there would take longer than to make it.</summary>
    public bool PassesCache { private get; init; }

    /// <summary>Puts the run into a store; on return it is durable there, and nothing names it yet.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">Its name.</param>
    /// <param name="before">The graph without the chunks.</param>
    /// <param name="countsOf">Makes the differences of all counts from those that created relationships make.</param>
    /// <param name="changes">Changes of indexes and constraints.</param>
    /// <param name="limits">One above the highest ids given.</param>
    /// <exception cref="CorruptionException">A chunk joins a node that there cannot be.</exception>
    /// <exception cref="StorageException">The run would be too long.</exception>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public PatchFile Put(
        IStoreFiles store,
        string name,
        Snapshot before,
        Func<CountDifferences, CountEntry[]> countsOf,
        IReadOnlyList<SchemaChange> changes,
        (long Nodes, long Relationships) limits
    )
    {
        byte[] names = ChangeRunWriter.Encode(TokenTable.Empty);
        if (changes.Count > 0)
        {
            names = [.. names, .. SchemaCodec.Encode(changes)];
        }
        // New nodes get higher ids than all others, so that the order is that of the ids in the database.
        var layout = default(AdjacencyKeyLayout);
        layout.Widen(firstNode, NewNodes, TypeCount);
        bool hasWords = layout.TryComplete();
        var buckets = AdjacencyBuckets.Count(chunks, _pages, layout, Source);
        var header = Describe(buckets.Of(outgoing: true).Sum(), names.Length, limits) with
        {
            Magic =
                changes.Count > 0 ? ChangeRunHeader.MagicWithSchema : ChangeRunHeader.CurrentMagic,
        };
        var file = default(PatchFile);
        bool isLong = ChangeRunWriter.Length(header) > WrittenAtOnce;
        bool isDirect = isLong && PassesCache;
        store.Put(
            name,
            handle =>
            {
                var parts = new RunParts(
                    isDirect
                        ? new DirectRunFile(handle, ChangeRunWriter.Length(header))
                        : new SyncedRunFile(handle)
                );
                AddUnordered(parts, header);
                // Past the page cache a file waits for the disk more than for a processor: what needs no order goes there while the orders are made.
                var ahead = isDirect ? InBackground(parts.WriteWaiting) : Task.CompletedTask;
                try
                {
                    var counts = countsOf(Order(before, layout, hasWords, buckets));
                    header = header with { CountCount = counts.Length };
                    AddOrdered(parts, header, counts, names);
                    InParallel.For(isLong ? MostWriters : 1, _ => parts.WriteWaiting());
                }
                catch
                {
                    parts.Abandon();
                    ((IAsyncResult)ahead).AsyncWaitHandle.WaitOne();
                    throw;
                }
                ahead.GetAwaiter().GetResult();
                int length = ChangeRunWriter.Length(header);
                file = new PatchFile(name, length, parts.Finish(length));
            },
            isDirect
        );
        return file;
    }

    private static Task InBackground(Action action) =>
        Task.Factory.StartNew(
            action,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    /// <summary>Puts the relationships into the orders of their ends, on two threads.</summary>
    /// <returns>How created relationships change the counts.</returns>
    private CountDifferences Order(
        Snapshot before,
        AdjacencyKeyLayout layout,
        bool hasWords,
        AdjacencyBuckets buckets
    )
    {
        var starts = new CreatedCounts(before, chunks, _nodes, outgoing: true);
        var ends = new CreatedCounts(before, chunks, _nodes, outgoing: false);
        InParallel.Run(
            () => _outgoing = Order(outgoing: true).Sort(starts),
            () => _incoming = Order(outgoing: false).Sort(ends)
        );
        var counts = new CountDifferences();
        starts.AddTo(counts);
        ends.AddTo(counts);
        return counts;

        AdjacencyOrder Order(bool outgoing) =>
            new(chunks, _relationships, outgoing)
            {
                Layout = layout,
                HasWords = hasWords,
                Buckets = buckets.Of(outgoing),
            };
    }

    /// <summary>Adds the parts of the file that need neither the orders nor the counts: the longest first, so that the others fill up the time beside it.</summary>
    private void AddUnordered(RunParts parts, ChangeRunHeader header)
    {
        var sections = ChangeRunFormat.Locate(header, ChangeRunWriter.Length(header), Source);
        var (half, before) = HalfOfRelationships();
        long middle =
            sections.Relationships
            + ((long)before.Relationships * Unsafe.SizeOf<RelationshipEntry>());
        parts.Add(
            sections.Relationships,
            middle,
            output => WriteRelationships(output, _relationships[..half], 0)
        );
        parts.Add(
            middle,
            sections.RelationshipProperties,
            output =>
            {
                WriteRelationships(output, _relationships[half..], before.Properties);
                output.Write(
                    new RelationshipEntry(
                        long.MaxValue,
                        0,
                        0,
                        0,
                        header.RelationshipPropertyCount,
                        EntityFlags.None
                    )
                );
            }
        );
        parts.Add(sections.Nodes, sections.Relationships, WriteNodes);
        parts.Add(sections.RelationshipProperties, sections.Outgoing, WriteRelationshipProperties);
    }

    /// <summary>Adds the other parts.</summary>
    private void AddOrdered(
        RunParts parts,
        ChangeRunHeader header,
        CountEntry[] counts,
        byte[] names
    )
    {
        var sections = ChangeRunFormat.Locate(header, ChangeRunWriter.Length(header), Source);
        parts.Add(sections.Values, sections.End, WriteValues);
        parts.Add(
            sections.Outgoing,
            sections.Values,
            output =>
            {
                output.WriteAll<int>(_outgoing);
                output.WriteAll<int>(_incoming);
                output.WriteAll<CountEntry>(counts);
                output.Write(names);
            }
        );
        parts.Add(0, sections.Nodes, output => output.Write(header));
    }

    /// <summary>About where the first half of the relationships ends: how many stretches it has, and how many relationships and properties of them.</summary>
    private (int Stretches, (int Relationships, int Properties) Before) HalfOfRelationships()
    {
        int all = _relationships.Sum(static stretch => stretch.To - stretch.From);
        int stretches = 0;
        int relationships = 0;
        int properties = 0;
        for (; stretches < _relationships.Count && relationships < all / 2; stretches++)
        {
            var (chunk, from, to) = _relationships[stretches];
            var entries = chunks[chunk].RelationshipsAndSentinel;
            relationships += to - from;
            properties += entries[to].FirstProperty - entries[from].FirstProperty;
        }
        return (stretches, (relationships, properties));
    }

    /// <summary>The header of the run, without counts.</summary>
    private ChangeRunHeader Describe(
        int adjacencyCount,
        int tokenBytes,
        (long Nodes, long Relationships) limits
    ) =>
        new()
        {
            NodeCount = Sum(static chunk => chunk.Nodes.Length),
            LabelCount = Sum(static chunk => chunk.AllLabels.Length),
            NodePropertyCount = Sum(static chunk => chunk.AllNodeProperties.Length),
            RelationshipCount = Sum(static chunk => chunk.Relationships.Length),
            RelationshipPropertyCount = Sum(static chunk => chunk.AllRelationshipProperties.Length),
            AdjacencyCount = adjacencyCount,
            TokenBytes = tokenBytes,
            ValueBytes = Sum(static chunk => ValueBytesOf(chunk)),
            NodeIdLimit = limits.Nodes,
            RelationshipIdLimit = limits.Relationships,
        };

    private int Sum(Func<ChangeRun, int> count)
    {
        long sum = chunks.Sum(chunk => (long)count(chunk));
        return sum <= ChangeRun.MaxBytes ? (int)sum : throw IncrementErrors.TooLarge();
    }

    /// <summary>The bytes of values that properties refer to: a chunk may hold others.</summary>
    private static int ValueBytesOf(ChangeRun chunk)
    {
        long bytes = 0;
        foreach (ref readonly var property in chunk.AllNodeProperties)
        {
            bytes += property.IsRemoval ? 0 : property.Length;
        }
        foreach (ref readonly var property in chunk.AllRelationshipProperties)
        {
            bytes += property.IsRemoval ? 0 : property.Length;
        }
        return bytes <= ChangeRun.MaxBytes ? (int)bytes : throw IncrementErrors.TooLarge();
    }

    private long Node(long id) =>
        id < IncrementIds.First ? id : id - IncrementIds.First + firstNode;

    private void WriteNodes(RunPartOutput output)
    {
        int labels = 0;
        int properties = 0;
        foreach (var (chunk, from, to) in _nodes)
        {
            var entries = chunks[chunk].NodesAndSentinel[from..(to + 1)];
            int labelShift = labels - entries[0].FirstLabel;
            int propertyShift = properties - entries[0].FirstProperty;
            foreach (ref readonly var entry in entries[..^1])
            {
                output.Write(
                    new NodeEntry(
                        Node(entry.Id),
                        entry.FirstLabel + labelShift,
                        entry.FirstProperty + propertyShift,
                        entry.Flags
                    )
                );
            }
            labels += entries[^1].FirstLabel - entries[0].FirstLabel;
            properties += entries[^1].FirstProperty - entries[0].FirstProperty;
        }
        output.Write(new NodeEntry(long.MaxValue, labels, properties, EntityFlags.None));
        foreach (var (chunk, from, to) in _nodes)
        {
            var entries = chunks[chunk].NodesAndSentinel;
            output.WriteAll(
                chunks[chunk].AllLabels[entries[from].FirstLabel..entries[to].FirstLabel]
            );
        }
        int values = 0;
        foreach (var stretch in _nodes)
        {
            WriteProperties(output, NodePropertiesOf(stretch), ref values);
        }
    }

    private void WriteRelationships(RunPartOutput output, List<Stretch> stretches, int properties)
    {
        foreach (var stretch in stretches)
        {
            var (chunk, from, to) = stretch;
            var entries = chunks[chunk].RelationshipsAndSentinel[from..(to + 1)];
            int shift = properties - entries[0].FirstProperty;
            foreach (ref readonly var entry in entries[..^1])
            {
                long id = entry.Id;
                output.Write(
                    entry with
                    {
                        Id =
                            id < IncrementIds.First
                                ? id
                                : id - IncrementIds.First + firstRelationship,
                        Start = Node(entry.Start),
                        End = Node(entry.End),
                        FirstProperty = entry.FirstProperty + shift,
                    }
                );
            }
            properties += entries[^1].FirstProperty - entries[0].FirstProperty;
            _pages.Leave(stretch);
        }
    }

    private void WriteRelationshipProperties(RunPartOutput output)
    {
        int values = 0;
        foreach (var stretch in _nodes)
        {
            foreach (ref readonly var property in NodePropertiesOf(stretch))
            {
                values += property.IsRemoval ? 0 : property.Length;
            }
        }
        foreach (var stretch in _relationships)
        {
            WriteProperties(output, RelationshipPropertiesOf(stretch), ref values);
            _pages.Leave(stretch);
        }
    }

    private static void WriteProperties(
        RunPartOutput output,
        ReadOnlySpan<PropertyEntry> properties,
        ref int values
    )
    {
        foreach (ref readonly var property in properties)
        {
            if (property.IsRemoval)
            {
                output.Write(new PropertyEntry(property.Key, -1, 0));
                continue;
            }
            output.Write(property with { Offset = values });
            values += property.Length;
        }
    }

    private ReadOnlySpan<PropertyEntry> NodePropertiesOf(Stretch stretch)
    {
        var entries = chunks[stretch.Chunk].NodesAndSentinel;
        return chunks[stretch.Chunk].AllNodeProperties[
            entries[stretch.From].FirstProperty..entries[stretch.To].FirstProperty
        ];
    }

    private ReadOnlySpan<PropertyEntry> RelationshipPropertiesOf(Stretch stretch)
    {
        var entries = chunks[stretch.Chunk].RelationshipsAndSentinel;
        return chunks[stretch.Chunk].AllRelationshipProperties[
            entries[stretch.From].FirstProperty..entries[stretch.To].FirstProperty
        ];
    }

    private void WriteValues(RunPartOutput output)
    {
        foreach (var stretch in _nodes)
        {
            WriteValues(output, chunks[stretch.Chunk], NodePropertiesOf(stretch));
            _pages.Leave(stretch);
        }
        foreach (var stretch in _relationships)
        {
            WriteValues(output, chunks[stretch.Chunk], RelationshipPropertiesOf(stretch));
            _pages.Leave(stretch);
        }
    }

    /// <summary>Values that were written one behind the other are copied together.</summary>
    private static void WriteValues(
        RunPartOutput output,
        ChangeRun chunk,
        ReadOnlySpan<PropertyEntry> properties
    )
    {
        int begin = 0;
        int end = 0;
        foreach (ref readonly var property in properties)
        {
            if (property.IsRemoval)
            {
                continue;
            }
            if (property.Offset != end)
            {
                output.Write(chunk.AllValues[begin..end]);
                begin = property.Offset;
            }
            end = property.Offset + property.Length;
        }
        output.Write(chunk.AllValues[begin..end]);
    }
}
