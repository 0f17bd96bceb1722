using Quiver.Storage.Delta;

namespace Quiver.Storage.Reading;

/// <summary>Walks the nodes that any of several runs creates, deletes or gives other labels, ascending, each once. Opening it costs as much as there are such runs.</summary>
internal sealed class TouchedNodes
{
    private readonly ChangeRun[] _runs;
    private readonly int[] _next;

    /// <summary>Begins before the first node.</summary>
    public TouchedNodes(ReadOnlySpan<ChangeRun> runs)
    {
        var changing = new List<ChangeRun>(runs.Length);
        foreach (var run in runs)
        {
            if (run.MayChangeLabels)
            {
                changing.Add(run);
            }
        }
        _runs = [.. changing];
        _next = new int[_runs.Length];
        for (int i = 0; i < _runs.Length; i++)
        {
            SkipOthers(i);
        }
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
                SkipOthers(i);
            }
        }
        Find();
    }

    // Who has only other properties is found where it was.
    private void SkipOthers(int run)
    {
        int count = _runs[run].Nodes.Length;
        while (_next[run] < count && !_runs[run].ChangesLabelsOf(_next[run]))
        {
            _next[run]++;
        }
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
