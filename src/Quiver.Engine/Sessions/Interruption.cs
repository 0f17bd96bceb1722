using Quiver.Model.Status;
using Quiver.Storage;

namespace Quiver.Engine.Sessions;

/// <summary>Stops one transaction, with all that runs in it, from any thread; remembers who was first and why.</summary>
internal sealed class Interruption : IDisposable
{
    // What timers of the system count to. A longer time is as good as none.
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromDays(49);

    private readonly CancellationTokenSource _source;
    private readonly Timer? _timer;
    private int _reason;

    /// <summary>Makes an interruption that time-outs trigger as well.</summary>
    /// <param name="clientTimeout">The client's wish: zero for no limit, null for the engine's setting.</param>
    /// <param name="engineTimeout">The engine's setting; zero for no limit.</param>
    /// <param name="caller">The caller's own token.</param>
    public Interruption(TimeSpan? clientTimeout, TimeSpan engineTimeout, CancellationToken caller)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        var timeout = clientTimeout ?? engineTimeout;
        if (timeout > TimeSpan.Zero && timeout <= s_longestTimeout)
        {
            var reason = clientTimeout is null
                ? InterruptionReason.EngineTimeout
                : InterruptionReason.ClientTimeout;
            _timer = new Timer(
                _ => Interrupt(reason),
                state: null,
                timeout,
                Timeout.InfiniteTimeSpan
            );
        }
    }

    /// <summary>Signalled when the work must stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Why the work was stopped by someone else than the caller's token.</summary>
    public InterruptionReason Reason => (InterruptionReason)Volatile.Read(ref _reason);

    /// <summary>Whether the work was stopped because its time was over.</summary>
    public bool IsTimeout =>
        Reason is InterruptionReason.ClientTimeout or InterruptionReason.EngineTimeout;

    /// <summary>Stops the work. Only the first reason counts; nothing happens after disposal.</summary>
    public void Interrupt(InterruptionReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, 0) != 0)
        {
            return;
        }
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended by itself at the same moment.
        }
    }

    /// <summary>Fails when the work was stopped.</summary>
    public void ThrowIfInterrupted()
    {
        if (Reason is not InterruptionReason.None)
        {
            throw Error();
        }
        Token.ThrowIfCancellationRequested();
    }

    /// <summary>What a client is told instead of a failure: why it was stopped, or that the store failed. Other failures stay what they are.</summary>
    public Exception Translate(Exception error) =>
        error switch
        {
            OperationCanceledException when Reason is not InterruptionReason.None => Error(),
            StorageException => EngineErrors.StorageFailed(error),
            _ => error,
        };

    private CypherException Error() =>
        Reason switch
        {
            InterruptionReason.ClientTimeout => EngineErrors.TimedOutByClient(),
            InterruptionReason.EngineTimeout => EngineErrors.TimedOut(),
            InterruptionReason.DatabaseStopped => EngineErrors.DatabaseStopped(),
            InterruptionReason.Closing => EngineErrors.Closing(),
            _ => EngineErrors.Terminated(),
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }
}
