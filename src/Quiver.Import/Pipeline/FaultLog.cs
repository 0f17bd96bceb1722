using System.Runtime.ExceptionServices;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Keeps the fault of the earliest piece of work among those that failed, so that an error does not depend on which thread was faster. Thread
/// safe.
/// </summary>
internal sealed class FaultLog
{
    private readonly Lock _lock = new();
    private long _sequence = long.MaxValue;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Whether anything failed: no further work should begin.</summary>
    public bool HasFault => Volatile.Read(ref _fault) is not null;

    /// <summary>Notes a fault.</summary>
    public void Record(long sequence, Exception fault)
    {
        lock (_lock)
        {
            if (sequence < _sequence || _fault is null)
            {
                _sequence = sequence;
                _fault = ExceptionDispatchInfo.Capture(fault);
            }
        }
    }

    /// <summary>Throws the earliest fault, if there is one.</summary>
    public void ThrowIfAny() => _fault?.Throw();
}
