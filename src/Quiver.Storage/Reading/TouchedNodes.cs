using Quiver.Storage.Delta;

namespace Quiver.Storage.Reading;

/// <summary>Walks the nodes that any of several runs touches, ascending, each once. Opening it costs as much as there are runs.</summary>
internal sealed class TouchedNodes
{
    private readonly ChangeRun[] _runs;
    private readonly int[] _next;

    /// <summary>Begins before the first node.</summary>
    public TouchedNodes(ReadOnlySpan<ChangeRun> runs)
    {
        _runs = runs.ToArray();
        _next = new int[runs.Length];
        Find();
    }

    /// <summary>The next node; <see cref="long.MaxValue"/> at the end.</summary>
    public long Current { get; private set; }

    /// <summary>Goes on.</summary>
    public void MoveNext()
    {
        for (int i = 0; i < _runs.Length; i++)
        {
            // Each run ends with a sentinel above all ids.
            if (_runs[i].NodesAndSentinel[_next[i]].Id == Current && Current < long.MaxValue)
            {
                _next[i]++;
            }
        }
        Find();
    }

    private void Find()
    {
        long smallest = long.MaxValue;
        for (int i = 0; i < _runs.Length; i++)
        {
            smallest = Math.Min(smallest, _runs[i].NodesAndSentinel[_next[i]].Id);
        }
        Current = smallest;
    }
}
