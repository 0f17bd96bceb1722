using System.Runtime.CompilerServices;
using Quiver.Foundation;
using Quiver.Foundation.Checksums;
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

    /// <summary>Puts the relationships into the orders of their ends, on two threads. Comes before the run is put into a store.</summary>
    /// <param name="before">The graph without the chunks.</param>
    /// <returns>How created relationships change the counts.</returns>
    /// <exception cref="CorruptionException">A chunk joins a node that there cannot be.</exception>
    public CountDifferences Order(Snapshot before)
    {
        // New nodes get higher ids than all others, so that the order is that of the ids in the database.
        var layout = default(AdjacencyKeyLayout);
        layout.Widen(firstNode, NewNodes, TypeCount);
        bool hasWords = layout.TryComplete();
        var buckets = AdjacencyBuckets.Count(chunks, _pages, layout, Source);
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

    /// <summary>Puts the run into a store; on return it is durable there, and nothing names it yet.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">Its name.</param>
    /// <param name="counts">The differences of counts.</param>
    /// <param name="changes">Changes of indexes and constraints.</param>
    /// <param name="limits">One above the highest ids given.</param>
    /// <exception cref="StorageException">The run would be too long.</exception>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public PatchFile Put(
        IStoreFiles store,
        string name,
        CountEntry[] counts,
        IReadOnlyList<SchemaChange> changes,
        (long Nodes, long Relationships) limits
    )
    {
        byte[] names = ChangeRunWriter.Encode(TokenTable.Empty);
        if (changes.Count > 0)
        {
            names = [.. names, .. SchemaCodec.Encode(changes)];
        }
        var header = Describe(counts.Length, names.Length, limits) with
        {
            Magic =
                changes.Count > 0 ? ChangeRunHeader.MagicWithSchema : ChangeRunHeader.CurrentMagic,
        };
        int length = ChangeRunWriter.Length(header);
        var parts = PartsOf(header, ChangeRunFormat.Locate(header, length, name), counts, names);
        var file = default(PatchFile);
        bool isDirect = PassesCache && length > WrittenAtOnce;
        store.Put(
            name,
            handle =>
            {
                IRunFile run = isDirect
                    ? new DirectRunFile(handle, length)
                    : new SyncedRunFile(handle);
                file = new PatchFile(name, length, Write(run, parts, length));
            },
            isDirect
        );
        return file;
    }

    /// <summary>Writes the parts of the file, several at a time.</summary>
    /// <returns>The checksum of all.</returns>
    private uint Write(IRunFile file, (int Begin, Action<RunPartOutput> Write)[] parts, int length)
    {
        uint[] checksums = new uint[parts.Length];
        if (length > WrittenAtOnce)
        {
            // The longest first, so that the others fill up the time beside it.
            int[] order = [.. Enumerable.Range(0, parts.Length)];
            Array.Sort([.. order.Select(part => parts[part].Begin - EndOf(part))], order);
            InParallel.For(parts.Length, i => WritePart(order[i]));
        }
        else
        {
            for (int i = 0; i < parts.Length; i++)
            {
                WritePart(i);
            }
        }
        file.Finish();
        uint checksum = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            checksum = Crc32C.Combine(checksum, checksums[i], EndOf(i) - parts[i].Begin);
        }
        return checksum;

        void WritePart(int part)
        {
            using var output = new RunPartOutput(file, parts[part].Begin);
            parts[part].Write(output);
            output.Flush();
            Invariant.Assert(output.Length == EndOf(part) - parts[part].Begin);
            checksums[part] = output.Checksum;
        }

        int EndOf(int part) => part + 1 < parts.Length ? parts[part + 1].Begin : length;
    }

    /// <summary>The parts of the file, each of which can be written without the others: where it begins, and what writes it.</summary>
    private (int Begin, Action<RunPartOutput> Write)[] PartsOf(
        ChangeRunHeader header,
        ChangeRunSections sections,
        CountEntry[] counts,
        byte[] names
    )
    {
        var (half, before) = HalfOfRelationships();
        return
        [
            (
                0,
                output =>
                {
                    output.Write(header);
                    WriteNodes(output);
                }
            ),
            (
                sections.Relationships,
                output => WriteRelationships(output, _relationships[..half], 0)
            ),
            (
                sections.Relationships
                    + (before.Relationships * Unsafe.SizeOf<RelationshipEntry>()),
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
            ),
            (sections.RelationshipProperties, WriteRelationshipProperties),
            (
                sections.Outgoing,
                output =>
                {
                    output.WriteAll<int>(_outgoing);
                    output.WriteAll<int>(_incoming);
                    output.WriteAll<CountEntry>(counts);
                    output.Write(names);
                }
            ),
            (sections.Values, WriteValues),
        ];
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

    private ChangeRunHeader Describe(
        int countCount,
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
            AdjacencyCount = _outgoing.Length,
            CountCount = countCount,
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
