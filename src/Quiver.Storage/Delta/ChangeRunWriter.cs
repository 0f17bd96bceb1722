using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Quiver.Foundation;
using Quiver.Storage.Increments;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Delta;

/// <summary>Lays out a change run from entities that come in the order of their ids.</summary>
/// <remarks>Grows flat lists, no object an entity. Makes one run, and another one when it was cleared.</remarks>
internal sealed class ChangeRunWriter
{
    // Three lists without names.
    private static readonly byte[] NoNames = new byte[3 * sizeof(int)];

    private readonly List<NodeEntry> _nodes;
    private readonly List<LabelEntry> _labels;
    private readonly List<PropertyEntry> _nodeProperties;
    private readonly List<RelationshipEntry> _relationships;
    private readonly List<PropertyEntry> _relationshipProperties;
    private readonly ArrayBufferWriter<byte> _values;

    /// <summary>Begins with nothing.</summary>
    public ChangeRunWriter()
    {
        _nodes = [];
        _labels = [];
        _nodeProperties = [];
        _relationships = [];
        _relationshipProperties = [];
        _values = new();
    }

    /// <summary>Begins with nothing, with room for what two runs have: it need not grow.</summary>
    public ChangeRunWriter(ChangeRun one, ChangeRun other)
    {
        _nodes = new(one.Nodes.Length + other.Nodes.Length + 1);
        _labels = new(one.AllLabels.Length + other.AllLabels.Length);
        _nodeProperties = new(one.AllNodeProperties.Length + other.AllNodeProperties.Length);
        _relationships = new(one.Relationships.Length + other.Relationships.Length + 1);
        _relationshipProperties = new(
            one.AllRelationshipProperties.Length + other.AllRelationshipProperties.Length
        );
        _values = new(Math.Max(1, one.AllValues.Length + other.AllValues.Length));
    }

    /// <summary>How many bytes what was added takes.</summary>
    public long Bytes =>
        (long)_nodes.Count * Unsafe.SizeOf<NodeEntry>()
        + (long)_labels.Count * Unsafe.SizeOf<LabelEntry>()
        + ((long)_nodeProperties.Count + _relationshipProperties.Count)
            * Unsafe.SizeOf<PropertyEntry>()
        + (long)_relationships.Count * Unsafe.SizeOf<RelationshipEntry>()
        + _values.WrittenCount;

    /// <summary>Begins a node; its labels and properties follow.</summary>
    public void AddNode(long id, EntityFlags flags) =>
        _nodes.Add(new NodeEntry(id, _labels.Count, _nodeProperties.Count, flags));

    /// <summary>Adds all that a run says of the nodes at some of its places.</summary>
    public void AddNodes(ChangeRun run, int from, int to)
    {
        var entries = run.NodesAndSentinel[from..(to + 1)];
        var (firstLabel, firstProperty) = (entries[0].FirstLabel, entries[0].FirstProperty);
        int labels = _labels.Count - firstLabel;
        int properties = _nodeProperties.Count - firstProperty;
        int at = _nodes.Count;
        CollectionsMarshal.SetCount(_nodes, at + to - from);
        var destination = CollectionsMarshal.AsSpan(_nodes)[at..];
        for (int i = 0; i < destination.Length; i++)
        {
            ref readonly var entry = ref entries[i];
            destination[i] = new NodeEntry(
                entry.Id,
                entry.FirstLabel + labels,
                entry.FirstProperty + properties,
                entry.Flags
            );
        }
        _labels.AddRange(run.AllLabels[firstLabel..entries[^1].FirstLabel]);
        AddProperties(
            _nodeProperties,
            run,
            run.AllNodeProperties[firstProperty..entries[^1].FirstProperty]
        );
    }

    /// <summary>Adds a label change to the node begun last.</summary>
    public void AddLabel(LabelEntry label) => _labels.Add(label);

