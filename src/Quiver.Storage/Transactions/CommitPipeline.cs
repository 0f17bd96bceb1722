using Quiver.Storage.Delta;
using Quiver.Storage.Log;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Transactions;

/// <summary>
/// Takes commits, in one order, through the log to readers: records get their numbers as they are appended; those that wait share a write and a sync; what is durable
/// becomes visible in the order of the numbers.
/// </summary>
/// <remarks>Thread safe. Locks are taken in the order publish, append, gate, and never held while the disk is waited for.</remarks>
internal sealed class CommitPipeline
{
    // What waits of the system count to. A longer one is as good as without end.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(24);

    private readonly ICommitLog _log;
    private readonly TokenRegistry _names;
    private readonly RecentChanges _recent;
    private readonly string _directory;
    private readonly long _deltaLimitBytes;
    private readonly bool _callersWrite;
    private readonly Lock _publish = new();
    private readonly Lock _append = new();
    private readonly Lock _gate = new();
    private readonly List<AppendedCommit> _appended = [];
    private readonly PriorityQueue<TaskCompletionSource, long> _waiters = new();
    private DatabaseState _state;
    private CommitWatch? _watch;
    private volatile bool _isFenced;
    private volatile bool _isFull;

    /// <summary>Begins with what recovery found.</summary>
    public CommitPipeline(
        ICommitLog log,
        DatabaseState state,
        TokenRegistry names,
        RecentChanges recent,
        (string Directory, long DeltaLimitBytes, bool CallersWrite) settings
    )
    {
        _log = log;
        _state = state;
        _names = names;
        _recent = recent;
        (_directory, _deltaLimitBytes, _callersWrite) = settings;
        // All commits of a write become visible at once, before any of those who wait goes on.
        log.Written = Publish;
    }

    /// <summary>The newest commit that readers see, and what lies before.</summary>
    public DatabaseState State => Volatile.Read(ref _state);

    /// <summary>Whether nothing is appended any more, because another generation takes the database's place.</summary>
    public bool IsFenced => _isFenced;

    /// <summary>Whether the last commit found the disk full.</summary>
    public bool IsFull => _isFull;

    /// <summary>Stops appending, or goes on. Whatever was appended before stands in the log in front of the fence.</summary>
    public void Fence(bool isFenced)
    {
        lock (_append)
        {
            _isFenced = isFenced;
        }
    }

    /// <summary>Says so when nothing is appended any more.</summary>
    public void ThrowIfFenced()
    {
        if (_isFenced)
        {
            throw StorageErrors.Replaced();
        }
    }

    /// <summary>The graph as of the newest commit. The caller disposes it.</summary>
    public Snapshot Latest()
    {
        lock (_gate)
        {
            return Pin(_state);
        }
    }

    /// <summary>The graph as of the newest commit, which the caller disposes, and the state that it was made of: its base stays open as long.</summary>
    public Snapshot Latest(out DatabaseState state)
    {
        lock (_gate)
        {
            state = _state;
            return Pin(state);
        }
    }

    /// <summary>The graph as of the newest commit, which the caller disposes, and what commits from now on until the next call.</summary>
    public Snapshot LatestWatched(out CommitWatch watch)
    {
        lock (_gate)
        {
            _watch = watch = new();
            return Pin(_state);
        }
    }

    /// <summary>Ends the watch.</summary>
    public void EndWatch()
    {
        lock (_gate)
        {
            _watch = null;
        }
    }

    /// <summary>The graph as of the newest commit for a statement that writes: what is committed from now on is remembered for it.</summary>
    public Snapshot LatestForStatement(out LinkedListNode<long> statement)
    {
        lock (_gate)
        {
            statement = _recent.Enter(_state.Sequence);
            return Pin(_state);
        }
    }

    /// <summary>Makes a run durable, then visible, with all names that were numbered so far. Its transaction holds locks on all that it changes.</summary>
    /// <returns>The commit's number.</returns>
    public async ValueTask<long> CommitAsync(ChangeRun run)
    {
        var commit = Append(run);
        if (_callersWrite)
        {
            _log.WriteQueued();
        }
        var result = await commit.Appended.ConfigureAwait(false);
        if (result == AppendResult.Committed)
        {
            _isFull = false;
            if (State.Sequence < commit.Sequence)
            {
                Publish();
            }
            return commit.Sequence;
        }
        lock (_append)
        {
            _appended.Remove(commit);
        }
        _isFull |= result == AppendResult.NoSpace;
        throw Failure(result);
    }

    /// <summary>Appends a record that is no commit.</summary>
    public async Task<(AppendResult Result, long Sequence)> AppendAsync(
        LogRecordKind kind,
        byte[] body
    )
    {
        Task<AppendResult> appended;
        long sequence;
        lock (_append)
        {
            ThrowIfFenced();
            sequence = NextSequence();
            appended = _log.AppendAsync(kind, sequence, body);
        }
        return (await appended.ConfigureAwait(false), sequence);
    }

