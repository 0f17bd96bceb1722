using Quiver.Foundation.IO;
using Quiver.Model.Status;
using Quiver.Storage.Catalog;
using Quiver.Storage.Checkpoints;
using Quiver.Storage.Delta;
using Quiver.Storage.Increments;
using Quiver.Storage.Indexes;
using Quiver.Storage.Locks;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage;

/// <summary>An open database: snapshots for readers, transactions for writers.</summary>
/// <remarks>Thread safe. Holds the folder's LOCK until disposed. Readers wait for nobody; writers wait only for the locks of what others change.</remarks>
public sealed partial class Database : IDisposable
{
    private readonly IFileSystem _files;
    private readonly FileSegmentStore _store;
    private readonly SchemaChanges _schemaChanges;
    private readonly DatabaseOptions _options;
    private IDisposable? _lock;
    private readonly ICommitLog _log;
    private readonly CommitPipeline _commits;
    private readonly DeltaCompaction _compaction;
    private readonly TokenRegistry _names;
    private readonly RecentChanges _recent = new();
    private readonly LockTable _locks;
    private readonly WriterGate _writers = new();
    private readonly IdSpace _nodeIds;
    private readonly IdSpace _relationshipIds;
    private readonly IdReservation _reservation;
    private readonly SemaphoreSlim _checkpoints = new(1, 1);
    private readonly Checkpointer _checkpointer;
    private long _logBytes;
    private int _checkpointsDue;
    private volatile Task _dueCheckpoint = Task.CompletedTask;
    private int _disposals;
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
        _locks = new LockTable(options.LockTimeout);
        _store = new FileSegmentStore(files, directory);
        _checkpointer = new(
            files,
            _store,
            directory,
            Math.Min(options.FoldLimitBytes, ChangeRun.MaxBytes)
        );
        _schemaChanges = new(this);
        var recovery = new DatabaseRecovery(
            new DatabaseState(
                Checkpointer.OpenBase(_store, directory, manifest, _damagedIndexes),
                [],
                manifest.Tokens,
                new SchemaState(manifest.Schema, _populations),
                manifest.Replay.Sequence,
                manifest.Replay
            ),
            _store
        );
        try
        {
            _log = CommitLog.Open(
                files,
                directory,
                manifest.LogId,
                manifest.Replay,
                recovery.Replay
            );
        }
        catch
        {
            recovery.State.Base.Unpin();
            throw;
        }
        _logBytes = recovery.LogBytes;
        _nodeIds = new IdSpace(recovery.NodeIdLimit);
        _relationshipIds = new IdSpace(recovery.RelationshipIdLimit);
        _reservation = new IdReservation(_nodeIds, _relationshipIds, _log);
        _names = new TokenRegistry(recovery.State.Tokens);
        _commits = new CommitPipeline(
            _log,
            recovery.State with
            {
                End = _log.End,
            },
            _names,
            _recent,
            (directory, options.DeltaLimitBytes, options.CallersWriteLog)
        );
        _compaction = new DeltaCompaction(_commits);
    }

    /// <summary>The database's folder.</summary>
    public string Directory { get; }

    /// <summary>The database's identity.</summary>
    public Guid DatabaseId => _commits.State.Base.Generation.Manifest.DatabaseId;

    /// <summary>The identity of its commit log, as bookmarks name it.</summary>
    public Guid LogId => _log.LogId;

    /// <summary>Logs whose commits are all contained or superseded: bookmarks of them are satisfied.</summary>
    public IReadOnlyList<Guid> PredecessorLogIds =>
        _commits.State.Base.Generation.Manifest.PredecessorLogIds;

    /// <summary>The newest commit.</summary>
    public long Sequence => _commits.State.Sequence;

    /// <summary>Whether it takes writes, and if not why.</summary>
    public WriteStatus WriteStatus =>
        _log.IsStopped ? WriteStatus.Stopped
        : _commits.IsFenced ? WriteStatus.Replaced
        : IsOutOfSpace ? WriteStatus.DiskFull
        : WriteStatus.Writable;

    internal TokenRegistry Names => _names;

    internal LockTable Locks => _locks;

    internal RecentChanges Recent => _recent;

    internal DatabaseOptions Options => _options;

    internal (long Nodes, long Relationships) IdLimits => (_nodeIds.Next, _relationshipIds.Next);

    private bool IsOutOfSpace =>
        _commits.IsFull && _files.FreeSpace(Directory) < LogLimits.ReservedBytes;

    /// <summary>Opens a database: reads the manifest, maps the base, replays the log.</summary>
    /// <exception cref="DatabaseInUseException">Another process has it open.</exception>
    /// <exception cref="CorruptionException">Its files are damaged.</exception>
    /// <exception cref="StorageException">There is no database, or a newer release wrote it.</exception>
    public static Database Open(IFileSystem files, string directory, DatabaseOptions options)
    {
        if (!ManifestFile.Exists(files, directory))
        {
            throw DatabaseRemains.Exist(files, directory)
                ? DatabaseRemains.Error(directory)
                : new StorageException($"There is no database in {directory}.");
        }
        var taken = DatabaseLock.Take(files, directory);
        try
        {
            var manifest = ManifestFile.Read(files, directory);
            StoreSweep.Run(files, directory, manifest);
            return Start(new Database(files, directory, options, manifest, taken));
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty database in a folder that holds none.</summary>
    /// <exception cref="StorageException">There is one already, or files of one that has lost its MANIFEST.</exception>
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
            if (DatabaseRemains.Exist(files, directory))
            {
                throw DatabaseRemains.Error(directory);
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
    public Snapshot Latest() => _commits.Latest();

    /// <summary>Begins a writing transaction, beside those that are open. Waits only while the database changes hands, and while a checkpoint makes room in memory that is half full.</summary>
    /// <exception cref="CypherException">Another generation took the database's place, or its disk is full.</exception>
    public async ValueTask<WriteTransaction> BeginWriteAsync(
        CancellationToken cancellation = default
    )
    {
        if (_commits.State.DeltaMemoryBytes > _options.DeltaLimitBytes / 2)
        {
            await _dueCheckpoint.WaitAsync(cancellation).ConfigureAwait(false);
        }
        var entry = await _writers.EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _commits.ThrowIfFenced();
            if (IsOutOfSpace)
            {
                throw StorageErrors.DiskFull(Directory);
            }
            await _reservation.EnsureAsync().WaitAsync(cancellation).ConfigureAwait(false);
            return new WriteTransaction(this, entry);
        }
        catch
        {
            _writers.Leave(entry);
            throw;
        }
    }

    /// <summary>Waits until snapshots contain a commit.</summary>
    /// <returns>Whether they do; false when the time was up.</returns>
    public ValueTask<bool> WaitForAsync(
        long sequence,
        TimeSpan timeout,
        CancellationToken cancellation
    ) => _commits.WaitForAsync(sequence, timeout, cancellation);

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

    /// <summary>
    /// Closes the database; snapshots that are still open keep their files mapped, transactions that are still open fail to commit. Waits for a checkpoint
    /// that is under way.
    /// </summary>
    public void Dispose()
    {
        // The last user and who closes the database may come at the same moment.
        if (Interlocked.Exchange(ref _disposals, 1) != 0)
        {
            return;
        }
        _isDisposed = true;
        _schemaChanges.Dispose();
        _checkpoints.Wait();
        _reservation.Close();
        _compaction.Close();
        _log.Dispose();
        _commits.State.Base.Unpin();
        _lock?.Dispose();
        // Whoever still waits for a checkpoint is told that the database is closed.
        _checkpoints.Release();
    }

    internal OwnIds NewNodeIds() => new(_nodeIds, _reservation);

    internal OwnIds NewRelationshipIds() => new(_relationshipIds, _reservation);

    internal Snapshot LatestForStatement(out LinkedListNode<long> statement) =>
        _commits.LatestForStatement(out statement);

    internal void EndWrite(LinkedListNode<long> entry) => _writers.Leave(entry);

    /// <summary>Makes a run durable, then visible.</summary>
    internal async ValueTask<long> CommitAsync(ChangeRun run)
    {
        long sequence = await _commits.CommitAsync(run).ConfigureAwait(false);
        _compaction.BeginWhenDue();
        CheckpointWhenDue(run.Bytes.Length);
        return sequence;
    }

    /// <summary>Goes on with what the process before left unfinished.</summary>
    private static Database Start(Database database)
    {
        try
        {
            StoreSweep.DeleteAdopted(database._store, database._commits.State);
            IncrementMark.Restore(database._files, database.Directory, database._commits.State);
            database.ReplaceDamagedIndexes();
            database._schemaChanges.Resume();
            return database;
        }
        catch
        {
            // The caller gives the lock back, if it can still be had.
            database._lock = null;
            database.Dispose();
            throw;
        }
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

    private void CheckpointWhenDue(int committedBytes)
    {
        bool isDue = Interlocked.Add(ref _logBytes, committedBytes) >= _options.CheckpointLogBytes;
        if (isDue && Interlocked.Exchange(ref _checkpointsDue, 1) == 0)
        {
            _dueCheckpoint = RunDueCheckpointAsync();
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
        if (_commits.IsFenced)
        {
            return false;
        }
        var state = _commits.Freeze();
        if (state.Delta.Length == 0)
        {
            return false;
        }
        try
        {
            using var graph = CommitPipeline.Pin(state);
            long logBytes = Interlocked.Read(ref _logBytes);
            var plan = new CheckpointPlan(
                state.Base.Generation.Manifest,
                state.Base.Patches,
                state.Delta,
                state.Tokens,
                graph.Counts,
                state.End,
                _checkpointer.Fold(state)
            );
            var patches = _checkpointer.WritePatches(plan);
            var manifest = IndexCheckpoint.Add(
                _store,
                plan.Describe(patches.Select(static patch => patch.File)),
                state,
                [.. patches.Select(static patch => patch.Run)]
            );
            // What is set aside must be said behind the place from which the log is kept.
            if (_reservation.RepeatAsync().GetAwaiter().GetResult() == AppendResult.NoSpace)
            {
                throw StorageErrors.DiskFull(Directory);
            }
            var next = _checkpointer.Publish(manifest, _commits.AppendAsync);
            _commits.Change(s => s.Over(next));
            _checkpointer.Release(plan, manifest, state.Base, _log);
            state.Base.Unpin();
            Interlocked.Add(ref _logBytes, -logBytes);
            return true;
        }
        finally
        {
            _commits.Change(static s => s with { FrozenRuns = 0 });
        }
    }
}
