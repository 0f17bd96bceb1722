using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>Walks the relationships that several chunks create and delete in the order of one of their ends: a heap of the next one of each chunk.</summary>
internal sealed class AdjacencyHeads
{
    private readonly ChangeRun[] _chunks;
    private readonly bool _outgoing;
    private readonly int[] _next;
    private readonly int[] _heap;
    private int _count;

    /// <summary>Begins before the first.</summary>
    public AdjacencyHeads(ChangeRun[] chunks, bool outgoing)
    {
        _chunks = chunks;
        _outgoing = outgoing;
        _next = new int[chunks.Length];
        _heap = new int[chunks.Length];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            if (!OrderOf(chunk).IsEmpty)
            {
                _heap[_count++] = chunk;
            }
        }
        for (int at = (_count / 2) - 1; at >= 0; at--)
        {
            Sink(at);
        }
    }

    /// <summary>Gives the next one; false at the end.</summary>
    public bool TryNext(out int chunk, out int relationship)
    {
        if (_count == 0)
        {
            (chunk, relationship) = (-1, -1);
            return false;
        }
        chunk = _heap[0];
        var order = OrderOf(chunk);
        relationship = order[_next[chunk]++];
        if (_next[chunk] == order.Length)
        {
            _heap[0] = _heap[--_count];
        }
        Sink(0);
        return true;
    }

    private ReadOnlySpan<int> OrderOf(int chunk) =>
        _outgoing ? _chunks[chunk].Outgoing : _chunks[chunk].Incoming;

    private void Sink(int at)
    {
        while (true)
        {
            int least = at;
            for (int child = (2 * at) + 1; child <= (2 * at) + 2 && child < _count; child++)
            {
                least = IsBefore(_heap[child], _heap[least]) ? child : least;
            }
            if (least == at)
            {
                return;
            }
            (_heap[at], _heap[least]) = (_heap[least], _heap[at]);
            at = least;
        }
    }

    private bool IsBefore(int chunk, int other)
    {
        ref readonly var one = ref _chunks[chunk].Relationships[OrderOf(chunk)[_next[chunk]]];
        ref readonly var two = ref _chunks[other].Relationships[OrderOf(other)[_next[other]]];
        return ChangeRunFormat.Compare(one, two, _outgoing) < 0;
    }
}
