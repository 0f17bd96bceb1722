using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// One side of a search from both ends: the nodes reached from its end, level by level, each with the steps that reached it first. A node has one step, or
/// all those of its level where all shortest paths are wanted.
/// </summary>
internal sealed class SearchSide(
    QueryContext context,
    ExpandStep step,
    PathStepFilter filter,
    FoundSteps found,
    bool keepsAll
) : INodeDistances
{
    // A dictionary's entry and the arrays' elements for a node, and a list's element for a step.
    private const long BytesPerNode = 64;
    private const long BytesPerStep = 24;

    // A table that has grown far beyond it is not kept for the next search.
    private const int InitialPlaces = 1 << 8;
    private const long MostKeptBytes = 1 << 16;

    private readonly List<long> _nodes = [];
    private readonly List<int> _depths = [];
    private readonly List<int> _firstSteps = [];
    private readonly List<(int From, long Relationship, int Next)> _steps = [];
    private readonly StepCursor _cursor = new(step);
    private readonly List<long> _meetings = [];
    private WordIndex _indexes = new(InitialPlaces);
    private long _chargedBytes;
    private int _levelStart;

    /// <summary>How many levels were expanded.</summary>
    public int Depth { get; private set; }

    /// <summary>How many nodes the newest level has.</summary>
    public int FrontierCount => _nodes.Count - _levelStart;

    /// <summary>Forgets everything and begins at a node.</summary>
    public void Begin(long node)
    {
        Clear();
        _indexes.FindOrAdd(node, 0, out _);
        Add(node, depth: 0);
    }

    /// <summary>Gives the memory back.</summary>
    public void Clear()
    {
        if (_indexes.MemoryBytes > MostKeptBytes)
        {
            _indexes = new WordIndex(InitialPlaces);
        }
        _indexes.Clear();
        _meetings.Clear();
        _nodes.Clear();
        _depths.Clear();
        _firstSteps.Clear();
        _steps.Clear();
        Depth = 0;
        _levelStart = 0;
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }

    /// <inheritdoc/>
    public int DepthOf(long node)
    {
        int index = _indexes.Find(node);
        return index < 0 ? -1 : _depths[index];
    }

    /// <summary>Begins at a node and reaches all nodes within some distance.</summary>
    public void ReachAll(long node, int distance)
    {
        Begin(node);
        while (FrontierCount > 0 && Depth < distance)
        {
            ExpandTowards(other: null);
        }
    }

    /// <summary>Reaches the next level; only up to the first node that another side has reached, too, where one path is enough.</summary>
    /// <param name="other">The other side; null for none.</param>
    /// <returns>The nodes of the level that the other side has reached.</returns>
    public List<long> ExpandTowards(SearchSide? other)
    {
        _meetings.Clear();
        var expansion = _cursor.Open(context);
        int start = _levelStart;
        int end = _nodes.Count;
        _levelStart = end;
        Depth++;
        for (int chunk = start; chunk < end; chunk += Batch.Capacity)
        {
            int starts = Math.Min(Batch.Capacity, end - chunk);
            expansion.Start(CollectionsMarshal.AsSpan(_nodes).Slice(chunk, starts));
            int count;
            while ((count = expansion.Next(found.Rows, found.Relationships, found.Neighbours)) > 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var from = CollectionsMarshal.AsSpan(_nodes).Slice(chunk, starts);
                count = filter.Keep(found, count, from, isForward: true);
                for (int i = 0; i < count; i++)
                {
                    Reach(
                        chunk + found.Rows[i],
                        found.Relationships[i],
                        found.Neighbours[i],
                        other
                    );
                    if (!keepsAll && _meetings.Count > 0)
                    {
                        return _meetings;
                    }
                }
                Charge();
            }
        }
        return _meetings;
    }

    /// <summary>The lists of relationships that lead from this side's end to a node that it has reached, in order of walking.</summary>
    public IEnumerable<long[]> PathsTo(long node)
    {
        int target = _indexes.Find(node);
        int length = _depths[target];
        long[] path = new long[length];
        // For each place of the path, from the back, the step that is chosen there, and the node that it leads to.
        int[] chosen = new int[length];
        int place = length - 1;
        if (length == 0)
        {
            yield return path;
            yield break;
        }
        chosen[place] = _firstSteps[target];
        while (true)
        {
            if (chosen[place] < 0)
            {
                place++;
                if (place == length)
                {
                    yield break;
                }
                chosen[place] = _steps[chosen[place]].Next;
                continue;
            }
            var step = _steps[chosen[place]];
            path[place] = step.Relationship;
            if (place > 0)
            {
                place--;
                chosen[place] = _firstSteps[step.From];
                continue;
            }
            yield return (long[])path.Clone();
            chosen[place] = step.Next;
        }
    }

    private void Reach(int from, long relationship, long node, SearchSide? other)
    {
        int index = _indexes.FindOrAdd(node, _nodes.Count, out bool isNew);
        if (isNew)
        {
            Add(node, Depth);
            // What both sides have reached and did not find before is at the edge of both.
            if (other is not null && other._indexes.Find(node) >= 0)
            {
                _meetings.Add(node);
            }
        }
        else if (!keepsAll || _depths[index] != Depth)
        {
            return;
        }
        _steps.Add((from, relationship, _firstSteps[index]));
        _firstSteps[index] = _steps.Count - 1;
    }

    private void Add(long node, int depth)
    {
        _nodes.Add(node);
        _depths.Add(depth);
        _firstSteps.Add(-1);
    }

    private void Charge()
    {
        long bytes = (_nodes.Count * BytesPerNode) + (_steps.Count * BytesPerStep);
        context.Memory.Charge(bytes - _chargedBytes);
        _chargedBytes = bytes;
    }
}
