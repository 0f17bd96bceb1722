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
        int from = result.Count;
        _deleted.Clear();
        foreach (var run in runs.Runs)
        {
            foreach (int index in run.AdjacencyOf(node, outgoing))
            {
                ref readonly var entry = ref run.Relationships[index];
                if ((entry.Flags & EntityFlags.Deleted) != EntityFlags.None)
                {
                    _deleted.Add(entry.Id);
                }
                else if (IsWanted(types, entry.Type) && !_deleted.Contains(entry.Id))
                {
                    Add(entry.Type, outgoing ? entry.End : entry.Start, entry.Id);
                }
            }
        }
        var way = outgoing ? Direction.Outgoing : Direction.Incoming;
        var wanted = types.IsEmpty
            ? generation.AdjacencyTypes(SegmentLayout.SegmentOf(node), way)
            : types;
        foreach (var type in wanted)
        {
            ReadBase(generation.Adjacency(node, way, type), type.Value);
        }
        result.Sort(from, result.Count - from, Comparer<AdjacentRelationship>.Default);

        void Add(int type, long neighbour, long relationship)
        {
            if (!(skipLoops && neighbour == node))
            {
                result.Add(new AdjacentRelationship(type, neighbour, relationship));
            }
        }

        void ReadBase(AdjacencySlice slice, int type)
        {
            for (int at = 0; at < slice.Count; at += ReadRows)
            {
                int count = Math.Min(ReadRows, slice.Count - at);
                slice.ReadNeighbours(at, _neighbours.AsSpan(0, count));
                slice.ReadRelationships(at, _relationships.AsSpan(0, count));
                for (int i = 0; i < count; i++)
                {
                    if (!_deleted.Contains(_relationships[i]))
                    {
                        Add(type, _neighbours[i], _relationships[i]);
                    }
                }
            }
        }
    }

    private static bool IsWanted(ReadOnlySpan<RelationshipTypeId> types, int type) =>
        types.IsEmpty || types.Contains(new RelationshipTypeId(type));
}
