using System.Diagnostics;
using Quiver.Foundation;

namespace Quiver.Storage.Transactions;

/// <summary>Knows the open writing transactions and holds back new ones while the database changes hands.</summary>
/// <remarks>Thread safe. Waiting holds no thread.</remarks>
internal sealed class WriterGate
{
    private readonly Lock _lock = new();
    private readonly LinkedList<long> _inside = new();
    private TaskCompletionSource? _reopened;
    private TaskCompletionSource? _emptied;

    /// <summary>Enters as soon as the gate is open.</summary>
    /// <returns>What to leave with: when the caller entered, in its place among the others.</returns>
    public async ValueTask<LinkedListNode<long>> EnterAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task reopened;
            lock (_lock)
            {
                if (_reopened is null)
                {
                    return _inside.AddLast(Stopwatch.GetTimestamp());
                }
                reopened = _reopened.Task;
            }
            await reopened.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves.</summary>
    public void Leave(LinkedListNode<long> entry)
    {
        lock (_lock)
        {
            _inside.Remove(entry);
            if (_inside.Count == 0)
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
            if (_inside.Count == 0)
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

    /// <summary>For how long the one has been inside who entered first of all that are; zero when nobody is.</summary>
    public TimeSpan LongestInside()
    {
        lock (_lock)
        {
            return _inside.First is { } first
                ? Stopwatch.GetElapsedTime(first.Value)
                : TimeSpan.Zero;
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
