using System.Runtime.InteropServices;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// How long the shortest circle through a node is whose relationships are walked either way, no relationship twice: breadth first from the node, each other node
/// with the relationship by which the way to it left the first one. Two ways that left by different ones and meet make a circle.
/// </summary>
internal sealed class CircleSearch(QueryContext context, ExpandStep step, WalkStepFilter filter)
{
    // A dictionary's entry and a list's element.
    private const long BytesPerNode = 72;

    private readonly FoundSteps _found = new();

    /// <summary>The length; null when there is no circle of at most so many steps.</summary>
    public int? LengthThrough(long first, int most)
    {
        var ways = new Dictionary<long, (long Branch, long Last, int Depth)>();
        var nodes = new List<long> { first };
        var expansion = step.Open(context);
        int levelStart = 0;
        int best = int.MaxValue;
        long charged = 0;
        for (int depth = 0; best == int.MaxValue && levelStart < nodes.Count; depth++)
        {
            int end = nodes.Count;
            for (int chunk = levelStart; chunk < end; chunk += Batch.Capacity)
            {
                int starts = Math.Min(Batch.Capacity, end - chunk);
                expansion.Start(CollectionsMarshal.AsSpan(nodes).Slice(chunk, starts));
                int count;
                while (
                    (count = expansion.Next(_found.Rows, _found.Relationships, _found.Neighbours))
                    > 0
                )
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    var from = CollectionsMarshal.AsSpan(nodes).Slice(chunk, starts);
                    count = filter.Keep(_found, count, from, isForward: true);
                    best = Math.Min(best, Meet(count, chunk, depth, (nodes, ways)));
                    context.Memory.Charge((BytesPerNode * nodes.Count) - charged);
                    charged = BytesPerNode * nodes.Count;
                }
            }
            levelStart = end;
            if (depth * 2L >= most)
            {
                break;
            }
        }
        context.Memory.Release(charged);
        return best <= most ? best : null;
    }

    private int Meet(
        int count,
        int chunk,
        int depth,
        (List<long> Nodes, Dictionary<long, (long Branch, long Last, int Depth)> Ways) reached
    )
    {
        int best = int.MaxValue;
        var (nodes, ways) = reached;
        for (int i = 0; i < count; i++)
        {
            long from = nodes[chunk + _found.Rows[i]];
            long to = _found.Neighbours[i];
            long relationship = _found.Relationships[i];
            var way = depth == 0 ? (Branch: relationship, Last: -1L, Depth: 0) : ways[from];
            if (relationship == way.Last)
            {
                continue;
            }
            if (to == nodes[0])
            {
                best = Math.Min(best, depth + 1);
            }
            else if (!ways.TryGetValue(to, out var other))
            {
                ways.Add(to, (way.Branch, relationship, depth + 1));
                nodes.Add(to);
            }
            else if (other.Branch != way.Branch)
            {
                best = Math.Min(best, depth + 1 + other.Depth);
            }
        }
        return best;
    }
}
