using System.Diagnostics;
using Quiver.Foundation.IO;
using Quiver.Foundation.Threading;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>The commit log in a database's own folder.</summary>
/// <remarks>
/// Records go into a queue. One thread at a time takes what waits, writes it with one call, syncs it with one <c>fdatasync</c> and then tells the waiters: the
/// more wait, the more share a sync. That is the log's own thread, or one that has just appended and would otherwise wait for it to wake. A batch begins with a record that says how far the log was durable before it: that tells damage from a torn end.
/// Thread safe.
/// </remarks>
internal sealed class CommitLog : ICommitLog
{
    // What the calling thread has appended and is about to write: nobody waits for it yet.
    [ThreadStatic]
    private static PendingRecord? s_own;

    private readonly LogFiles _files;
    private readonly BatchWriter _writer;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private readonly Queue<PendingRecord> _queue = new();

    // Belongs to the thread that writes.
    private List<PendingRecord> _batch = [];
    private List<PendingRecord>? _spareBatch;
    private bool _isWriting;
    private long _lastWriteTicks;
    private ReplayPosition _end;
    private long _lastSequence;
    private bool _isStopped;
    private bool _isDisposed;

    private CommitLog(LogFiles files, Guid logId, LogTail tail, long fileBytes)
    {
        _files = files;
        LogId = logId;
        Epoch = Math.Max(1, tail.Epoch);
        _end = tail.End;
        _lastSequence = tail.End.Sequence;
        _writer = new(files, logId, Epoch, tail, fileBytes);
        _thread = new Thread(Run) { IsBackground = true, Name = "commit log" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public Action? Written { get; set; }

    /// <inheritdoc/>
    public Guid LogId { get; }

    /// <inheritdoc/>
    public long Epoch { get; }

    /// <inheritdoc/>
    public long LastSequence
    {
        get
        {
            lock (_lock)
            {
                return _lastSequence;
            }
        }
    }

    /// <inheritdoc/>
    public ReplayPosition End
    {
        get
        {
            lock (_lock)
            {
                return _end;
            }
        }
    }

    /// <inheritdoc/>
    public bool IsStopped
    {
        get
        {
            lock (_lock)
            {
                return _isStopped;
            }
        }
    }

    /// <summary>Opens a log: replays what is behind a position, cuts off a torn end, and is then ready to append. Begins the log when there is none.</summary>
    /// <param name="files">Where files live.</param>
    /// <param name="databaseDirectory">The database's folder, whose LOCK the caller holds.</param>
    /// <param name="logId">The log that the manifest names.</param>
    /// <param name="from">Where the manifest says that replay starts.</param>
    /// <param name="replay">Gets each whole record in order.</param>
    /// <param name="fileBytes">The length at which a file is followed by another.</param>
    /// <exception cref="CorruptionException">Part of the log that was durable is missing or damaged.</exception>
    public static CommitLog Open(
        IFileSystem files,
        string databaseDirectory,
        Guid logId,
        ReplayPosition from,
        Action<LogRecord> replay,
        long fileBytes = LogLimits.FileBytes
    )
    {
        var logFiles = new LogFiles(files, databaseDirectory);
        var tail = LogRecovery.Run(logFiles, logId, from, replay);
        return new(logFiles, logId, tail, fileBytes);
    }

    /// <inheritdoc/>
    public Task<AppendResult> AppendAsync(
        LogRecordKind kind,
        long sequence,
        ReadOnlyMemory<byte> body,
        bool callerWrites = false
    )
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)kind, (int)LogRecordKind.Batch);
        ArgumentOutOfRangeException.ThrowIfEqual((int)kind, (int)LogRecordKind.IdsReserved);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, LogLimits.BodyBytes);
        return EnqueueAsync(kind, sequence, body, callerWrites);
    }

    /// <inheritdoc/>
    public Task<AppendResult> AppendNoteAsync(LogRecordKind kind, ReadOnlyMemory<byte> body)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)kind, (int)LogRecordKind.IdsReserved);
        return EnqueueAsync(kind, null, body, callerWrites: false);
    }

    /// <inheritdoc/>
    public void WriteQueued()
    {
        double milliseconds = TimeSpan
            .FromTicks(Volatile.Read(ref _lastWriteTicks))
            .TotalMilliseconds;
        if (milliseconds <= LogLimits.CallersWriteMilliseconds)
        {
            if (TryTakeBatch())
            {
                WriteBatch();
            }
            s_own = null;
            return;
        }
        s_own = null;
        lock (_lock)
        {
            if (_queue.Count > 0)
            {
                _wake.Set();
            }
        }
    }

    /// <inheritdoc/>
    public void Trim(ReplayPosition before) =>
        _files.Delete(_files.Numbers().FindAll(n => n < before.LogFile));

    /// <summary>Writes what still waits and closes the files.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }
            _isDisposed = true;
            _wake.Set();
        }
        _thread.Join();
        _wake.Dispose();
        _writer.Dispose();
    }

    private Task<AppendResult> EnqueueAsync(
        LogRecordKind kind,
        long? sequence,
        ReadOnlyMemory<byte> body,
        bool callerWrites
    )
    {
        PendingRecord pending;
        lock (_lock)
        {
            if (
                _isStopped
                || _isDisposed
                || (sequence is { } number && number != _lastSequence + 1)
                || _queue.Count >= LogLimits.QueuedRecords
            )
            {
                return Task.FromResult(AppendResult.Fenced);
            }
            _lastSequence = sequence ?? _lastSequence;
            pending = new PendingRecord(
                kind,
                _lastSequence,
                body,
                callerWrites ? WorkerGroup.Current : null
            );
            s_own = callerWrites ? pending : null;
            _queue.Enqueue(pending);
            if (!callerWrites)
            {
                _wake.Set();
            }
        }
        return pending.Task;
    }

    private void Run()
    {
        while (true)
        {
            if (TryTakeBatch())
            {
                WriteBatch();
                continue;
            }
            lock (_lock)
            {
                if (_isDisposed && !_isWriting && _queue.Count == 0)
                {
                    return;
                }
            }
            _wake.WaitOne();
        }
    }

    /// <summary>Takes as many records as share a write, and with them the right to write; false when another thread has it or nothing waits.</summary>
    private bool TryTakeBatch()
    {
        lock (_lock)
        {
            if (_isWriting)
            {
                return false;
            }
            RefuseAllWhenStopped();
            long bytes = 0;
            while (
                _batch.Count < LogLimits.BatchRecords
                && bytes < LogLimits.BatchBytes
                && _queue.TryDequeue(out var record)
            )
            {
                bytes += record.Body.Length;
                _batch.Add(record);
            }
            _isWriting = _batch.Count > 0;
            return _isWriting;
        }
    }

    /// <summary>Writes the batch, gives the right to write back, wakes the log's thread for what has come meanwhile, and tells the batch's waiters.</summary>
    private void WriteBatch()
    {
        long started = Stopwatch.GetTimestamp();
        var result = WriteDurably();
        Volatile.Write(ref _lastWriteTicks, Stopwatch.GetElapsedTime(started).Ticks);
        var written = _batch;
        lock (_lock)
        {
            _batch = _spareBatch ?? [];
            _spareBatch = null;
            _isWriting = false;
            if (_queue.Count > 0 || _isDisposed)
            {
                _wake.Set();
            }
        }
        if (result == AppendResult.Committed)
        {
            Written?.Invoke();
        }
        foreach (var record in written)
        {
            if (ReferenceEquals(record, s_own))
            {
                record.CompleteHere(result);
            }
            else
            {
                record.Complete(result);
            }
        }
        written.Clear();
        lock (_lock)
        {
            _spareBatch = written;
        }
    }

    private AppendResult WriteDurably()
    {
        try
        {
            var end = _writer.Write(_batch);
            lock (_lock)
            {
                _end = end;
            }
            return AppendResult.Committed;
        }
        catch (DiskFullException)
        {
            // What waits behind counts upon what was refused.
            lock (_lock)
            {
                _lastSequence = _end.Sequence;
                _batch.AddRange(_queue);
                _queue.Clear();
            }
            return AppendResult.NoSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The kernel may have dropped what it could not write: a second sync would report success for lost bytes.
            lock (_lock)
            {
                _isStopped = true;
            }
            return AppendResult.Unknown;
        }
    }

    private void RefuseAllWhenStopped()
    {
        if (_isStopped)
        {
            while (_queue.TryDequeue(out var record))
            {
                record.Complete(AppendResult.Fenced);
            }
        }
    }
}
