namespace Quiver.Import.Pipeline;

/// <summary>Lets pieces of work do one step each in the order of their numbers, whatever thread has them.</summary>
internal sealed class OrderedTurn
{
    private const int Spins = 200;

    private readonly object _lock = new();
    private long _next;
    private long _failed = long.MaxValue;

    /// <summary>Waits for the turn of a number; false when an earlier one failed and the turn will never come.</summary>
    public bool Wait(long number)
    {
        var spin = new SpinWait();
        for (int i = 0; i < Spins && Interlocked.Read(ref _next) != number; i++)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
        if (Interlocked.Read(ref _next) == number)
        {
            return true;
        }
        lock (_lock)
        {
            while (_next != number && _failed >= number)
            {
                Monitor.Wait(_lock);
            }
            return _next == number;
        }
    }

    /// <summary>Passes the turn on.</summary>
    public void Done(long number)
    {
        lock (_lock)
        {
            _next = number + 1;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Says that a number's turn will not be passed on.</summary>
    public void Fail(long number)
    {
        lock (_lock)
        {
            _failed = Math.Min(_failed, number);
            Monitor.PulseAll(_lock);
        }
    }
}
