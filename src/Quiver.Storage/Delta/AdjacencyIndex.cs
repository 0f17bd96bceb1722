using System.Runtime.CompilerServices;

namespace Quiver.Storage.Delta;

/// <summary>
/// The relationships that a run created or deleted, by one of their ends, one behind the other in memory: an entry of the run itself is found through a list, and each step of the search
/// there misses the cache. Made for runs that are read often and not too large: patches and merged runs.
/// </summary>
/// <remarks>Immutable.</remarks>
internal sealed class AdjacencyIndex
{
    // Few are in the cache anyhow; of more the copy would take too much memory.
    private const int Least = 256;
    private const int Most = 1 << 19;

    private readonly AdjacencyChange[] _changes;
    private readonly int[] _firsts;
    private readonly NodePlaces _nodes;

    /// <summary>Makes the index of one direction of a run.</summary>
    public AdjacencyIndex(
        ReadOnlySpan<int> places,
        ReadOnlySpan<RelationshipEntry> entries,
        bool outgoing
    )
    {
        _changes = new AdjacencyChange[places.Length];
        var nodes = new List<long>();
        var firsts = new List<int>();
        for (int i = 0; i < _changes.Length; i++)
        {
            _changes[i] = AdjacencyChanges.Of(entries[places[i]], outgoing);
            if (nodes.Count == 0 || nodes[^1] != _changes[i].Node)
            {
                nodes.Add(_changes[i].Node);
                firsts.Add(i);
            }
        }
        firsts.Add(_changes.Length);
        _nodes = new NodePlaces([.. nodes]);
        _firsts = [.. firsts];
    }

    /// <summary>About how much memory it uses.</summary>
    public long Bytes =>
        (_changes.LongLength * Unsafe.SizeOf<AdjacencyChange>())
        + (_firsts.LongLength * sizeof(int))
        + _nodes.Bytes;

    /// <summary>Whether a run with so many created and deleted relationships has an index.</summary>
    public static bool Suits(int count) => count is >= Least and <= Most;

    /// <summary>The changes at a node.</summary>
    public ReadOnlySpan<AdjacencyChange> Of(long node)
    {
        int place = _nodes.IndexOf(node);
        return place < 0 ? [] : _changes.AsSpan(_firsts[place].._firsts[place + 1]);
    }

    /// <summary>The changes at the nodes from one id to another (inclusive).</summary>
    public ReadOnlySpan<AdjacencyChange> Of(long first, long last)
    {
        int from = _nodes.FirstFrom(first);
        int to = last == long.MaxValue ? _firsts.Length - 1 : _nodes.FirstFrom(last + 1);
        return _changes.AsSpan(_firsts[from].._firsts[to]);
    }
}
