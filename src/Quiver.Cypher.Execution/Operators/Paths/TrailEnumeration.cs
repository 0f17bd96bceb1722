using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// Walks between two nodes that repeat no relationship, the shorter ones first: what is left when a condition on the whole path refuses the shortest paths. Each
/// length is searched afresh, depth first, so that memory grows with the length only; the time may be exponential.
/// </summary>
internal sealed class TrailEnumeration(
    QueryContext context,
    PathSearchSettings settings,
    PathStepFilter filter
)
{
    private readonly List<Level> _levels = [];
    private Snapshot? _snapshot;

    // Whether some walk could have been one longer than the length at hand.
    private bool _isDeeper;

    /// <summary>The walks of the least length, from some length on, at which one satisfies the conditions on paths.</summary>
    public List<Value> FindShortest(long from, long to, int firstLength)
    {
        var found = new List<Value>();
        _isDeeper = true;
        for (int length = firstLength; length <= settings.Maximum && _isDeeper; length++)
        {
            _isDeeper = false;
            Search(from, to, length, found);
            if (found.Count > 0)
            {
                break;
            }
        }
        return found;
    }

    private void Search(long from, long to, int length, List<Value> found)
    {
        int depth = 0;
        if (!ReferenceEquals(_snapshot, context.Snapshot))
        {
            // The levels' cursors are over the graph before the statement changed it.
            _snapshot = context.Snapshot;
            _levels.Clear();
        }
        LevelAt(0).Start(from);
        while (depth >= 0)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var level = _levels[depth];
            if (!level.MoveNext())
            {
                depth--;
                continue;
            }
            if (IsOnWalk(depth, level.Relationship))
            {
                continue;
            }
            if (depth + 1 < length)
            {
                depth++;
                LevelAt(depth).Start(level.Node);
                continue;
            }
            _isDeeper = true;
            if (level.Node == to)
            {
                Offer(length, found);
                if (found.Count > 0 && !settings.IsAll)
                {
                    return;
                }
            }
        }
    }

    private void Offer(int length, List<Value> found)
    {
        var relationships = new Value[length];
        for (int i = 0; i < length; i++)
        {
            relationships[i] = Value.Relationship(
                new Model.RelationshipId(_levels[i].Relationship)
            );
        }
        var path = Value.List(relationships);
        if (filter.Allows(path))
        {
            context.Memory.EnsureAvailable(ValueMemory.Of(path) * (found.Count + 1L));
            found.Add(path);
        }
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
            _levels.Add(new Level(settings.Step.Open(context), filter));
        }
        return _levels[depth];
    }

    /// <summary>The continuations of a walk at one of its nodes.</summary>
    private sealed class Level(Expansion expansion, PathStepFilter filter)
    {
        public const long Bytes = Batch.Capacity * 20;

        private readonly int[] _rows = new int[Batch.Capacity];
        private readonly long[] _relationships = new long[Batch.Capacity];
        private readonly long[] _nodes = new long[Batch.Capacity];
        private int _count;
        private int _at;

        public long Relationship => _relationships[_at];

        public long Node => _nodes[_at];

        public void Start(long node)
        {
            expansion.Start([node]);
            _count = 0;
            _at = -1;
        }

        public bool MoveNext()
        {
            while (++_at >= _count)
            {
                int found = expansion.Next(_rows, _relationships, _nodes);
                if (found == 0)
                {
                    _count = 0;
                    _at = -1;
                    return false;
                }
                _count = filter.Keep(
                    _rows.AsSpan(0, found),
                    _relationships.AsSpan(0, found),
                    _nodes.AsSpan(0, found)
                );
                _at = -1;
            }
            return true;
        }
    }
}
