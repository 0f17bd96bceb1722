using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Delta;

/// <summary>Lays out a change run from entities that come in the order of their ids.</summary>
/// <remarks>Grows flat lists, no object an entity. Used once.</remarks>
internal sealed class ChangeRunWriter
{
    private readonly List<NodeEntry> _nodes = [];
    private readonly List<LabelEntry> _labels = [];
    private readonly List<PropertyEntry> _nodeProperties = [];
    private readonly List<RelationshipEntry> _relationships = [];
    private readonly List<PropertyEntry> _relationshipProperties = [];
    private readonly ArrayBufferWriter<byte> _values = new();

    /// <summary>Begins a node; its labels and properties follow.</summary>
    public void AddNode(long id, EntityFlags flags) =>
        _nodes.Add(new NodeEntry(id, _labels.Count, _nodeProperties.Count, flags));

    /// <summary>Adds a label change to the node begun last.</summary>
    public void AddLabel(LabelEntry label) => _labels.Add(label);

    /// <summary>Adds a property change to the node begun last, in the order of keys.</summary>
    public void AddNodeProperty(int key, bool isRemoval, ReadOnlySpan<byte> value) =>
        _nodeProperties.Add(Property(key, isRemoval, value));

    /// <summary>Begins a relationship; its properties follow.</summary>
    public void AddRelationship(in RelationshipEntry relationship) =>
        _relationships.Add(relationship with { FirstProperty = _relationshipProperties.Count });

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
        bool hasSchema = schema is { Count: > 0 };
        byte[] names = Encode(tokens);
        if (hasSchema)
        {
            names = [.. names, .. SchemaCodec.Encode(schema!)];
        }
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
        int[] outgoing = Adjacency(relationshipCount, outgoing: true);
        int[] incoming = Adjacency(relationshipCount, outgoing: false);
        var header = new ChangeRunHeader
        {
            Magic = hasSchema ? ChangeRunHeader.MagicWithSchema : ChangeRunHeader.CurrentMagic,
            NodeCount = nodeCount,
            LabelCount = _labels.Count,
            NodePropertyCount = _nodeProperties.Count,
            RelationshipCount = relationshipCount,
            RelationshipPropertyCount = _relationshipProperties.Count,
            AdjacencyCount = outgoing.Length,
            CountCount = counts.Length,
            TokenBytes = names.Length,
            ValueBytes = _values.WrittenCount,
            NodeIdLimit = nodeIdLimit,
            RelationshipIdLimit = relationshipIdLimit,
        };
        byte[] bytes = new byte[Length(header)];
        var rest = bytes.AsSpan();
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

    private int[] Adjacency(int relationshipCount, bool outgoing)
    {
        var relationships = _relationships;
        var indexes = new List<int>();
        for (int i = 0; i < relationshipCount; i++)
        {
            if (relationships[i].Flags != EntityFlags.None)
            {
                indexes.Add(i);
            }
        }
        indexes.Sort(
            (a, b) => ChangeRunFormat.Compare(relationships[a], relationships[b], outgoing)
        );
        return [.. indexes];
    }
}
