using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Storage.Catalog;
using Quiver.Storage.Checkpoints;
using Quiver.Storage.Delta;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage;

/// <summary>An open database: snapshots for readers, one writing transaction at a time.</summary>
/// <remarks>Thread safe. Holds the folder's LOCK until disposed. Readers wait for nobody; a writer waits for the writer before.</remarks>
public sealed partial class Database : IDisposable
{
    private readonly IFileSystem _files;
    private readonly DatabaseOptions _options;
    private IDisposable? _lock;
    private readonly ICommitLog _log;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _gate = new();
    private DatabaseState _state;
    private long _nextNode;
    private long _nextRelationship;
    private readonly Lock _publish = new();
    private readonly Lock _append = new();
    private readonly SemaphoreSlim _checkpoints = new(1, 1);
    private readonly Checkpointer _checkpointer;
    private long _logBytes;
    private int _checkpointsDue;
    private volatile bool _logFailed;
    private volatile bool _isDisposed;

    private Database(
        IFileSystem files,
        string directory,
        DatabaseOptions options,
        Manifest manifest,
        IDisposable? taken
    )
    {
        _files = files;
        _options = options;
        _lock = taken;
        Directory = directory;
        var store = new FileSegmentStore(files, directory);
        _checkpointer = new(files, store, directory);
        _state = new DatabaseState(
            Checkpointer.OpenBase(store, directory, manifest),
            [],
            manifest.Tokens,
            manifest.Replay.Sequence,
            manifest.Replay
        );
        _nextNode = manifest.NodeIdLimit;
        _nextRelationship = manifest.RelationshipIdLimit;
        try
        {
            _log = CommitLog.Open(files, directory, manifest.LogId, manifest.Replay, Replay);
            _state = _state with { End = _log.End };
        }
        catch
        {
            _state.Base.Unpin();
            throw;
        }
    }

    /// <summary>The database's folder.</summary>
    public string Directory { get; }

    /// <summary>The database's identity.</summary>
    public Guid DatabaseId => _state.Base.Generation.Manifest.DatabaseId;

    /// <summary>The identity of its commit log, as bookmarks name it.</summary>
    public Guid LogId => _log.LogId;

    /// <summary>Logs whose commits are all contained or superseded: bookmarks of them are satisfied.</summary>
    public IReadOnlyList<Guid> PredecessorLogIds =>
        _state.Base.Generation.Manifest.PredecessorLogIds;

    /// <summary>The newest commit.</summary>
    public long Sequence => Volatile.Read(ref _state).Sequence;

    internal (long Nodes, long Relationships) IdLimits =>
        (Interlocked.Read(ref _nextNode), Interlocked.Read(ref _nextRelationship));

