using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// Walks over different relationships of a given length, depth first, where it is known how far each node is from the end: what is left when all nodes have been
/// reached and still more walks are wanted. The time may be exponential; memory grows with the length only.
/// </summary>
internal sealed class LongWalks(
    QueryContext context,
    ExpandStep step,
    IStepFilter filter,
    INodeDistances distances
)
{
    private readonly List<Level> _levels = [];
    private Snapshot? _snapshot;

    /// <summary>Whether some walk could have been longer than those looked for last.</summary>
    public bool IsLonger { get; private set; }

    /// <summary>The walks of just so many steps.</summary>
    public IEnumerable<FoundWalk> OfLength(long from, long to, int length)
    {
        IsLonger = false;
        if (!ReferenceEquals(_snapshot, context.Snapshot))
        {
            // The levels' cursors are over the graph before the statement changed it.
            _snapshot = context.Snapshot;
            _levels.Clear();
        }
        int depth = 0;
        LevelAt(0).Start(from);
        while (depth >= 0)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var level = _levels[depth];
            if (!level.MoveNext(filter))
            {
                depth--;
                continue;
            }
            int left = distances.DepthOf(level.Node);
            if (left < 0 || IsOnWalk(depth, level.Relationship))
            {
                continue;
            }
            if (depth + 1 + left > length)
            {
                IsLonger = true;
            }
            else if (depth + 1 < length)
            {
                depth++;
                LevelAt(depth).Start(level.Node);
            }
            else
            {
                IsLonger = true;
                if (level.Node == to)
                {
                    yield return Walk(from, length);
                }
            }
        }
    }

    private FoundWalk Walk(long from, int length)
    {
        long[] nodes = new long[length + 1];
        long[] relationships = new long[length];
        nodes[0] = from;
        for (int i = 0; i < length; i++)
        {
            nodes[i + 1] = _levels[i].Node;
            relationships[i] = _levels[i].Relationship;
        }
        return new FoundWalk(nodes, relationships);
    }

    private bool IsOnWalk(int depth, long relationship)
    {
        for (int i = 0; i < depth; i++)
        {
            if (_levels[i].Relationship == relationship)
            {
                return true;
            }
        }
        return false;
    }

    private Level LevelAt(int depth)
    {
        if (depth == _levels.Count)
        {
            context.Memory.EnsureAvailable((long)(depth + 1) * Level.Bytes);
            _levels.Add(new Level(step.Open(context)));
        }
        return _levels[depth];
    }

    /// <summary>The continuations of a walk at one of its nodes.</summary>
    private sealed class Level(Expansion expansion)
    {
        public const long Bytes = Batch.Capacity * 20;

        private readonly FoundSteps _found = new();
        private readonly long[] _start = new long[1];
        private int _count;
        private int _at;

        public long Relationship => _found.Relationships[_at];

        public long Node => _found.Neighbours[_at];

        public void Start(long node)
        {
            _start[0] = node;
            expansion.Start(_start);
            _count = 0;
            _at = -1;
        }

        public bool MoveNext(IStepFilter filter)
        {
            while (++_at >= _count)
            {
                int found = expansion.Next(_found.Rows, _found.Relationships, _found.Neighbours);
                if (found == 0)
                {
                    _count = 0;
                    _at = -1;
                    return false;
                }
                _count = filter.Keep(_found, found, _start, isForward: true);
                _at = -1;
            }
            return true;
        }
    }
}
