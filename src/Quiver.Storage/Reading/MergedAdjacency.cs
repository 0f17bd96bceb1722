using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Reading;

/// <summary>Gathers the relationships of a node that runs touch: the base's without the deleted, and the created.</summary>
/// <param name="generation">The base.</param>
/// <param name="runs">What lies over it.</param>
internal sealed class MergedAdjacency(Generation generation, RunStack runs)
{
    private const int ReadRows = 1024;

    private readonly HashSet<long> _deleted = [];
    private readonly List<AdjacentRelationship> _created = [];
    private readonly long[] _neighbours = new long[ReadRows];
    private readonly long[] _relationships = new long[ReadRows];

    /// <summary>Appends the node's relationships: outgoing before incoming, each ordered by type, neighbour and id.</summary>
    /// <param name="node">The node.</param>
    /// <param name="direction">Which; for Both a loop comes once.</param>
    /// <param name="types">Which types; empty for all.</param>
    /// <param name="result">Where to.</param>
    public void Read(
        long node,
        Direction direction,
        ReadOnlySpan<RelationshipTypeId> types,
        List<AdjacentRelationship> result
    )
    {
        if (direction != Direction.Incoming)
        {
            ReadOneWay(node, outgoing: true, skipLoops: false, types, result);
        }
        if (direction != Direction.Outgoing)
        {
            ReadOneWay(node, outgoing: false, direction == Direction.Both, types, result);
        }
    }

    private void ReadOneWay(
        long node,
        bool outgoing,
        bool skipLoops,
        ReadOnlySpan<RelationshipTypeId> types,
        List<AdjacentRelationship> result
    )
    {
        CollectChanges(node, outgoing, skipLoops, types);
        var way = outgoing ? Direction.Outgoing : Direction.Incoming;
        int next = 0;
        foreach (var type in TypesInOrder(node, way, types))
        {
            var slice = generation.Adjacency(node, way, type);
            for (int at = 0; at < slice.Count; at += ReadRows)
            {
                int count = Math.Min(ReadRows, slice.Count - at);
                slice.ReadNeighbours(at, _neighbours.AsSpan(0, count));
                slice.ReadRelationships(at, _relationships.AsSpan(0, count));
                for (int i = 0; i < count; i++)
                {
                    bool isSkipped = skipLoops && _neighbours[i] == node;
                    if (isSkipped || _deleted.Contains(_relationships[i]))
                    {
                        continue;
                    }
                    var old = new AdjacentRelationship(
                        type.Value,
                        _neighbours[i],
                        _relationships[i]
                    );
                    while (next < _created.Count && _created[next].CompareTo(old) < 0)
                    {
                        result.Add(_created[next++]);
                    }
                    result.Add(old);
                }
            }
        }
        while (next < _created.Count)
        {
            result.Add(_created[next++]);
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
        _deleted.Clear();
        _created.Clear();
        foreach (var run in runs.Runs)
        {
            foreach (int index in run.AdjacencyOf(node, outgoing))
            {
                ref readonly var entry = ref run.Relationships[index];
                long neighbour = outgoing ? entry.End : entry.Start;
                if ((entry.Flags & EntityFlags.Deleted) != EntityFlags.None)
                {
                    _deleted.Add(entry.Id);
                }
                else if (
                    IsWanted(types, entry.Type)
                    && !_deleted.Contains(entry.Id)
                    && !(skipLoops && neighbour == node)
                )
                {
                    _created.Add(new AdjacentRelationship(entry.Type, neighbour, entry.Id));
                }
            }
        }
        _created.Sort();
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
