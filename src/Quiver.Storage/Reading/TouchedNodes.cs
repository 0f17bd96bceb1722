using Quiver.Model;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Reading;

/// <summary>
/// Walks the nodes, ascending, each once, that any of several runs creates, deletes or gives other labels; of a label only those that get or lose it, or are
/// deleted. Opening it costs as much as there are such runs.
/// </summary>
internal sealed class TouchedNodes
{
    private readonly List<TouchedPlaces> _walks;

    /// <summary>Begins before the first node.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="label">The label that matters; <see cref="LabelId.None"/> for all nodes.</param>
    public TouchedNodes(ReadOnlySpan<ChangeRun> runs, LabelId label)
    {
        _walks = new List<TouchedPlaces>(runs.Length);
        foreach (var run in runs)
        {
            if (!run.MayChangeLabels)
            {
                continue;
            }
            if (
                label == LabelId.None
                || !run.Labelled.TryFind(run, label.Value, out int[] changed, out int[] deleted)
            )
            {
                _walks.Add(new TouchedPlaces(run, null));
                continue;
            }
            Add(run, changed);
            Add(run, deleted);
        }
        Find();
    }

    /// <summary>The next node; <see cref="long.MaxValue"/> at the end.</summary>
    public long Current { get; private set; }

    /// <summary>Goes on.</summary>
    public void MoveNext()
    {
        foreach (var walk in _walks)
        {
            if (walk.Current == Current && Current < long.MaxValue)
            {
                walk.MoveNext();
            }
        }
        Find();
    }

    private void Add(ChangeRun run, int[] places)
    {
        if (places.Length > 0)
        {
            _walks.Add(new TouchedPlaces(run, places));
        }
    }

    private void Find()
    {
        long smallest = long.MaxValue;
        foreach (var walk in _walks)
        {
            smallest = Math.Min(smallest, walk.Current);
        }
        Current = smallest;
    }
}
