namespace Quiver.Storage.Log;

/// <summary>A record that waits to be durable.</summary>
internal sealed class PendingRecord(LogRecordKind kind, long sequence, ReadOnlyMemory<byte> body)
{
    // Waiters go on elsewhere: the log's thread has the next batch to write.
    private readonly TaskCompletionSource<AppendResult> _completion = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>What it says.</summary>
    public LogRecordKind Kind { get; } = kind;

    /// <summary>Its number.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>Its content.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Ends when the record's fate is known.</summary>
    public Task<AppendResult> Task => _completion.Task;

    /// <summary>Tells the waiter.</summary>
    public void Complete(AppendResult result) => _completion.SetResult(result);
}
