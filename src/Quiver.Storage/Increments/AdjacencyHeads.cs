using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>
/// Walks the relationships that several chunks create and delete in the order of one of their ends: a heap of the next one of each chunk, compared by keys of one word
/// where these suffice.
/// </summary>
internal sealed class AdjacencyHeads
{
    private readonly AdjacencyHead[] _heap;
    private int _count;

    /// <summary>Begins before the first.</summary>
    /// <param name="chunks">The chunks.</param>
    /// <param name="places">Where the relationships of each stand in the whole.</param>
    /// <param name="outgoing">By which end.</param>
    public AdjacencyHeads(ChangeRun[] chunks, int[][] places, bool outgoing)
    {
        var layout = default(AdjacencyKeyLayout);
        foreach (var chunk in chunks)
        {
            foreach (ref readonly var relationship in chunk.Relationships)
            {
                layout.Widen(relationship);
            }
        }
        bool hasKeys = layout.TryComplete();
        KnownNodes = layout.KnownNodes;
        _heap = new AdjacencyHead[chunks.Length];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            var head = new AdjacencyHead(
                chunks[chunk],
                places[chunk],
                hasKeys ? layout : null,
                outgoing
            );
            if (head.MoveNext())
            {
                _heap[_count++] = head;
            }
        }
        for (int at = (_count / 2) - 1; at >= 0; at--)
        {
            Sink(at);
        }
    }

    /// <summary>One above the highest node at an end that is not new with the increment.</summary>
    public long KnownNodes { get; }

    /// <summary>Gives the next one, and where it stands in the whole; false at the end.</summary>
    public bool TryNext(out int place, out RelationshipEntry relationship)
    {
        if (_count == 0)
        {
            (place, relationship) = (-1, default);
            return false;
        }
        var head = _heap[0];
        (place, relationship) = (head.Place, head.Entry);
        if (!head.MoveNext())
        {
            _heap[0] = _heap[--_count];
        }
        Sink(0);
        return true;
    }

    private void Sink(int at)
    {
        while (true)
        {
            int least = at;
            for (int child = (2 * at) + 1; child <= (2 * at) + 2 && child < _count; child++)
            {
                least = _heap[child].IsBefore(_heap[least]) ? child : least;
            }
            if (least == at)
            {
                return;
            }
            (_heap[at], _heap[least]) = (_heap[least], _heap[at]);
            at = least;
        }
    }
}
