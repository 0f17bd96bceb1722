using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>The commit log in a database's own folder.</summary>
/// <remarks>
/// Records go into a queue; the log's one thread takes what waits, writes it with one call, syncs it with one <c>fdatasync</c> and then tells the waiters: the
/// more wait, the more share a sync. A batch begins with a record that says how far the log was durable before it: that tells damage from a torn end.
/// Thread safe.
/// </remarks>
internal sealed class CommitLog : ICommitLog
{
    private readonly LogFiles _files;
    private readonly BatchWriter _writer;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private readonly Queue<PendingRecord> _queue = new();
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
        ReadOnlyMemory<byte> body
    )
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)kind, (int)LogRecordKind.Batch);
        ArgumentOutOfRangeException.ThrowIfEqual((int)kind, (int)LogRecordKind.IdsReserved);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, LogLimits.BodyBytes);
        return EnqueueAsync(kind, sequence, body);
    }

    /// <inheritdoc/>
    public Task<AppendResult> AppendNoteAsync(LogRecordKind kind, ReadOnlyMemory<byte> body)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)kind, (int)LogRecordKind.IdsReserved);
        return EnqueueAsync(kind, null, body);
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
        }
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        _writer.Dispose();
    }

    private Task<AppendResult> EnqueueAsync(
        LogRecordKind kind,
        long? sequence,
        ReadOnlyMemory<byte> body
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
            pending = new PendingRecord(kind, _lastSequence, body);
            _queue.Enqueue(pending);
        }
        _wake.Set();
        return pending.Task;
    }

    private void Run()
    {
        var batch = new List<PendingRecord>();
        while (TakeBatch(batch))
        {
            AppendResult result;
            try
            {
                var end = _writer.Write(batch);
                lock (_lock)
                {
                    _end = end;
                }
                result = AppendResult.Committed;
            }
            catch (DiskFullException)
            {
                // What waits behind counts upon what was refused.
                lock (_lock)
                {
                    _lastSequence = _end.Sequence;
                    batch.AddRange(_queue);
                    _queue.Clear();
                }
                result = AppendResult.NoSpace;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The kernel may have dropped what it could not write: a second sync would report success for lost bytes.
                lock (_lock)
                {
                    _isStopped = true;
                }
                result = AppendResult.Unknown;
            }
            foreach (var record in batch)
            {
                record.Complete(result);
            }
            batch.Clear();
        }
    }

    /// <summary>Waits for records and takes as many as share a write; false when the log is closed and nothing waits.</summary>
    private bool TakeBatch(List<PendingRecord> batch)
    {
        while (true)
        {
            lock (_lock)
            {
                long bytes = 0;
                while (
                    !_isStopped
                    && batch.Count < LogLimits.BatchRecords
                    && bytes < LogLimits.BatchBytes
                    && _queue.TryDequeue(out var record)
                )
                {
                    bytes += record.Body.Length;
                    batch.Add(record);
                }
                RefuseAllWhenStopped();
                if (batch.Count > 0)
                {
                    return true;
                }
                if (_isDisposed)
                {
                    return false;
                }
            }
            _wake.WaitOne();
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
