namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>The repetitions that are still to be continued: the newest is taken first, or the shortest.</summary>
/// <param name="byLevel">Whether the shortest are taken first, never two lengths at once.</param>
internal sealed class OpenSteps(bool byLevel)
{
    private readonly Stack<TrailStep> _newest = new();
    private readonly Queue<TrailStep> _shortest = new();

    /// <summary>How many there are.</summary>
    public int Count => _newest.Count + _shortest.Count;

    /// <summary>Puts one in.</summary>
    public void Add(TrailStep step)
    {
        if (byLevel)
        {
            _shortest.Enqueue(step);
        }
        else
        {
            _newest.Push(step);
        }
    }

    /// <summary>Takes up to a number out.</summary>
    public void Take(List<TrailStep> taken, int most)
    {
        taken.Clear();
        while (!byLevel && taken.Count < most && _newest.TryPop(out var newest))
        {
            taken.Add(newest);
        }
        while (
            byLevel
            && taken.Count < most
            && _shortest.TryPeek(out var next)
            && (taken.Count == 0 || next.Depth == taken[0].Depth)
        )
        {
            taken.Add(_shortest.Dequeue());
        }
    }

    /// <summary>Lets go of all.</summary>
    public void Clear()
    {
        _newest.Clear();
        _shortest.Clear();
    }
}
