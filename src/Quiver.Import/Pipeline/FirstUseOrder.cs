namespace Quiver.Import.Pipeline;

/// <summary>
/// Lets the blocks of a phase give numbers to new names in the order of the input: a block that meets one waits until all blocks before it have read their names. Others
/// never wait. Thread safe.
/// </summary>
internal sealed class FirstUseOrder
{
    private readonly object _lock = new();
    private readonly HashSet<long> _early = [];
    private long _next;
    private long _failed = long.MaxValue;

    /// <summary>Waits until all blocks before this one have read their names.</summary>
    /// <exception cref="OperationCanceledException">One of them failed.</exception>
    public void WaitFor(long sequence)
    {
        lock (_lock)
        {
            while (_next < sequence && _failed >= sequence)
            {
                Monitor.Wait(_lock);
            }
            if (_next < sequence)
            {
                throw new OperationCanceledException("An earlier part of the input failed.");
            }
        }
    }

    /// <summary>Says that a block has read its names; each must do so once.</summary>
    public void Done(long sequence)
    {
        lock (_lock)
        {
            if (sequence != _next)
            {
                _early.Add(sequence);
                return;
            }
            do
            {
                _next++;
            } while (_early.Remove(_next));
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Says that a block will not read its names.</summary>
    public void Fail(long sequence)
    {
        lock (_lock)
        {
            _failed = Math.Min(_failed, sequence);
            Monitor.PulseAll(_lock);
        }
    }
}
