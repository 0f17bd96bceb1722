using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// ShortestPath: searches breadth first from both ends, always on the side with fewer nodes at its edge, until the sides meet. Conditions on single steps
/// narrow the search, and what is asked of a path's length bounds it; where the shortest path is too short, or a condition on the whole path refuses it, longer
/// walks are tried, only over nodes from which the end is near enough.
/// </summary>
internal sealed class ShortestPathOperator : PathsOfRowsOperator<Value>
{
    private readonly QueryContext _context;
    private readonly PathSearchSettings _settings;
    private readonly int _listSlot;
    private readonly PathStepFilter _filter;
    private readonly SearchSide _left;
    private readonly SearchSide _right;
    private readonly LongWalks _longer;
    private readonly ColumnVector[] _limits;
    private Batch? _limited;
    private AnyVector _lists = new();

    public ShortestPathOperator(
        QueryContext context,
        Operator source,
        PathSearchSettings settings,
        OutputColumns output,
        int listSlot
    )
        : base(context, source, output)
    {
        _context = context;
        _settings = settings;
        _listSlot = listSlot;
        _filter = new PathStepFilter(context, settings);
        var step = settings.Step;
        bool keepsAll = settings.IsAll || settings.PathPredicates.Length > 0;
        var found = new FoundSteps();
        _left = new SearchSide(context, step, _filter, found, keepsAll);
        _right = new SearchSide(context, step.Reversed(), _filter, found, keepsAll);
        _longer = new LongWalks(context, step, _filter, _right);
        _limits = new ColumnVector[settings.LengthLimits.Length];
    }

    /// <inheritdoc/>
    protected override void EndSearch()
    {
        _left.Clear();
        _right.Clear();
    }

    /// <inheritdoc/>
    protected override void Append(Value path) => _lists.Append(path);

    /// <inheritdoc/>
    protected override void PutColumns(ColumnVector[] columns)
    {
        if (_listSlot >= 0)
        {
            columns[_listSlot] = _lists;
        }
    }

    /// <inheritdoc/>
    protected override void StartColumns() => _lists = new AnyVector();

    /// <summary>The paths, as lists of relationships.</summary>
    protected override IEnumerable<Value> Search(Batch input, int row)
    {
        long from = EntityColumn.NodesOf(input.Columns[_settings.Step.FromSlot])[row];
        long to = EntityColumn.NodesOf(input.Columns[_settings.Step.ToSlot])[row];
        if (from < 0 || to < 0 || VirtualEntities.IsVirtual(from) || VirtualEntities.IsVirtual(to))
        {
            yield break;
        }
        if (from == to)
        {
            throw RuntimeErrors.ShortestPathOfOneNode();
        }
        var lengths = Lengths(input, row);
        _filter.Begin(input, row);
        if (lengths.IsEmpty || !_filter.Allows(from) || !_filter.Allows(to))
        {
            yield break;
        }
        bool exists = false;
        bool found = false;
        foreach (var path in Shortest(from, to, lengths.Most))
        {
            exists = true;
            if (_left.Depth + _right.Depth < lengths.Least)
            {
                break;
            }
            if (_settings.PathPredicates.Length == 0 || _filter.Allows(path))
            {
                found = true;
                yield return path;
                if (!_settings.IsAll)
                {
                    yield break;
                }
            }
        }
        if (exists && !found)
        {
            int next = Math.Max(lengths.Least, _left.Depth + _right.Depth + 1);
            foreach (var path in Longer(from, to, lengths with { Least = next }))
            {
                yield return path;
            }
        }
    }

    private PathLengthRange Lengths(Batch input, int row)
    {
        var lengths = new PathLengthRange(1, _settings.Maximum);
        for (int i = 0; i < _limits.Length; i++)
        {
            var limit = _settings.LengthLimits[i];
            if (!ReferenceEquals(_limited, input))
            {
                _limits[i] = limit.Value.Evaluate(input, _context);
            }
            lengths = lengths.Where(limit.Operator, _limits[i][row]);
        }
        _limited = input;
        return lengths;
    }

    // The walks of the least length at which one satisfies the conditions on paths. Each length is searched for afresh; the time may be exponential.
    private List<Value> Longer(long from, long to, PathLengthRange lengths)
    {
        var found = new List<Value>();
        _left.Clear();
        _right.ReachAll(to, lengths.Most - 1);
        bool isLonger = true;
        for (
            long length = lengths.Least;
            isLonger && found.Count == 0 && length <= lengths.Most;
            length++
        )
        {
            foreach (var walk in _longer.OfLength(from, to, (int)length))
            {
                var path = walk.ListOf(WalkGroup.Relationships);
                if (!_filter.Allows(path))
                {
                    continue;
                }
                _context.Memory.EnsureAvailable(ValueMemory.Of(path) * (found.Count + 1L));
                found.Add(path);
                if (!_settings.IsAll)
                {
                    return found;
                }
            }
            isLonger = _longer.IsLonger;
        }
        return found;
    }

    private IEnumerable<Value> Shortest(long from, long to, int most)
    {
        _left.Begin(from);
        _right.Begin(to);
        while (_left.Depth + _right.Depth < most)
        {
            if (_left.FrontierCount == 0 || _right.FrontierCount == 0)
            {
                yield break;
            }
            bool isLeft = _left.FrontierCount <= _right.FrontierCount;
            var (side, other) = isLeft ? (_left, _right) : (_right, _left);
            var meetings = side.ExpandTowards(other);
            if (meetings.Count == 0)
            {
                continue;
            }
            foreach (long meeting in meetings)
            {
                foreach (long[] head in _left.PathsTo(meeting))
                {
                    foreach (long[] tail in _right.PathsTo(meeting))
                    {
                        yield return ListOf(head, tail);
                    }
                }
            }
            yield break;
        }
    }

    // The right side's steps were walked from the end.
    private static Value ListOf(long[] head, long[] tail)
    {
        var list = new Value[head.Length + tail.Length];
        for (int i = 0; i < head.Length; i++)
        {
            list[i] = Value.Relationship(new RelationshipId(head[i]));
        }
        for (int i = 0; i < tail.Length; i++)
        {
            list[^(i + 1)] = Value.Relationship(new RelationshipId(tail[i]));
        }
        return Value.List(list);
    }
}