    /// <summary>Opens a database: reads the manifest, maps the base, replays the log.</summary>
    /// <exception cref="DatabaseInUseException">Another process has it open.</exception>
    /// <exception cref="CorruptionException">Its files are damaged.</exception>
    /// <exception cref="StorageException">There is no database, or a newer release wrote it.</exception>
    public static Database Open(IFileSystem files, string directory, DatabaseOptions options)
    {
        if (!ManifestFile.Exists(files, directory))
        {
            throw new StorageException($"There is no database in {directory}.");
        }
        var taken = DatabaseLock.Take(files, directory);
        try
        {
            var manifest = ManifestFile.Read(files, directory);
            StoreSweep.Run(files, directory, manifest);
            return new Database(files, directory, options, manifest, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty database in a folder that holds none.</summary>
    /// <exception cref="StorageException">There is one already.</exception>
    public static void CreateEmpty(IFileSystem files, string directory)
    {
        var parents = MissingParents(files, directory);
        files.CreateDirectory(directory);
        using (DatabaseLock.Take(files, directory))
        {
            if (ManifestFile.Exists(files, directory))
            {
                throw new StorageException($"There is a database in {directory} already.");
            }
            ManifestFile.Write(files, directory, Manifest.Empty(Guid.NewGuid(), Guid.NewGuid()));
        }
        // The folder's own name must be durable too, and those of the folders made for it.
        foreach (string parent in parents)
        {
            files.SyncDirectory(parent);
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

    /// <summary>Begins a writing transaction as soon as no other is open.</summary>
    public async ValueTask<WriteTransaction> BeginWriteAsync(
        CancellationToken cancellation = default
    )
    {
        await _writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ThrowIfFenced();
            return new WriteTransaction(this, Latest(), Interlocked.Read(ref _nextNode));
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    /// <summary>Makes what has committed so far part of the base's patches, so that the log before it can go. Readers and writers go on meanwhile.</summary>
    /// <returns>Whether there was anything to do.</returns>
    /// <exception cref="IOException">The disk failed or is full; nothing is lost, and what was written is deleted when the database is opened next.</exception>
    public async ValueTask<bool> CheckpointAsync(CancellationToken cancellation = default)
    {
        await _checkpoints.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // The disk is waited for on a thread of its own, not on one of the pool.
            return await Task
                .Factory.StartNew(
                    Checkpoint,
                    cancellation,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .ConfigureAwait(false);
        }
        finally
        {
            _checkpoints.Release();
        }
    }

    /// <summary>Closes the database; snapshots that are still open keep their files mapped. Waits for a checkpoint that is under way.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }
        _isDisposed = true;
        _checkpoints.Wait();
        _log.Dispose();
        lock (_gate)
        {
            _state.Base.Unpin();
        }
        _lock?.Dispose();
        _writer.Dispose();
        // Whoever still waits for a checkpoint is told that the database is closed.
        _checkpoints.Release();
    }

    internal NodeId NewNodeId() => new(Interlocked.Increment(ref _nextNode) - 1);

    internal RelationshipId NewRelationshipId() =>
        new(Interlocked.Increment(ref _nextRelationship) - 1);

    internal void EndWrite() => _writer.Release();

    /// <summary>Makes a run durable, then visible. Called by the one open writing transaction.</summary>
    internal async ValueTask<long> CommitAsync(ChangeRun run)
    {
        if (_logFailed)
        {
            throw StorageErrors.LogStopped();
        }
        long bytes = _state.DeltaBytes + run.Bytes.Length;
        if (bytes > _options.DeltaLimitBytes)
        {
            throw StorageErrors.DeltaFull(bytes, _options.DeltaLimitBytes);
        }
        var (result, sequence) = await AppendAsync(LogRecordKind.Commit, run.Bytes.ToArray())
            .ConfigureAwait(false);
        if (result != AppendResult.Committed)
        {
            _logFailed = true;
            throw result == AppendResult.Unknown
                ? StorageErrors.CommitUnknown()
                : StorageErrors.LogStopped();
        }
        // One commit is under way at a time: the log's end lies behind this one and before any other.
        var end = _log.End;
        Change(state => state.With(run, sequence, end));
        CheckpointWhenDue(run.Bytes.Length);
        return sequence;
    }

    private static List<string> MissingParents(IFileSystem files, string directory)
    {
        var parents = new List<string>();
        string path = Path.GetFullPath(directory);
        while (!files.DirectoryExists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            parents.Add(parent);
            path = parent;
        }
        return parents;
    }

    /// <summary>A snapshot of a state whose base the caller knows to be pinned.</summary>
    private static Snapshot Pin(DatabaseState state) =>
        new(state.Base.Pin(), state.Delta, state.Tokens, state.Sequence);

    private async Task<(AppendResult Result, long Sequence)> AppendAsync(
        LogRecordKind kind,
        byte[] body
    )
    {
        Task<AppendResult> appended;
        long sequence;
        lock (_append)
        {
            ThrowIfFenced();
            sequence = _log.LastSequence + 1;
            appended = _log.AppendAsync(kind, sequence, body);
        }
        return (await appended.ConfigureAwait(false), sequence);
    }

    /// <summary>Puts another state in the place of the present one, which is returned. Merging runs takes time: readers do not wait for it.</summary>
    private DatabaseState Change(Func<DatabaseState, DatabaseState> change)
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

    private void CheckpointWhenDue(int committedBytes)
    {
        bool isDue = Interlocked.Add(ref _logBytes, committedBytes) >= _options.CheckpointLogBytes;
        if (isDue && Interlocked.Exchange(ref _checkpointsDue, 1) == 0)
        {
            _ = RunDueCheckpointAsync();
        }
    }

    private async Task RunDueCheckpointAsync()
    {
        try
        {
            if (!_isDisposed)
            {
                await CheckpointAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error)
            when (error
                    is IOException
                        or UnauthorizedAccessException
                        or CypherException
                        or ObjectDisposedException
            )
        {
            _options.CheckpointFailed?.Invoke(error);
        }
        finally
        {
            Volatile.Write(ref _checkpointsDue, 0);
        }
    }

    private bool Checkpoint()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isFenced)
        {
            return false;
        }
        var state = Change(static s => s with { FrozenRuns = s.Delta.Length });
        if (state.Delta.Length == 0)
        {
            return false;
        }
        try
        {
            using var graph = Pin(state);
            long logBytes = Interlocked.Read(ref _logBytes);
            var plan = new CheckpointPlan(
                state.Base.Generation.Manifest,
                state.Base.Patches,
                state.Delta,
                state.Tokens,
                graph.Counts,
                state.End
            );
            var manifest = plan.Describe(_checkpointer.WritePatch(plan));
            var next = _checkpointer.Publish(manifest, AppendAsync);
            Change(s => s.Over(next));
            _checkpointer.Release(plan, state.Base, _log);
            state.Base.Unpin();
            Interlocked.Add(ref _logBytes, -logBytes);
            return true;
        }
        finally
        {
            Change(static s => s with { FrozenRuns = 0 });
        }
    }

    private void Replay(LogRecord record)
    {
        switch (record.Kind)
        {
            case LogRecordKind.Commit:
                var run = ChangeRun.Open(record.Body, record.Source);
                _state = _state.With(run, record.Sequence, _state.End);
                _nextNode = Math.Max(_nextNode, run.NodeIdLimit);
                _nextRelationship = Math.Max(_nextRelationship, run.RelationshipIdLimit);
                _logBytes += record.Body.Length;
                break;
            case LogRecordKind.GenerationPublished:
            case LogRecordKind.IdsReserved:
                break;
            default:
                throw StorageErrors.NewerRecord(record.Source, (int)record.Kind);
        }
    }
}
