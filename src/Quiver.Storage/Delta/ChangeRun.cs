using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Foundation.IO;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Delta;

/// <summary>
/// The one shape of change: what a transaction, or several merged, did to the graph. The same bytes are the body of a log record, a part of the delta
/// and a patch file. Immutable.
/// </summary>
/// <remarks>
/// <code>
/// header 64 B | nodes, by id (+ 1 sentinel) | label changes | node properties | relationships, by id (+ 1 sentinel) | relationship properties
/// | outgoing: indexes of created and deleted relationships by (start, type, end, id) | incoming: by (end, type, start, id)
/// | count differences | new token names, then (in a run with the other mark) changes of the schema | values (ValueBinary)
/// </code>
/// All numbers are little-endian; each section follows the one before without a gap. Every index and order is checked when a run is opened, so that
/// reading needs no checks. Unsafe: a run over a mapped file makes spans from the map's pointer, valid until disposal. Thread safe.
/// </remarks>
internal sealed unsafe class ChangeRun : IDisposable
{
    /// <summary>The longest run in bytes.</summary>
    public const int MaxBytes = int.MaxValue - 64;

    private readonly byte[]? _array;
    private readonly IMappedRegion? _region;
    private readonly ChangeRunHeader _header;
    private readonly ChangeRunSections _sections;
    private readonly AdjacencyIndexes _adjacency;
    private RunFilters? _filters;
    private ChangedKeys? _nodeKeys;

    private ChangeRun(
        byte[]? array,
        IMappedRegion? region,
        string source,
        bool isTrusted = false,
        RunBalance? known = null
    )
    {
        _array = array;
        _region = region;
        _header = ChangeRunFormat.ReadHeader(Bytes, source);
        _sections = ChangeRunFormat.Locate(_header, Bytes.Length, source);
        if (!isTrusted)
        {
            ChangeRunFormat.Validate(this, source);
        }
        var names = TokenBytes;
        Tokens = ChangeRunFormat.ReadTokens(ref names, source);
        SchemaChanges =
            _header.Magic == ChangeRunHeader.MagicWithSchema
                ? SchemaCodec.Decode(names, source)
                : [];
        Indexes = new RunIndexes();
        _adjacency = new AdjacencyIndexes();
        Labelled = new LabelPlaces();
        (NodeBalance, RelationshipBalance, MayChangeLabels) = known ?? CountBalance();
        if (array is not null)
        {
            Prepare();
        }
    }

    private ChangeRun(byte[] array, ChangeRun same, TokenTable tokens)
    {
        const string Source = "a change run";
        _array = array;
        _header = ChangeRunFormat.ReadHeader(array, Source);
        _sections = ChangeRunFormat.Locate(_header, array.Length, Source);
        Tokens = tokens;
        SchemaChanges = same.SchemaChanges;
        Indexes = same.Indexes;
        _filters = same._filters;
        _adjacency = same._adjacency;
        Labelled = same.Labelled;
        MayChangeLabels = same.MayChangeLabels;
        NodeBalance = same.NodeBalance;
        RelationshipBalance = same.RelationshipBalance;
    }

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes =>
        _array is not null ? _array : new ReadOnlySpan<byte>(_region!.Pointer, (int)_region.Length);

    /// <summary>All bytes of a run that is in memory.</summary>
    public ReadOnlyMemory<byte> Memory => _array;

    /// <summary>The file of the store that it is, where it came into the delta as one; null for a run that a transaction made, and for patches.</summary>
    public PatchFile? Adopted { get; init; }

    /// <summary>How much memory it uses, with its entries in indexes, and its relationships by their ends and its nodes by label, that were asked for. What is mapped is not in memory.</summary>
    public long MemoryBytes =>
        (_array?.Length ?? 0) + Indexes.Bytes + _adjacency.Bytes + Labelled.Bytes;

    /// <summary>The nodes touched, by id.</summary>
    public ReadOnlySpan<NodeEntry> Nodes => NodesAndSentinel[.._header.NodeCount];

    /// <summary>The relationships touched, by id.</summary>
    public ReadOnlySpan<RelationshipEntry> Relationships =>
        RelationshipsAndSentinel[.._header.RelationshipCount];

    /// <summary>Indexes of created and deleted relationships by (start, type, end, id).</summary>
    public ReadOnlySpan<int> Outgoing => Section<int>(_sections.Outgoing, _header.AdjacencyCount);

    /// <summary>Indexes of created and deleted relationships by (end, type, start, id).</summary>
    public ReadOnlySpan<int> Incoming => Section<int>(_sections.Incoming, _header.AdjacencyCount);

