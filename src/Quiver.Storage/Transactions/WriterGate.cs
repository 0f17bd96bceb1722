using Quiver.Foundation;

namespace Quiver.Storage.Transactions;

/// <summary>Counts open writing transactions and holds back new ones while the database changes hands.</summary>
/// <remarks>Thread safe. Waiting holds no thread.</remarks>
internal sealed class WriterGate
{
    private readonly Lock _lock = new();
    private int _open;
    private TaskCompletionSource? _reopened;
    private TaskCompletionSource? _emptied;

    /// <summary>Enters as soon as the gate is open.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task reopened;
            lock (_lock)
            {
                if (_reopened is null)
                {
                    _open++;
                    return;
                }
                reopened = _reopened.Task;
            }
            await reopened.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            Invariant.Assert(_open > 0);
            _open--;
            if (_open == 0)
            {
                _emptied?.TrySetResult();
            }
        }
    }

    /// <summary>Closes the gate and waits for those inside. One caller at a time.</summary>
    /// <returns>Whether nobody is inside any more.</returns>
    public async Task<bool> CloseAsync(TimeSpan patience)
    {
        Task emptied;
        lock (_lock)
        {
            Invariant.Assert(_reopened is null);
            _reopened = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_open == 0)
            {
                return true;
            }
            _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
            emptied = _emptied.Task;
        }
        try
        {
            await emptied.WaitAsync(patience).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Opens the gate again.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _reopened!.SetResult();
            _reopened = null;
            _emptied = null;
        }
    }
}
