namespace Quiver.Storage.Transactions;

/// <summary>The ids that one transaction took for what it creates: blocks that grow with its demand.</summary>
/// <param name="space">Where ids come from.</param>
/// <param name="reservation">Sees to it that they are set aside durably.</param>
internal sealed class OwnIds(IdSpace space, IdReservation reservation)
{
    private const int LargestBlock = 1024;

    private readonly List<(long From, long To)> _used = [];
    private long _next;
    private long _blockEnd;
    private int _blockLength = 1;
    private int _kept;
    private long _keptTo;

    /// <summary>Takes an id.</summary>
    public long Next()
    {
        if (_next == _blockEnd)
        {
            TakeBlock();
        }
        long id = _next++;
        if (_used.Count > _kept && _used[^1].To == id)
        {
            _used[^1] = (_used[^1].From, id + 1);
        }
        else
        {
            _used.Add((id, id + 1));
        }
        return id;
    }

    /// <summary>Whether an id was taken, and not given up by a rollback.</summary>
    public bool Contains(long id)
    {
        int low = 0;
        int high = _used.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (id < _used[middle].From)
            {
                high = middle - 1;
            }
            else if (id >= _used[middle].To)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>What was taken so far outlives the next rollback.</summary>
    public void Keep()
    {
        _kept = _used.Count;
        _keptTo = _used.Count == 0 ? 0 : _used[^1].To;
    }

    /// <summary>Gives up what was taken since <see cref="Keep"/>: nobody gets these ids any more.</summary>
    public void Rollback()
    {
        _used.RemoveRange(_kept, _used.Count - _kept);
        if (_kept > 0)
        {
            _used[^1] = (_used[^1].From, _keptTo);
        }
    }

    /// <summary>Gives back what of the last block was not used, if nobody took ids behind it.</summary>
    public void End()
    {
        if (_next < _blockEnd)
        {
            space.GiveBack(_next, _blockEnd);
            _blockEnd = _next;
        }
    }

    private void TakeBlock()
    {
        (_next, _blockEnd) = space.Take(_blockLength);
        reservation.Require(space, _blockEnd);
        _blockLength = Math.Min(_blockLength * 2, LargestBlock);
    }
}
