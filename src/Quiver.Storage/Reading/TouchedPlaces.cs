using Quiver.Storage.Delta;

namespace Quiver.Storage.Reading;

/// <summary>Walks nodes of one run: those at given places, or all that it creates, deletes or gives other labels.</summary>
internal sealed class TouchedPlaces
{
    private readonly ChangeRun _run;
    private readonly int[]? _places;
    private int _next = -1;

    /// <summary>Begins with the first node.</summary>
    /// <param name="run">The run.</param>
    /// <param name="places">The indexes of its nodes, ascending; null for all.</param>
    public TouchedPlaces(ChangeRun run, int[]? places)
    {
        _run = run;
        _places = places;
        MoveNext();
    }

    /// <summary>The node; <see cref="long.MaxValue"/> at the end.</summary>
    public long Current { get; private set; }

    /// <summary>Goes on.</summary>
    public void MoveNext()
    {
        _next++;
        if (_places is not null)
        {
            Current = _next < _places.Length ? _run.Nodes[_places[_next]].Id : long.MaxValue;
            return;
        }
        // Who has only other properties is found where it was.
        int count = _run.Nodes.Length;
        while (_next < count && !_run.ChangesLabelsOf(_next))
        {
            _next++;
        }
        // Each run ends with a sentinel above all ids.
        Current = _run.NodesAndSentinel[_next].Id;
    }
}