    /// <summary>How counts change.</summary>
    public ReadOnlySpan<CountEntry> Counts =>
        Section<CountEntry>(_sections.Counts, _header.CountCount);

    /// <summary>By how much there are more nodes with the run than without.</summary>
    public long NodeBalance { get; }

    /// <summary>Whether it creates or deletes nodes or changes labels; if not, which nodes there are with a label is not its concern.</summary>
    public bool MayChangeLabels { get; }

    /// <summary>By how much there are more relationships with the run than without.</summary>
    public long RelationshipBalance { get; }

    /// <summary>Names that are new with this run; they follow those there before.</summary>
    public TokenTable Tokens { get; }

    /// <summary>How indexes and constraints change.</summary>
    public IReadOnlyList<SchemaChange> SchemaChanges { get; }

    /// <summary>The run's entries in indexes, as far as they were asked for.</summary>
    public RunIndexes Indexes { get; }

    /// <summary>The run's nodes by the labels that they get or lose.</summary>
    public LabelPlaces Labelled { get; }

    /// <summary>One above the highest node id given so far.</summary>
    public long NodeIdLimit => _header.NodeIdLimit;

    /// <summary>One above the highest relationship id given so far.</summary>
    public long RelationshipIdLimit => _header.RelationshipIdLimit;

    /// <summary>Which nodes may be touched.</summary>
    public IdFilter NodeFilter => Filters.Nodes;

    /// <summary>Which relationships may be touched.</summary>
    public IdFilter RelationshipFilter => Filters.Relationships;

    /// <summary>Which nodes may be the start of a created or deleted relationship.</summary>
    public IdFilter OutgoingFilter => Filters.Outgoing;

    /// <summary>Which nodes may be the end of a created or deleted relationship.</summary>
    public IdFilter IncomingFilter => Filters.Incoming;

    internal ReadOnlySpan<NodeEntry> NodesAndSentinel =>
        Section<NodeEntry>(_sections.Nodes, _header.NodeCount + 1);

    internal ReadOnlySpan<LabelEntry> AllLabels =>
        Section<LabelEntry>(_sections.Labels, _header.LabelCount);

    internal ReadOnlySpan<PropertyEntry> AllNodeProperties =>
        Section<PropertyEntry>(_sections.NodeProperties, _header.NodePropertyCount);

    internal ReadOnlySpan<RelationshipEntry> RelationshipsAndSentinel =>
        Section<RelationshipEntry>(_sections.Relationships, _header.RelationshipCount + 1);

    internal ReadOnlySpan<PropertyEntry> AllRelationshipProperties =>
        Section<PropertyEntry>(_sections.RelationshipProperties, _header.RelationshipPropertyCount);

    internal ReadOnlySpan<byte> AllValues => Section<byte>(_sections.Values, _header.ValueBytes);

    // A run in a file has them when it is first asked for an entity: many a one is only passed on, or replaced before.
    private RunFilters Filters => Volatile.Read(ref _filters) ?? Prepare();

    private ReadOnlySpan<byte> TokenBytes => Section<byte>(_sections.Tokens, _header.TokenBytes);

    /// <summary>A run over bytes in memory, owned by the run from now on.</summary>
    /// <exception cref="CorruptionException">The bytes are no run.</exception>
    public static ChangeRun Open(byte[] bytes, string source) => new(bytes, null, source);

    /// <summary>A run over a mapped file, which it owns from now on.</summary>
    /// <exception cref="CorruptionException">The bytes are no run.</exception>
    public static ChangeRun Open(IMappedRegion region, string source) => new(null, region, source);

    /// <summary>A run over a mapped file that a commit consists of; it owns the map from now on.</summary>
    /// <exception cref="CorruptionException">The bytes are no run.</exception>
    public static ChangeRun Open(IMappedRegion region, string source, PatchFile adopted) =>
        new(null, region, source) { Adopted = adopted };

    /// <summary>A run over a mapped file that this process has just written: it is not checked. The run owns the map from now on.</summary>
    public static ChangeRun OpenWritten(IMappedRegion region, string source) =>
        new(null, region, source, isTrusted: true);

    /// <summary>
    /// A run over a mapped file that this process has just written, and which is a commit from now on: it is not checked, nor gone through. The run owns the map from now on.
    /// </summary>
    public static ChangeRun OpenWritten(
        IMappedRegion region,
        string source,
        PatchFile adopted,
        RunBalance balance
    ) => new(null, region, source, isTrusted: true, balance) { Adopted = adopted };

