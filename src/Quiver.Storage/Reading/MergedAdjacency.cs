using System.Runtime.InteropServices;
using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Reading;

/// <summary>
/// Gathers the relationships of a node that runs touch: the base's without the deleted, and the created. The base's are read as for a node that nobody touched;
/// the few changes are looked up among them.
/// </summary>
/// <param name="generation">The base.</param>
/// <param name="runs">What lies over it.</param>
internal sealed class MergedAdjacency(Generation generation, RunStack runs)
{
    private const int InitialRows = 256;

    // With more the base's relationships are gone through once instead of searched for each.
    private const int MostSearched = 8;

    private readonly HashSet<long> _deletedIds = [];
    private readonly List<AdjacentRelationship> _deleted = [];
    private readonly List<AdjacentRelationship> _created = [];
    private long[] _neighbours = new long[InitialRows];
    private long[] _relationships = new long[InitialRows];

    /// <summary>How many relationships the node has.</summary>
    public int Count { get; private set; }

    /// <summary>The nodes at their other ends; valid until the next read.</summary>
    public ReadOnlySpan<long> Neighbours => _neighbours.AsSpan(0, Count);

    /// <summary>Their ids; valid until the next read.</summary>
    public ReadOnlySpan<long> Relationships => _relationships.AsSpan(0, Count);

    /// <summary>Reads a node's relationships: outgoing before incoming, each ordered by type, neighbour and id.</summary>
    /// <param name="node">The node.</param>
    /// <param name="direction">Which; for Both a loop comes once.</param>
    /// <param name="types">Which types; empty for all.</param>
    public void Read(long node, Direction direction, ReadOnlySpan<RelationshipTypeId> types)
    {
        Count = 0;
        if (direction != Direction.Incoming)
        {
            ReadOneWay(node, outgoing: true, skipLoops: false, types);
        }
        if (direction != Direction.Outgoing)
        {
            ReadOneWay(node, outgoing: false, direction == Direction.Both, types);
        }
    }

    /// <summary>Reads a node's relationships of one type; false when runs say nothing of these, so that the base's are the whole truth.</summary>
    /// <param name="node">The node.</param>
    /// <param name="way">The direction; not Both.</param>
    /// <param name="type">The type.</param>
    /// <param name="list">What there is, valid until the next read.</param>
    public bool TryRead(long node, Direction way, RelationshipTypeId type, out MergedList list)
    {
        Count = 0;
        CollectChanges(node, way == Direction.Outgoing, skipLoops: false, [type]);
        if (_created.Count == 0 && _deleted.Count == 0)
        {
            list = default;
            return false;
        }
        AppendBase(generation.Adjacency(node, way, type));
        RemoveDeleted(0, type.Value);
        Insert(0, CollectionsMarshal.AsSpan(_created));
        list = new(_neighbours, 0, _relationships, 0, Count);
        return true;
    }

    private void ReadOneWay(
        long node,
        bool outgoing,
        bool skipLoops,
        ReadOnlySpan<RelationshipTypeId> types
    )
    {
        CollectChanges(node, outgoing, skipLoops, types);
        var way = outgoing ? Direction.Outgoing : Direction.Incoming;
        var created = CollectionsMarshal.AsSpan(_created);
        foreach (var type in TypesInOrder(node, way, types))
        {
            created = AppendBefore(created, type.Value);
            int from = Count;
            AppendBase(generation.Adjacency(node, way, type));
            if (skipLoops)
            {
                var loops = generation.Adjacency(node, way, type).Find(node);
                Remove(from + loops.From, loops.Count);
            }
            RemoveDeleted(from, type.Value);
            int ofType = 0;
            while (ofType < created.Length && created[ofType].Type == type.Value)
            {
                ofType++;
            }
            Insert(from, created[..ofType]);
            created = created[ofType..];
        }
        Insert(Count, created);
    }

    /// <summary>Appends those of types that come before one; gives the rest.</summary>
    private Span<AdjacentRelationship> AppendBefore(Span<AdjacentRelationship> created, int type)
    {
        int before = 0;
        while (before < created.Length && created[before].Type < type)
        {
            before++;
        }
        Insert(Count, created[..before]);
        return created[before..];
    }

    private void AppendBase(AdjacencySlice slice)
    {
        Reserve(slice.Count);
        slice.ReadNeighbours(0, _neighbours.AsSpan(Count, slice.Count));
        slice.ReadRelationships(0, _relationships.AsSpan(Count, slice.Count));
        Count += slice.Count;
    }

