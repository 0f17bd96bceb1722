namespace Quiver.Storage.Delta;

/// <summary>The relationships that a run created or deleted at one node or at some, by node, type, neighbour and id: out of the run's index, or read from its entries.</summary>
internal readonly ref struct AdjacencyChanges
{
    private readonly ReadOnlySpan<AdjacencyChange> _indexed;
    private readonly ReadOnlySpan<int> _places;
    private readonly ReadOnlySpan<RelationshipEntry> _entries;
    private readonly bool _outgoing;

    /// <summary>Changes of an index.</summary>
    public AdjacencyChanges(ReadOnlySpan<AdjacencyChange> indexed) => _indexed = indexed;

    /// <summary>Changes by their places among a run's entries.</summary>
    public AdjacencyChanges(
        ReadOnlySpan<int> places,
        ReadOnlySpan<RelationshipEntry> entries,
        bool outgoing
    )
    {
        _places = places;
        _entries = entries;
        _outgoing = outgoing;
    }

    /// <summary>How many there are.</summary>
    public int Count => _indexed.Length + _places.Length;

    /// <summary>One of them.</summary>
    public AdjacencyChange this[int index]
    {
        get
        {
            if (_indexed.Length > 0)
            {
                return _indexed[index];
            }
            ref readonly var entry = ref _entries[_places[index]];
            return Of(entry, _outgoing);
        }
    }

    /// <summary>A relationship as seen from its start, or from its end.</summary>
    public static AdjacencyChange Of(in RelationshipEntry entry, bool outgoing) =>
        new(
            outgoing ? entry.Start : entry.End,
            outgoing ? entry.End : entry.Start,
            entry.Id,
            entry.Type,
            (entry.Flags & EntityFlags.Deleted) != EntityFlags.None
        );
}
