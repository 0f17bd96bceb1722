using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// ShortestPath: searches breadth first from both ends, always on the side with fewer nodes at its edge, until the sides meet. Conditions on single steps
/// narrow the search; where a condition on the whole path refuses what is found, longer walks are tried.
/// </summary>
internal sealed class ShortestPathOperator : PathsOfRowsOperator<Value>
{
    private readonly QueryContext _context;
    private readonly PathSearchSettings _settings;
    private readonly int _listSlot;
    private readonly PathStepFilter _filter;
    private readonly SearchSide _left;
    private readonly SearchSide _right;
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
        _filter.Begin(input, row);
        if (!_filter.Allows(from) || !_filter.Allows(to))
        {
            yield break;
        }
        bool exists = false;
        bool found = false;
        foreach (var path in Shortest(from, to))
        {
            exists = true;
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
            int next = _left.Depth + _right.Depth + 1;
            var trails = new TrailEnumeration(_context, _settings, _filter);
            foreach (var path in trails.FindShortest(from, to, next))
            {
                yield return path;
            }
        }
    }

    private IEnumerable<Value> Shortest(long from, long to)
    {
        _left.Begin(from);
        _right.Begin(to);
        while (_left.Depth + _right.Depth < _settings.Maximum)
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