    private void RemoveDeleted(int from, int type)
    {
        if (_deleted.Count > MostSearched)
        {
            foreach (var deleted in _deleted)
            {
                _deletedIds.Add(deleted.Relationship);
            }
            int kept = from;
            for (int i = from; i < Count; i++)
            {
                if (!_deletedIds.Contains(_relationships[i]))
                {
                    _neighbours[kept] = _neighbours[i];
                    _relationships[kept] = _relationships[i];
                    kept++;
                }
            }
            Count = kept;
            return;
        }
        foreach (var deleted in _deleted)
        {
            if (deleted.Type != type)
            {
                continue;
            }
            int at = Find(from, deleted);
            if (at < Count && _relationships[at] == deleted.Relationship)
            {
                Remove(at, 1);
            }
        }
    }

    /// <summary>Puts relationships of one order among those from a position on, the last ones first, so that each of those moves once.</summary>
    private void Insert(int from, ReadOnlySpan<AdjacentRelationship> created)
    {
        Reserve(created.Length);
        int end = Count;
        Count += created.Length;
        for (int i = created.Length - 1; i >= 0; i--)
        {
            int at = FindBefore(from, end, created[i]);
            int moved = end - at;
            Array.Copy(_neighbours, at, _neighbours, at + i + 1, moved);
            Array.Copy(_relationships, at, _relationships, at + i + 1, moved);
            _neighbours[at + i] = created[i].Neighbour;
            _relationships[at + i] = created[i].Relationship;
            end = at;
        }
    }

    private void Remove(int at, int count)
    {
        if (count > 0)
        {
            Array.Copy(_neighbours, at + count, _neighbours, at, Count - at - count);
            Array.Copy(_relationships, at + count, _relationships, at, Count - at - count);
            Count -= count;
        }
    }

    private int Find(int from, in AdjacentRelationship wanted) => FindBefore(from, Count, wanted);

    /// <summary>The first position in a stretch of one type that does not come before a relationship.</summary>
    private int FindBefore(int from, int end, in AdjacentRelationship wanted)
    {
        int low = from;
        int high = end;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            long neighbour = _neighbours[middle];
            bool isBefore =
                neighbour != wanted.Neighbour
                    ? neighbour < wanted.Neighbour
                    : _relationships[middle] < wanted.Relationship;
            if (isBefore)
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

    private void Reserve(int count)
    {
        if (Count + count > _neighbours.Length)
        {
            int length = Math.Max(Count + count, 2 * _neighbours.Length);
            Array.Resize(ref _neighbours, length);
            Array.Resize(ref _relationships, length);
        }
    }

    /// <summary>Gathers what runs deleted and, in order, what they created.</summary>
    private void CollectChanges(
        long node,
        bool outgoing,
        bool skipLoops,
        ReadOnlySpan<RelationshipTypeId> types
    )
    {
        if (_deletedIds.Count > 0)
        {
            _deletedIds.Clear();
        }
        _deleted.Clear();
        _created.Clear();
        foreach (var run in runs.Runs)
        {
            var changes = run.ChangesAt(node, outgoing);
            for (int i = 0; i < changes.Count; i++)
            {
                var change = changes[i];
                if (!IsWanted(types, change.Type))
                {
                    continue;
                }
                var relationship = new AdjacentRelationship(
                    change.Type,
                    change.Neighbour,
                    change.Relationship
                );
                if (change.IsDeleted)
                {
                    _deleted.Add(relationship);
                    if (runs.Runs.Length > 1)
                    {
                        // An older run may have created it.
                        _deletedIds.Add(change.Relationship);
                    }
                }
                else if (
                    (_deletedIds.Count == 0 || !_deletedIds.Contains(change.Relationship))
                    && !(skipLoops && change.Neighbour == node)
                )
                {
                    _created.Add(relationship);
                }
            }
        }
        if (_created.Count > 1)
        {
            _created.Sort();
        }
    }

    /// <summary>The wanted types, ascending, as the base's relationships come.</summary>
    private ReadOnlySpan<RelationshipTypeId> TypesInOrder(
        long node,
        Direction way,
        ReadOnlySpan<RelationshipTypeId> types
    )
    {
        if (types.Length <= 1)
        {
            return types.IsEmpty
                ? generation.AdjacencyTypes(SegmentLayout.SegmentOf(node), way)
                : types;
        }
        var ordered = types.ToArray();
        Array.Sort(ordered, static (a, b) => a.Value.CompareTo(b.Value));
        return ordered;
    }

    private static bool IsWanted(ReadOnlySpan<RelationshipTypeId> types, int type) =>
        types.IsEmpty || types.Contains(new RelationshipTypeId(type));
}