    /// <summary>Adds a property change to the node begun last, in the order of keys.</summary>
    public void AddNodeProperty(int key, bool isRemoval, ReadOnlySpan<byte> value) =>
        _nodeProperties.Add(Property(key, isRemoval, value));

    /// <summary>How many relationships were added.</summary>
    public int RelationshipCount => _relationships.Count;

    /// <summary>
    /// Both adjacencies where whoever adds the relationships knows them: places of created and deleted relationships, in order. Otherwise they are sorted.
    /// </summary>
    public (int[] Outgoing, int[] Incoming)? Adjacencies { get; set; }

    /// <summary>Adds all that a run says of the relationships at some of its places.</summary>
    public void AddRelationships(ChangeRun run, int from, int to)
    {
        var entries = run.RelationshipsAndSentinel[from..(to + 1)];
        int first = entries[0].FirstProperty;
        int properties = _relationshipProperties.Count - first;
        int at = _relationships.Count;
        CollectionsMarshal.SetCount(_relationships, at + to - from);
        var destination = CollectionsMarshal.AsSpan(_relationships)[at..];
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = entries[i] with
            {
                FirstProperty = entries[i].FirstProperty + properties,
            };
        }
        AddProperties(
            _relationshipProperties,
            run,
            run.AllRelationshipProperties[first..entries[^1].FirstProperty]
        );
    }

    /// <summary>Begins a relationship; its properties follow.</summary>
    public void AddRelationship(in RelationshipEntry relationship) =>
        _relationships.Add(relationship with { FirstProperty = _relationshipProperties.Count });

    /// <summary>Begins a relationship that is created; its properties follow.</summary>
    public void AddCreated(long id, long start, long end, int type)
    {
        // Made where it stays: there are millions in an import.
        int at = _relationships.Count;
        CollectionsMarshal.SetCount(_relationships, at + 1);
        CollectionsMarshal.AsSpan(_relationships)[at] = new RelationshipEntry(
            id,
            start,
            end,
            type,
            _relationshipProperties.Count,
            EntityFlags.Created
        );
    }

    /// <summary>Adds a property change to the relationship begun last, in the order of keys.</summary>
    public void AddRelationshipProperty(int key, bool isRemoval, ReadOnlySpan<byte> value) =>
        _relationshipProperties.Add(Property(key, isRemoval, value));

    /// <summary>The finished run.</summary>
    /// <param name="tokens">The names that are new.</param>
    /// <param name="counts">The differences of counts.</param>
    /// <param name="nodeIdLimit">One above the highest node id given.</param>
    /// <param name="relationshipIdLimit">One above the highest relationship id given.</param>
    /// <param name="schema">How indexes and constraints change; null for not at all.</param>
    /// <exception cref="StorageException">The run would be longer than <see cref="ChangeRun.MaxBytes"/>.</exception>
    public byte[] Finish(
        TokenTable tokens,
        ReadOnlySpan<CountEntry> counts,
        long nodeIdLimit,
        long relationshipIdLimit,
        IReadOnlyList<SchemaChange>? schema = null
    )
    {
        byte[] names = Encode(tokens);
        if (schema is { Count: > 0 })
        {
            names = [.. names, .. SchemaCodec.Encode(schema)];
        }
        var (header, outgoing, incoming) = Complete(names.Length, counts.Length);
        header = header with
        {
            Magic = schema is { Count: > 0 }
                ? ChangeRunHeader.MagicWithSchema
                : ChangeRunHeader.CurrentMagic,
            NodeIdLimit = nodeIdLimit,
            RelationshipIdLimit = relationshipIdLimit,
        };
        byte[] bytes = GC.AllocateUninitializedArray<byte>(Length(header));
        var rest = bytes.AsSpan();
        rest[..ChangeRunFormat.HeaderBytes].Clear();
        MemoryMarshal.Write(rest, header);
        rest = rest[ChangeRunFormat.HeaderBytes..];
        Put<NodeEntry>(ref rest, CollectionsMarshal.AsSpan(_nodes));
        Put<LabelEntry>(ref rest, CollectionsMarshal.AsSpan(_labels));
        Put<PropertyEntry>(ref rest, CollectionsMarshal.AsSpan(_nodeProperties));
        Put<RelationshipEntry>(ref rest, CollectionsMarshal.AsSpan(_relationships));
        Put<PropertyEntry>(ref rest, CollectionsMarshal.AsSpan(_relationshipProperties));
        Put<int>(ref rest, outgoing);
        Put<int>(ref rest, incoming);
        Put(ref rest, counts);
        Put<byte>(ref rest, names);
        Put(ref rest, _values.WrittenSpan);
        return bytes;
    }

    /// <summary>Writes the finished run, without names, counts and limits, to a file, and begins another one: what was allocated is used again.</summary>
    /// <exception cref="StorageException">The run would be longer than <see cref="ChangeRun.MaxBytes"/>.</exception>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Drain(RunOutput output)
    {
        var (header, outgoing, incoming) = Complete(NoNames.Length, counts: 0);
        int length = Length(header);
        output.Write(header);
        output.WriteAll<NodeEntry>(CollectionsMarshal.AsSpan(_nodes));
        output.WriteAll<LabelEntry>(CollectionsMarshal.AsSpan(_labels));
        output.WriteAll<PropertyEntry>(CollectionsMarshal.AsSpan(_nodeProperties));
        output.WriteAll<RelationshipEntry>(CollectionsMarshal.AsSpan(_relationships));
        output.WriteAll<PropertyEntry>(CollectionsMarshal.AsSpan(_relationshipProperties));
        output.WriteAll<int>(outgoing);
        output.WriteAll<int>(incoming);
        output.Write(NoNames);
        output.Write(_values.WrittenSpan);
        Invariant.Assert(output.Length == length);
        _nodes.Clear();
        _labels.Clear();
        _nodeProperties.Clear();
        _relationships.Clear();
        _relationshipProperties.Clear();
        _values.ResetWrittenCount();
    }

    /// <summary>Ends the lists, and describes them.</summary>
    private (ChangeRunHeader Header, int[] Outgoing, int[] Incoming) Complete(
        int nameBytes,
        int counts
    )
    {
        int nodeCount = _nodes.Count;
        int relationshipCount = _relationships.Count;
        _nodes.Add(
            new NodeEntry(long.MaxValue, _labels.Count, _nodeProperties.Count, EntityFlags.None)
        );
        _relationships.Add(
            new RelationshipEntry(
                long.MaxValue,
                0,
                0,
                0,
                _relationshipProperties.Count,
                EntityFlags.None
            )
        );
        var (outgoing, incoming) = Adjacencies ?? Sort(relationshipCount);
        var header = new ChangeRunHeader
        {
            Magic = ChangeRunHeader.CurrentMagic,
            NodeCount = nodeCount,
            LabelCount = _labels.Count,
            NodePropertyCount = _nodeProperties.Count,
            RelationshipCount = relationshipCount,
            RelationshipPropertyCount = _relationshipProperties.Count,
            AdjacencyCount = outgoing.Length,
            CountCount = counts,
            TokenBytes = nameBytes,
            ValueBytes = _values.WrittenCount,
        };
        return (header, outgoing, incoming);
    }

    /// <summary>The length in bytes of a run with such a header.</summary>
    /// <exception cref="StorageException">It would be longer than <see cref="ChangeRun.MaxBytes"/>.</exception>
    public static int Length(in ChangeRunHeader header)
    {
        long length =
            ChangeRunFormat.HeaderBytes
            + (header.NodeCount + 1L) * Unsafe.SizeOf<NodeEntry>()
            + (long)header.LabelCount * Unsafe.SizeOf<LabelEntry>()
            + ((long)header.NodePropertyCount + header.RelationshipPropertyCount)
                * Unsafe.SizeOf<PropertyEntry>()
            + (header.RelationshipCount + 1L) * Unsafe.SizeOf<RelationshipEntry>()
            + (long)header.AdjacencyCount * sizeof(int) * 2
            + (long)header.CountCount * Unsafe.SizeOf<CountEntry>()
            + header.TokenBytes
            + header.ValueBytes;
        return length <= ChangeRun.MaxBytes
            ? (int)length
            : throw new StorageException(
                $"The changes take {length} bytes; one transaction holds at most {ChangeRun.MaxBytes}. Commit in smaller parts."
            );
    }

    private static void Put<T>(ref Span<byte> rest, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(elements);
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    /// <summary>The bytes of the section of new names.</summary>
    public static byte[] Encode(TokenTable tokens)
    {
        if (tokens.Labels.Count + tokens.RelationshipTypes.Count + tokens.PropertyKeys.Count == 0)
        {
            return NoNames;
        }
        var buffer = new ArrayBufferWriter<byte>();
        foreach (
            var names in new[] { tokens.Labels, tokens.RelationshipTypes, tokens.PropertyKeys }
        )
        {
            PutInteger(buffer, names.Count);
            foreach (string name in names.All)
            {
                byte[] utf8 = Encoding.UTF8.GetBytes(name);
                PutInteger(buffer, utf8.Length);
                buffer.Write(utf8);
            }
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void PutInteger(ArrayBufferWriter<byte> buffer, int value)
    {
        MemoryMarshal.Write(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    private PropertyEntry Property(int key, bool isRemoval, ReadOnlySpan<byte> value)
    {
        if (isRemoval)
        {
            return new PropertyEntry(key, -1, 0);
        }
        int offset = _values.WrittenCount;
        _values.Write(value);
        return new PropertyEntry(key, offset, value.Length);
    }

    /// <summary>Adds properties of a run. The values of neighbours follow each other, as far as they were written together, and are copied together.</summary>
    private void AddProperties(
        List<PropertyEntry> destination,
        ChangeRun run,
        ReadOnlySpan<PropertyEntry> properties
    )
    {
        for (int i = 0; i < properties.Length; )
        {
            int begin = Math.Max(0, properties[i].Offset);
            int end = begin;
            int shift = _values.WrittenCount - begin;
            do
            {
                var property = properties[i];
                if (property.IsRemoval)
                {
                    destination.Add(new PropertyEntry(property.Key, -1, 0));
                }
                else
                {
                    destination.Add(property with { Offset = property.Offset + shift });
                    end += property.Length;
                }
                i++;
            } while (
                i < properties.Length && (properties[i].IsRemoval || properties[i].Offset == end)
            );
            _values.Write(run.AllValues[begin..end]);
        }
    }

    /// <summary>Both adjacencies, sorted.</summary>
    private (int[] Outgoing, int[] Incoming) Sort(int relationshipCount)
    {
        var relationships = _relationships;
        var entries = CollectionsMarshal.AsSpan(relationships);
        int count = 0;
        foreach (ref readonly var relationship in entries)
        {
            // The sentinel has no flags.
            count += relationship.Flags != EntityFlags.None ? 1 : 0;
        }
        int[] outgoing = new int[count];
        count = 0;
        for (int i = 0; i < relationshipCount; i++)
        {
            if (entries[i].Flags != EntityFlags.None)
            {
                outgoing[count++] = i;
            }
        }
        int[] incoming = [.. outgoing];
        if (!AdjacencyKeys.TrySort(entries, outgoing, incoming))
        {
            outgoing
                .AsSpan()
                .Sort(
                    (a, b) =>
                        ChangeRunFormat.Compare(relationships[a], relationships[b], outgoing: true)
                );
            incoming
                .AsSpan()
                .Sort(
                    (a, b) =>
                        ChangeRunFormat.Compare(relationships[a], relationships[b], outgoing: false)
                );
        }
        return (outgoing, incoming);
    }
}