    /// <summary>Makes what tells at once that the run has nothing to say of an id, so that whoever asks first need not.</summary>
    public RunFilters Prepare()
    {
        var filters = new RunFilters(this);
        return Interlocked.CompareExchange(ref _filters, filters, null) ?? filters;
    }

    /// <summary>The same changes with other count differences. The run must be in memory.</summary>
    public ChangeRun With(ReadOnlySpan<CountEntry> counts) => With(Tokens, counts);

    /// <summary>The same changes with other new names. The run must be in memory.</summary>
    public ChangeRun With(TokenTable tokens) => With(tokens, Counts);

    /// <summary>Finds a node's entry; false when the run does not touch it.</summary>
    public bool TryFindNode(long node, out int index)
    {
        index = -1;
        if (!NodeFilter.MayContain(node))
        {
            return false;
        }
        var nodes = Nodes;
        int low = 0;
        int high = nodes.Length - 1;
        while (low <= high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            long id = nodes[middle].Id;
            if (id == node)
            {
                index = middle;
                return true;
            }
            if (id < node)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        return false;
    }

    /// <summary>The indexes of the nodes from one id to another (inclusive).</summary>
    public Range NodesBetween(long first, long last)
    {
        int from = FirstNodeFrom(first);
        return from..(last == long.MaxValue ? Nodes.Length : FirstNodeFrom(last + 1));
    }

    /// <summary>Whether the node at an index is created, deleted, or has other labels than before.</summary>
    public bool ChangesLabelsOf(int index)
    {
        var nodes = NodesAndSentinel;
        return nodes[index].Flags != EntityFlags.None
            || nodes[index].FirstLabel != nodes[index + 1].FirstLabel;
    }

    /// <summary>Whether any node may have another value of a property than before, or none any more. The first call goes through the nodes and their properties.</summary>
    public bool MayChangeNodeProperty(int key)
    {
        var keys = Volatile.Read(ref _nodeKeys);
        if (keys is null)
        {
            keys = new ChangedKeys(this);
            Volatile.Write(ref _nodeKeys, keys);
        }
        return keys.Contains(key);
    }

    /// <summary>Finds a relationship's entry; false when the run does not touch it.</summary>
    public bool TryFindRelationship(long relationship, out int index)
    {
        index = -1;
        if (!RelationshipFilter.MayContain(relationship))
        {
            return false;
        }
        var relationships = Relationships;
        int low = 0;
        int high = relationships.Length - 1;
        while (low <= high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            long id = relationships[middle].Id;
            if (id == relationship)
            {
                index = middle;
                return true;
            }
            if (id < relationship)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        return false;
    }

    /// <summary>The label changes of the node at an index.</summary>
    public ReadOnlySpan<LabelEntry> LabelsOf(int index)
    {
        var nodes = NodesAndSentinel;
        return AllLabels[nodes[index].FirstLabel..nodes[index + 1].FirstLabel];
    }

    /// <summary>The property changes of the node at an index, by key.</summary>
    public ReadOnlySpan<PropertyEntry> NodePropertiesOf(int index)
    {
        var nodes = NodesAndSentinel;
        return AllNodeProperties[nodes[index].FirstProperty..nodes[index + 1].FirstProperty];
    }

    /// <summary>Whether the node at an index has another value of a property than before, or none any more.</summary>
    public bool ChangesNodeProperty(int index, int key)
    {
        foreach (ref readonly var change in NodePropertiesOf(index))
        {
            if (change.Key == key)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The property changes of the relationship at an index, by key.</summary>
    public ReadOnlySpan<PropertyEntry> RelationshipPropertiesOf(int index)
    {
        var relationships = RelationshipsAndSentinel;
        return AllRelationshipProperties[
            relationships[index].FirstProperty..relationships[index + 1].FirstProperty
        ];
    }

    /// <summary>The value of a property that was set.</summary>
    public ReadOnlySpan<byte> ValueOf(PropertyEntry property) =>
        AllValues.Slice(property.Offset, property.Length);

    /// <summary>The part of <see cref="Outgoing"/> or <see cref="Incoming"/> that concerns a node; direction is not Both.</summary>
    public ReadOnlySpan<int> AdjacencyOf(long node, bool outgoing)
    {
        if (!(outgoing ? OutgoingFilter : IncomingFilter).MayContain(node))
        {
            return [];
        }
        return ListOf(outgoing).Between(node, node);
    }

    /// <summary>The relationships that were created or deleted at a node; direction is not Both.</summary>
    public AdjacencyChanges ChangesAt(long node, bool outgoing) =>
        _adjacency.Of(this, outgoing) is { } index
            ? new(index.Of(node))
            : new(AdjacencyOf(node, outgoing), Relationships, outgoing);

    /// <summary>The relationships that were created or deleted at the nodes from one id to another (inclusive).</summary>
    public AdjacencyChanges ChangesAt(long first, long last, bool outgoing)
    {
        if (_adjacency.Of(this, outgoing) is { } index)
        {
            return new(index.Of(first, last));
        }
        return new(ListOf(outgoing).Between(first, last), Relationships, outgoing);
    }

    /// <summary>The part of <see cref="Outgoing"/> or <see cref="Incoming"/> that joins a node with another by a type; direction is not Both.</summary>
    public ReadOnlySpan<int> AdjacencyBetween(long node, int type, long neighbour, bool outgoing)
    {
        if (!(outgoing ? IncomingFilter : OutgoingFilter).MayContain(neighbour))
        {
            return [];
        }
        var list = ListOf(outgoing);
        var indexes = AdjacencyOf(node, outgoing);
        int from = list.LowerBound(indexes, (node, type, neighbour));
        int to = list.LowerBound(indexes[from..], (node, type, neighbour + 1));
        return indexes.Slice(from, to);
    }

    /// <summary>Adds the types of the relationships that the run created or deleted at a node.</summary>
    public void AddAdjacencyTypes(long node, bool outgoing, SortedSet<int> types)
    {
        var list = ListOf(outgoing);
        var rest = AdjacencyOf(node, outgoing);
        while (!rest.IsEmpty)
        {
            int type = Relationships[rest[0]].Type;
            types.Add(type);
            rest = rest[list.LowerBound(rest, (node, type + 1, long.MinValue))..];
        }
    }

    /// <summary>Lets the system take back the memory of what was read of a mapped file; it is read again when it is needed.</summary>
    public void Forget() => _region?.Forget();

    /// <inheritdoc/>
    public void Dispose() => _region?.Dispose();

    private RunBalance CountBalance()
    {
        long nodes = 0;
        long relationships = 0;
        bool mayChangeLabels = _header.LabelCount > 0;
        foreach (ref readonly var node in Nodes)
        {
            nodes += Balance(node.Flags);
            mayChangeLabels |= node.Flags != EntityFlags.None;
        }
        foreach (ref readonly var relationship in Relationships)
        {
            relationships += Balance(relationship.Flags);
        }
        return new(nodes, relationships, mayChangeLabels);
    }

    private AdjacencyList ListOf(bool outgoing) =>
        outgoing
            ? new(Outgoing, Relationships, Filters.OutgoingFences, outgoing)
            : new(Incoming, Relationships, Filters.IncomingFences, outgoing);

    private int FirstNodeFrom(long id)
    {
        var nodes = Nodes;
        int low = 0;
        int high = nodes.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (nodes[middle].Id < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private static int Balance(EntityFlags flags) =>
        flags switch
        {
            EntityFlags.Created => 1,
            EntityFlags.Deleted => -1,
            _ => 0,
        };

    private ChangeRun With(TokenTable tokens, ReadOnlySpan<CountEntry> counts)
    {
        byte[] names = ChangeRunWriter.Encode(tokens);
        if (SchemaChanges.Count > 0)
        {
            names = [.. names, .. SchemaCodec.Encode(SchemaChanges)];
        }
        var header = _header with { CountCount = counts.Length, TokenBytes = names.Length };
        byte[] bytes = new byte[ChangeRunWriter.Length(header)];
        var rest = bytes.AsSpan();
        MemoryMarshal.Write(rest, header);
        Bytes[ChangeRunFormat.HeaderBytes.._sections.Counts]
            .CopyTo(rest[ChangeRunFormat.HeaderBytes..]);
        rest = rest[_sections.Counts..];
        MemoryMarshal.AsBytes(counts).CopyTo(rest);
        rest = rest[(counts.Length * Unsafe.SizeOf<CountEntry>())..];
        names.CopyTo(rest);
        AllValues.CopyTo(rest[names.Length..]);
        return new(bytes, this, tokens);
    }

    [SuppressMessage("Style", "IDE0051", Justification = "Used by all sections.")]
    private ReadOnlySpan<T> Section<T>(int offset, int count)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(Bytes.Slice(offset, count * Unsafe.SizeOf<T>()));
}
