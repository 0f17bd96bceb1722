using Quiver.Foundation.Kernels;
using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Reading;

/// <summary>
/// Answers about a node's relationships that need no walk over all of them: how many there are, and which lead to a certain node. The cost grows with what
/// runs changed there, and with the logarithm of what the base has: never with a hub's degree.
/// </summary>
/// <param name="generation">The base.</param>
/// <param name="runs">What lies over it.</param>
internal readonly struct AdjacencyLookup(Generation generation, RunStack runs)
{
    private const int ReadRows = 64;
    private const int MinBulkNodes = 8;

    private static readonly Comparer<RelationshipId> s_byId = Comparer<RelationshipId>.Create(
        static (a, b) => a.Value.CompareTo(b.Value)
    );

    /// <summary>How many relationships a node has. A loop counts once for Both.</summary>
    public long Degree(long node, Direction direction, ReadOnlySpan<RelationshipTypeId> types)
    {
        long degree = 0;
        if (direction != Direction.Incoming)
        {
            degree += Degree(node, outgoing: true, skipLoops: false, types);
        }
        if (direction != Direction.Outgoing)
        {
            degree += Degree(node, outgoing: false, direction == Direction.Both, types);
        }
        return degree;
    }

    /// <summary>How many ids at the front are neighbours in one segment.</summary>
    public int CountNeighbouring(ReadOnlySpan<long> nodes)
    {
        int inSegment = SegmentLayout.RowsPerSegment - SegmentLayout.RowOf(nodes[0]);
        var all = nodes[..Math.Min(nodes.Length, inSegment)];
        if (WordKernels.AreConsecutive(all))
        {
            return all.Length;
        }
        int count = 1;
        while (
            count < nodes.Length
            && nodes[count] == nodes[0] + count
            && SegmentLayout.RowOf(nodes[count]) != 0
        )
        {
            count++;
        }
        return count;
    }

    /// <summary>How many relationships each node has; of one type, the nodes are neighbours in one segment, or it is one node.</summary>
    public void ReadDegrees(
        ReadOnlySpan<long> nodes,
        Direction direction,
        ReadOnlySpan<RelationshipTypeId> types,
        Span<long> degrees
    )
    {
        bool isBulk = nodes.Length >= MinBulkNodes && nodes[0] >= 0 && direction != Direction.Both;
        if (isBulk)
        {
            generation.ReadDegrees(nodes[0], direction, types[0], degrees[..nodes.Length]);
            if (!runs.IsEmpty)
            {
                AddRuns(
                    nodes[0],
                    direction == Direction.Outgoing,
                    types[0],
                    degrees[..nodes.Length]
                );
            }
            return;
        }
        for (int i = 0; i < nodes.Length; i++)
        {
            degrees[i] = nodes[i] < 0 ? 0 : Degree(nodes[i], direction, types);
        }
    }

    // What runs say of neighbouring nodes lies together.
    private void AddRuns(long first, bool outgoing, RelationshipTypeId type, Span<long> degrees)
    {
        foreach (var run in runs.Runs)
        {
            var changes = run.ChangesAt(first, first + degrees.Length - 1, outgoing);
            for (int i = 0; i < changes.Count; i++)
            {
                var change = changes[i];
                if (change.Type == type.Value)
                {
                    degrees[(int)(change.Node - first)] += change.IsDeleted ? -1 : 1;
                }
            }
        }
    }

    /// <summary>Appends the relationships between two nodes, by type and id; outgoing ones means from the first to the second, and they come first.</summary>
    public void Find(
        (long From, long To) nodes,
        Direction direction,
        ReadOnlySpan<RelationshipTypeId> types,
        List<RelationshipId> result
    )
    {
        if (nodes.From < 0 || nodes.To < 0)
        {
            return;
        }
        if (direction != Direction.Incoming)
        {
            Find(nodes, outgoing: true, types, result);
        }
        bool isLoopFound = direction == Direction.Both && nodes.From == nodes.To;
        if (direction != Direction.Outgoing && !isLoopFound)
        {
            Find(nodes, outgoing: false, types, result);
        }
    }

    private long Degree(
        long node,
        bool outgoing,
        bool skipLoops,
        ReadOnlySpan<RelationshipTypeId> types
    )
    {
        var way = outgoing ? Direction.Outgoing : Direction.Incoming;
        long degree = 0;
        foreach (var type in types.IsEmpty ? TypesOfBase(node, way) : types)
        {
            degree += generation.Degree(node, way, type);
            if (skipLoops)
            {
                degree -= generation.Adjacency(node, way, type).Find(node).Count;
            }
        }
        // A relationship is created once, and deleted at most once: what runs say of it adds up.
        foreach (var run in runs.Runs)
        {
            var changes = run.ChangesAt(node, outgoing);
            for (int i = 0; i < changes.Count; i++)
            {
                var change = changes[i];
                bool isWanted =
                    types.IsEmpty || types.Contains(new RelationshipTypeId(change.Type));
                if (isWanted && !(skipLoops && change.Neighbour == node))
                {
                    degree += change.IsDeleted ? -1 : 1;
                }
            }
        }
        return degree;
    }

    private void Find(
        (long From, long To) nodes,
        bool outgoing,
        ReadOnlySpan<RelationshipTypeId> types,
        List<RelationshipId> result
    )
    {
        var way = outgoing ? Direction.Outgoing : Direction.Incoming;
        if (runs.IsEmpty || !types.IsEmpty)
        {
            foreach (var type in types.IsEmpty ? TypesOfBase(nodes.From, way) : types)
            {
                Find(nodes, outgoing, type, result);
            }
            return;
        }
        var all = new SortedSet<int>();
        foreach (var type in TypesOfBase(nodes.From, way))
        {
            all.Add(type.Value);
        }
        foreach (var run in runs.Runs)
        {
            run.AddAdjacencyTypes(nodes.From, outgoing, all);
        }
        foreach (int type in all)
        {
            Find(nodes, outgoing, new RelationshipTypeId(type), result);
        }
    }

    private void Find(
        (long From, long To) nodes,
        bool outgoing,
        RelationshipTypeId type,
        List<RelationshipId> result
    )
    {
        int from = result.Count;
        HashSet<long>? deleted = null;
        foreach (var run in runs.Runs)
        {
            foreach (int index in run.AdjacencyBetween(nodes.From, type.Value, nodes.To, outgoing))
            {
                ref readonly var entry = ref run.Relationships[index];
                if ((entry.Flags & EntityFlags.Deleted) != EntityFlags.None)
                {
                    (deleted ??= []).Add(entry.Id);
                }
                else if (deleted?.Contains(entry.Id) != true)
                {
                    result.Add(new RelationshipId(entry.Id));
                }
            }
        }
        var way = outgoing ? Direction.Outgoing : Direction.Incoming;
        var slice = generation.Adjacency(nodes.From, way, type);
        var (at, count) = slice.Find(nodes.To);
        Span<long> ids = stackalloc long[ReadRows];
        while (count > 0)
        {
            int step = Math.Min(count, ids.Length);
            slice.ReadRelationships(at, ids[..step]);
            foreach (long id in ids[..step])
            {
                if (deleted?.Contains(id) != true)
                {
                    result.Add(new RelationshipId(id));
                }
            }
            at += step;
            count -= step;
        }
        if (result.Count - from > 1)
        {
            result.Sort(from, result.Count - from, s_byId);
        }
    }

    private ReadOnlySpan<RelationshipTypeId> TypesOfBase(long node, Direction way) =>
        generation.AdjacencyTypes(SegmentLayout.SegmentOf(node), way);
}