    /// <summary>Puts another state in the place of the present one, which is returned. Merging runs takes time: readers do not wait for it.</summary>
    public DatabaseState Change(Func<DatabaseState, DatabaseState> change)
    {
        lock (_publish)
        {
            var previous = _state;
            var next = change(previous);
            lock (_gate)
            {
                _state = next;
            }
            return previous;
        }
    }

    /// <summary>Says that a checkpoint writes all runs that there are now: younger ones are not merged with them.</summary>
    /// <returns>The state with just these runs.</returns>
    public DatabaseState Freeze() => Change(static s => s with { FrozenRuns = s.Delta.Length });

    /// <summary>Waits until readers see a commit. Nobody polls: publishing wakes those who wait.</summary>
    /// <returns>Whether they see it; false when the time was up.</returns>
    public async ValueTask<bool> WaitForAsync(
        long sequence,
        TimeSpan timeout,
        CancellationToken cancellation
    )
    {
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (_state.Sequence >= sequence)
            {
                return true;
            }
            waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Enqueue(waiter, sequence);
        }
        try
        {
            var wait = timeout <= s_longestWait ? timeout : Timeout.InfiniteTimeSpan;
            await waiter.Task.WaitAsync(wait, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return State.Sequence >= sequence;
        }
        finally
        {
            lock (_gate)
            {
                _waiters.Remove(waiter, out _, out _);
            }
        }
    }

    /// <summary>A snapshot of a state whose base the caller knows to be pinned.</summary>
    public static Snapshot Pin(DatabaseState state)
    {
        state.Base.Pin();
        return new(state);
    }

    private AppendedCommit Append(ChangeRun run)
    {
        lock (_append)
        {
            ThrowIfFenced();
            long sequence = NextSequence();
            RequireRoom(run);
            var names = _appended.Count > 0 ? _appended[^1].Names : TokenCounts.Of(_state.Tokens);
            var further = _names.After(names);
            var (kind, whole, body) = RecordOf(run, further);
            var commit = new AppendedCommit(
                sequence,
                whole,
                names.With(further),
                _log.AppendAsync(kind, sequence, body, _callersWrite)
            );
            _appended.Add(commit);
            return commit;
        }
    }

    /// <summary>What a commit's record says: all that it does, or the file that says it.</summary>
    private static (LogRecordKind Kind, ChangeRun Whole, ReadOnlyMemory<byte> Body) RecordOf(
        ChangeRun run,
        TokenTable further
    )
    {
        if (run.Adopted is { } file)
        {
            return (LogRecordKind.RunAdopted, run, new AdoptedRun(file, further).Encode());
        }
        var whole = ReferenceEquals(further, TokenTable.Empty) ? run : run.With(further);
        return (LogRecordKind.Commit, whole, whole.Memory);
    }

    /// <summary>The next number. What a full disk refused is struck out first: the numbers begin again there.</summary>
    private long NextSequence()
    {
        long last = _log.LastSequence;
        while (_appended.Count > 0 && _appended[^1].Sequence > last)
        {
            _appended.RemoveAt(_appended.Count - 1);
        }
        return last + 1;
    }

    private void RequireRoom(ChangeRun run)
    {
        long bytes = _state.DeltaMemoryBytes + run.Memory.Length;
        foreach (var commit in _appended)
        {
            bytes += commit.Run.Memory.Length;
        }
        if (bytes > _deltaLimitBytes)
        {
            throw StorageErrors.DeltaFull(bytes, _deltaLimitBytes);
        }
    }

    /// <summary>Makes all durable commits visible. Whoever comes first does it for those behind.</summary>
    private void Publish()
    {
        lock (_publish)
        {
            var ready = new List<AppendedCommit>();
            var end = _log.End;
            lock (_append)
            {
                foreach (var commit in _appended)
                {
                    if (commit.Sequence <= end.Sequence)
                    {
                        ready.Add(commit);
                    }
                }
            }
            if (ready.Count == 0)
            {
                return;
            }
            var next = _state;
            foreach (var commit in ready)
            {
                next = next.With(commit.Run, commit.Sequence, end, DeltaStack.MergedAtCommitBytes);
            }
            next = next with { Tokens = _names.First(ready[^1].Names, next.Tokens) };
            lock (_append)
            {
                lock (_gate)
                {
                    _state = next;
                    foreach (var commit in ready)
                    {
                        _recent.Add(commit.Run, commit.Sequence);
                        _watch?.Add(commit.Run);
                    }
                    WakeWaiters();
                }
                _appended.RemoveRange(0, ready.Count);
            }
        }
    }

    private void WakeWaiters()
    {
        while (_waiters.TryPeek(out var waiter, out long sequence) && sequence <= _state.Sequence)
        {
            _waiters.Dequeue();
            waiter.TrySetResult();
        }
    }

    private Model.Status.CypherException Failure(AppendResult result) =>
        result switch
        {
            AppendResult.Unknown => StorageErrors.CommitUnknown(),
            AppendResult.NoSpace => StorageErrors.DiskFull(_directory),
            _ when _log.IsStopped => StorageErrors.LogStopped(),
            _ when _isFull => StorageErrors.DiskFull(_directory),
            _ => StorageErrors.NotTaken(),
        };
}
