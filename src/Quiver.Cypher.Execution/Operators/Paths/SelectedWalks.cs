using Quiver.Cypher.Planning.Plans;
using Quiver.Model;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// The walks that a selector chooses between two nodes. Each side holds what can be reached in just so many steps, and the one with fewer nodes at its edge goes
/// one step further, so that each length has its turn: its walks are those through the nodes at both edges. When a side knows all that it can reach and more is
/// still wanted, longer walks are looked for depth first.
/// </summary>
internal sealed class SelectedWalks
{
    private readonly SelectedWalkSettings _settings;
    private readonly WalkSide _left;
    private readonly WalkSide _right;
    private readonly WalkJoin _join;
    private readonly CircleSearch _circles;
    private readonly LongWalks _longer;

    public SelectedWalks(QueryContext context, SelectedWalkSettings settings, WalkStepFilter filter)
    {
        _settings = settings;
        var step = settings.Step;
        var found = new FoundSteps();
        _left = new WalkSide(context, step, filter, found, isForward: true);
        _right = new WalkSide(context, step.Reversed(), filter, found, isForward: false);
        _join = new WalkJoin(context, _left, _right);
        _circles = new CircleSearch(context, step, filter);
        _longer = new LongWalks(context, step, filter, _right);
    }

    /// <summary>Gives the memory back.</summary>
    public void Clear()
    {
        _left.Clear();
        _right.Clear();
    }

    /// <summary>The chosen walks between two nodes, the short ones first.</summary>
    public IEnumerable<FoundWalk> Between(long from, long to)
    {
        bool byLength = _settings.Choice == PathChoice.Groups;
        bool isLengthFound = false;
        long chosen = 0;
        foreach (var walk in ByLength(from, to))
        {
            if (walk is not null)
            {
                isLengthFound = true;
                yield return walk;
            }
            chosen += (walk is null) == byLength && isLengthFound ? 1 : 0;
            if (chosen == _settings.Count)
            {
                yield break;
            }
            isLengthFound &= walk is not null;
        }
    }

    // All walks, and a null behind those of each length.
    private IEnumerable<FoundWalk?> ByLength(long from, long to)
    {
        _left.Begin(from);
        _right.Begin(to);
        int? least = LeastLength(from, to);
        bool isOneEnough =
            _settings is { Choice: PathChoice.Shortest, Count: 1, Minimum: <= 1 } && from != to;
        int length = 0;
        while (true)
        {
            if (length >= _settings.Minimum && (length == 0 || length >= least))
            {
                foreach (var walk in AtEdges())
                {
                    yield return walk;
                }
                yield return null;
            }
            if (length == _settings.Maximum || least is null || IsBeyondReach(from, to))
            {
                yield break;
            }
            if (_left.IsComplete || _right.IsComplete)
            {
                break;
            }
            bool isLeft = _left.FrontierCount <= _right.FrontierCount;
            var (side, other) = isLeft ? (_left, _right) : (_right, _left);
            side.Expand(isOneEnough ? other : null);
            length++;
        }
        foreach (var walk in Longer(from, to, length + 1))
        {
            yield return walk;
        }
    }

    // The fewest steps above 0 that a walk may have; null when there is none. There and back over the same relationships is no walk: without knowing whether there
    // is a circle at all, all such ways would be gone.
    private int? LeastLength(long from, long to) =>
        from == to && _settings.Step.Direction == Direction.Both && !_settings.IsAboutEnds
            ? _circles.LengthThrough(from, _settings.Maximum)
            : 1;

    private bool IsBeyondReach(long from, long to) =>
        _left.FrontierCount == 0
        || _right.FrontierCount == 0
        || (_left.IsComplete && _left.DepthOf(to) < 0)
        || (_right.IsComplete && _right.DepthOf(from) < 0);

    private IEnumerable<FoundWalk> AtEdges()
    {
        bool isLeft = _left.FrontierCount <= _right.FrontierCount;
        var (side, other) = isLeft ? (_left, _right) : (_right, _left);
        int end = side.FrontierStart + side.FrontierCount;
        for (int place = side.FrontierStart; place < end; place++)
        {
            int met = other.FindInFrontier(side.NodeAt(place));
            if (met < 0)
            {
                continue;
            }
            foreach (var walk in _join.Through(isLeft ? place : met, isLeft ? met : place))
            {
                yield return walk;
            }
        }
    }

    private IEnumerable<FoundWalk?> Longer(long from, long to, long length)
    {
        while (!_right.IsComplete && _right.FrontierCount > 0)
        {
            _right.Expand(other: null);
        }
        bool isLonger = true;
        for (; isLonger && length <= _settings.Maximum; length++)
        {
            foreach (var walk in _longer.OfLength(from, to, (int)length))
            {
                if (length >= _settings.Minimum)
                {
                    yield return walk;
                }
            }
            isLonger = _longer.IsLonger;
            yield return null;
        }
    }
}
