using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Keys;
using Quiver.Cypher.Execution.Operators.Paths;
using Quiver.Model;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// The nodes that walks over different relationships lead to from one node, each once, found breadth first and only as far as is asked for. Every
/// node but the first is met first by a walk without detours, which repeats nothing; the first one is its own neighbour at the end of
/// the shortest circle through it, which <see cref="_closing"/> looks for.
/// </summary>
internal sealed class ReachableNodes(
    QueryContext context,
    ExpandStep step,
    PathStepFilter filter,
    int minimum,
    int maximum
)
{
    private readonly NodeSet _seen = new(context.Memory);
    private readonly List<long> _found = [];
    private readonly int[] _rows = new int[Batch.Capacity];
    private readonly long[] _relationships = new long[Batch.Capacity];
    private readonly long[] _neighbours = new long[Batch.Capacity];
    private readonly StepCursor _cursor = new(step);

    // Where relationships are followed both ways: for each node met the relationship by which its walk left the first one, and the walk's length.
    private readonly Dictionary<long, (long Branch, int Depth)> _closing = [];
    private int _depth;
    private int _levelStart;
    private long _chargedBytes;

    /// <summary>The nodes found so far, nearest first; grows with <see cref="Advance"/>.</summary>
    public IReadOnlyList<long> Found => _found;

    /// <summary>The node from which it is searched; -1 for none.</summary>
    public long First { get; private set; } = -1;

    /// <summary>Whether the node from which it is searched is among those found.</summary>
    public bool IsFirstFound { get; private set; }

    private bool LooksForCircles => step.Direction == Direction.Both && !IsFirstFound;

    /// <summary>Begins at a node.</summary>
    public void Begin(long node)
    {
        Clear();
        First = node;
        _seen.Add(node);
        _found.Add(node);
        IsFirstFound = minimum == 0;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _seen.Clear();
        _found.Clear();
        _closing.Clear();
        First = -1;
        _depth = 0;
        _levelStart = 0;
        IsFirstFound = false;
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }

    /// <summary>Whether a node is among those found.</summary>
    public bool Contains(long node) => node == First ? IsFirstFound : _seen.Contains(node);

    /// <summary>Goes one step further; false when there is nothing further.</summary>
    public bool Advance()
    {
        int start = _levelStart;
        int end = _found.Count;
        if (_depth == maximum || start == end)
        {
            return false;
        }
        var expansion = _cursor.Open(context);
        _levelStart = end;
        for (int chunk = start; chunk < end; chunk += Batch.Capacity)
        {
            int count = Math.Min(Batch.Capacity, end - chunk);
            expansion.Start(CollectionsMarshal.AsSpan(_found).Slice(chunk, count));
            int next;
            while ((next = expansion.Next(_rows, _relationships, _neighbours)) > 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                next = filter.Keep(
                    _rows.AsSpan(0, next),
                    _relationships.AsSpan(0, next),
                    _neighbours.AsSpan(0, next)
                );
                Meet(chunk, next);
                Charge();
            }
        }
        _depth++;
        return true;
    }

    private void Meet(int chunk, int count)
    {
        for (int i = 0; i < count; i++)
        {
            long node = _neighbours[i];
            if (LooksForCircles)
            {
                LookForCircle(_found[chunk + _rows[i]], _relationships[i], node);
            }
            else if (node == First)
            {
                // Against its direction no relationship is walked back, so this closes a circle.
                IsFirstFound = true;
            }
            if (_seen.Add(node))
            {
                _found.Add(node);
            }
        }
    }

    // Two walks from the first node that begin with different relationships and meet make a circle through it.
    private void LookForCircle(long from, long relationship, long to)
    {
        long branch = from == First ? relationship : _closing[from].Branch;
        if (to == First)
        {
            IsFirstFound |= from == First || branch != relationship;
        }
        else if (!_closing.TryGetValue(to, out var met))
        {
            _closing.Add(to, (branch, _depth + 1));
        }
        else if (met.Branch != branch)
        {
            IsFirstFound |= _depth + 1 + met.Depth <= maximum;
        }
        if (IsFirstFound)
        {
            _closing.Clear();
        }
    }

    private void Charge()
    {
        // A list's element, which doubles when it grows, and a dictionary's entry.
        long bytes = (_found.Count * 2L * sizeof(long)) + (_closing.Count * 48L);
        context.Memory.Change(bytes - _chargedBytes);
        _chargedBytes = bytes;
    }
}
