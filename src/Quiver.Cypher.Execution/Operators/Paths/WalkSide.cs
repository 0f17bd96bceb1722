using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// One side of a search for walks from both ends. Level n has the nodes to which walks of just n steps lead, each once, with all steps that lead to it from
/// the level before: a node can be in many levels. A place is a node in a level.
/// </summary>
internal sealed class WalkSide(
    QueryContext context,
    ExpandStep step,
    WalkStepFilter filter,
    FoundSteps found,
    bool isForward
) : INodeDistances
{
    // A place's two numbers, a node's entry in the table and its two numbers, and a step.
    private const long BytesPerPlace = 24;
    private const long BytesPerNode = 48;
    private const long BytesPerStep = 32;

    // A table that has grown far beyond it is not kept for the next search.
    private const int InitialPlaces = 1 << 8;
    private const long MostKeptBytes = 1 << 16;

    private readonly List<long> _nodes = [];
    private readonly List<int> _firstSteps = [];
    private readonly List<(int From, long Relationship, int Next)> _steps = [];
    private readonly StepCursor _cursor = new(step);

    // Of each node its number; by number the first level that it is in, and its newest place.
    private readonly List<int> _depths = [];
    private readonly List<int> _newestPlaces = [];
    private WordIndex _numbers = new(InitialPlaces);
    private int _levelStart;
    private long _chargedBytes;

    /// <summary>The number of the newest level.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether the newest level has no node that no level before has: all nodes that can be reached are known.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>How many nodes the newest level has.</summary>
    public int FrontierCount => _nodes.Count - _levelStart;

    /// <summary>The first place of the newest level; the others follow it.</summary>
    public int FrontierStart => _levelStart;

    /// <summary>Forgets everything and begins at a node.</summary>
    public void Begin(long node)
    {
        Clear();
        AddPlace(NumberOf(node), node);
    }

    /// <summary>Gives the memory back.</summary>
    public void Clear()
    {
        if (_numbers.MemoryBytes > MostKeptBytes)
        {
            _numbers = new WordIndex(InitialPlaces);
        }
        _numbers.Clear();
        _nodes.Clear();
        _firstSteps.Clear();
        _steps.Clear();
        _depths.Clear();
        _newestPlaces.Clear();
        Depth = 0;
        IsComplete = false;
        _levelStart = 0;
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }

    /// <summary>The node of a place.</summary>
    public long NodeAt(int place) => _nodes[place];

    /// <summary>The first of the steps that lead to a place; -1 for none.</summary>
    public int FirstStepTo(int place) => _firstSteps[place];

    /// <summary>A step: the place that it comes from, its relationship, and the next step that leads to the same place, or -1.</summary>
    public (int From, long Relationship, int Next) StepAt(int index) => _steps[index];

    /// <summary>A node's place in the newest level; -1 when it is not there.</summary>
    public int FindInFrontier(long node)
    {
        int number = _numbers.Find(node);
        return number >= 0 && _newestPlaces[number] >= _levelStart ? _newestPlaces[number] : -1;
    }

    /// <inheritdoc/>
    public int DepthOf(long node)
    {
        int number = _numbers.Find(node);
        return number < 0 ? -1 : _depths[number];
    }

    /// <summary>Reaches the next level, or only a part of it up to a node that another side's newest level has.</summary>
    /// <param name="other">The side at whose nodes it stops; null for none.</param>
    public void Expand(WalkSide? other)
    {
        var expansion = _cursor.Open(context);
        int start = _levelStart;
        int end = _nodes.Count;
        int known = _depths.Count;
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
                count = filter.Keep(found, count, from, isForward);
                if (Reach(chunk, count, other))
                {
                    return;
                }
                Charge();
            }
        }
        IsComplete = _depths.Count == known;
    }

    private bool Reach(int chunk, int count, WalkSide? other)
    {
        for (int i = 0; i < count; i++)
        {
            long node = found.Neighbours[i];
            int number = NumberOf(node);
            int place = _newestPlaces[number];
            bool isNew = place < _levelStart;
            if (isNew)
            {
                place = AddPlace(number, node);
            }
            _steps.Add((chunk + found.Rows[i], found.Relationships[i], _firstSteps[place]));
            _firstSteps[place] = _steps.Count - 1;
            if (isNew && other is not null && other.FindInFrontier(node) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    private int NumberOf(long node)
    {
        int number = _numbers.FindOrAdd(node, _depths.Count, out bool isNew);
        if (isNew)
        {
            _depths.Add(Depth);
            _newestPlaces.Add(-1);
        }
        return number;
    }

    private int AddPlace(int number, long node)
    {
        int place = _nodes.Count;
        _nodes.Add(node);
        _firstSteps.Add(-1);
        _newestPlaces[number] = place;
        return place;
    }

    private void Charge()
    {
        long bytes =
            (_nodes.Count * BytesPerPlace)
            + (_depths.Count * BytesPerNode)
            + (_steps.Count * BytesPerStep);
        context.Memory.Charge(bytes - _chargedBytes);
        _chargedBytes = bytes;
    }
}
