using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Apoc.Paths;

/// <summary>
/// One search from some nodes. Every path that it comes to is kept as its last relationship and the number of the path before, so that all paths are a tree; the numbers of those that are not yet
/// continued wait in a queue, or on a stack where each path is followed to its end first.
/// </summary>
/// <param name="call">The call: its memory and cancellation.</param>
/// <param name="options">How it goes.</param>
internal sealed class PathSearch(ProcedureInvocation call, PathOptions options) : IDisposable
{
    private const int Room = 1024;
    private const int NoPath = -1;

    // A step, the place where it waits, and its share of what was seen.
    private const long BytesPerStep = 80;
    private const int StepsPerCharge = 4096;

    private readonly List<Step> _steps = [];
    private readonly Queue<int> _queue = new();
    private readonly Stack<int> _stack = new();
    private readonly HashSet<long> _seen = [];
    private readonly int[] _rows = new int[Room];
    private readonly long[] _relationships = new long[Room];
    private readonly long[] _neighbours = new long[Room];
    private long _charged;

    /// <summary>The numbers of the paths found, as they are found.</summary>
    /// <remarks>Breadth first, a path is judged when it is come to, so that the queue holds none in vain. Depth first it is judged when its turn has come: what is found further down comes before it.</remarks>
    public IEnumerable<int> Run(IReadOnlyList<long> starts)
    {
        long room = options.Limit;
        var results = new List<int>();
        // The last of a stack comes first.
        foreach (long start in options.IsBreadthFirst ? starts : starts.Reverse())
        {
            Reach(new Step(start, Relationship: -1, NoPath, Length: 0), results);
        }
        while (true)
        {
            foreach (int result in results)
            {
                if (room-- == 0)
                {
                    yield break;
                }
                yield return result;
            }
            results.Clear();
            if (_queue.Count + _stack.Count == 0 || room == 0)
            {
                yield break;
            }
            call.Cancellation.ThrowIfCancellationRequested();
            int path = options.IsBreadthFirst ? _queue.Dequeue() : _stack.Pop();
            if (options.IsBreadthFirst || Judge(path, results))
            {
                Continue(path, results);
            }
        }
    }

    /// <summary>Where a path ends.</summary>
    public Value EndOf(int path) => Value.Node(new NodeId(_steps[path].Node));

    /// <summary>A path.</summary>
    public Value PathOf(int path)
    {
        int length = _steps[path].Length;
        var nodes = new NodeId[length + 1];
        var relationships = new RelationshipId[length];
        for (int i = length; i >= 0; i--)
        {
            var step = _steps[path];
            nodes[i] = new NodeId(step.Node);
            if (i > 0)
            {
                relationships[i - 1] = new RelationshipId(step.Relationship);
                path = step.Before;
            }
        }
        return Value.Path(new PathValue(nodes, relationships));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        call.Charge(-_charged);
        _charged = 0;
    }

    private void Continue(int path, List<int> results)
    {
        long node = _steps[path].Node;
        int length = _steps[path].Length + 1;
        foreach (var expansion in options.Relationships.Expansions)
        {
            expansion.Start([node]);
            while (expansion.Next(_rows, _relationships, _neighbours) is > 0 and int count)
            {
                for (int i = 0; i < count; i++)
                {
                    Reach(new Step(_neighbours[i], _relationships[i], path, length), results);
                }
            }
        }
        Charge();
    }

    /// <summary>Comes to the end of a path: keeps it where it may be given or continued.</summary>
    private void Reach(Step step, List<int> results)
    {
        _steps.Add(step);
        int path = _steps.Count - 1;
        if (!options.IsBreadthFirst)
        {
            _stack.Push(path);
        }
        else if (Judge(path, results))
        {
            _queue.Enqueue(path);
        }
        else if (results.Count == 0 || results[^1] != path)
        {
            _steps.RemoveAt(path);
        }
    }

    /// <summary>Adds a path to the results if it is one; says whether it is continued.</summary>
    private bool Judge(int path, List<int> results)
    {
        var step = _steps[path];
        if (!IsNew(step))
        {
            return false;
        }
        var verdict = options.Judge(step.Node, step.Length);
        if (verdict.IsResult)
        {
            results.Add(path);
        }
        return verdict.GoesOn;
    }

    private bool IsNew(Step step) =>
        options.Uniqueness switch
        {
            Uniqueness.NodeGlobal => _seen.Add(step.Node),
            Uniqueness.NodePath => !Holds(step, static (s, t) => s.Node == t.Node),
            _ when step.Length == 0 => true,
            Uniqueness.RelationshipGlobal => _seen.Add(step.Relationship),
            Uniqueness.RelationshipPath => !Holds(
                step,
                static (s, t) => s.Relationship == t.Relationship
            ),
            _ => true,
        };

    private bool Holds(Step step, Func<Step, Step, bool> isSame)
    {
        for (int path = step.Before; path != NoPath; path = _steps[path].Before)
        {
            if (isSame(_steps[path], step))
            {
                return true;
            }
        }
        return false;
    }

    private void Charge()
    {
        long bytes = (_steps.Count * BytesPerStep) - _charged;
        if (bytes >= StepsPerCharge * BytesPerStep)
        {
            call.Charge(bytes);
            _charged += bytes;
        }
    }

    /// <summary>The end of a path.</summary>
    private readonly record struct Step(long Node, long Relationship, int Before, int Length);
}
