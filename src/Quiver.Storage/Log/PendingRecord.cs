using Quiver.Foundation.Threading;

namespace Quiver.Storage.Log;

/// <summary>A record that waits to be durable.</summary>
/// <param name="kind">What it says.</param>
/// <param name="sequence">Its number.</param>
/// <param name="body">Its content.</param>
/// <param name="workers">Whose thread waits for it and goes on with it; null for nobody's: then that is a thread of the pool.</param>
internal sealed class PendingRecord(
    LogRecordKind kind,
    long sequence,
    ReadOnlyMemory<byte> body,
    WorkerGroup? workers = null
) : IThreadPoolWorkItem
{
    // Waiters go on elsewhere: the thread that writes the log has the next batch to write.
    private readonly TaskCompletionSource<AppendResult> _completion = new(
        workers is null
            ? TaskCreationOptions.RunContinuationsAsynchronously
            : TaskCreationOptions.None
    );

    private AppendResult _result;

    /// <summary>What it says.</summary>
    public LogRecordKind Kind { get; } = kind;

    /// <summary>Its number.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>Its content.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Ends when the record's fate is known.</summary>
    public Task<AppendResult> Task => _completion.Task;

    /// <summary>Tells the waiter, who goes on with another thread.</summary>
    public void Complete(AppendResult result)
    {
        if (workers is null)
        {
            _completion.SetResult(result);
            return;
        }
        _result = result;
        workers.Post(this);
    }

    /// <summary>Tells the calling thread, which appended the record and has not waited for it yet.</summary>
    public void CompleteHere(AppendResult result) => _completion.SetResult(result);

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => _completion.SetResult(_result);
}
