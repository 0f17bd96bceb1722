using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Storage.Catalog;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Reading;
using Quiver.Storage.Transactions;

namespace Quiver.Storage;

/// <summary>An open database: snapshots for readers, one writing transaction at a time.</summary>
/// <remarks>Thread safe. Holds the folder's LOCK until disposed. Readers wait for nobody; a writer waits for the writer before.</remarks>
public sealed class Database : IDisposable
{
    private readonly IFileSystem _files;
    private readonly DatabaseOptions _options;
    private readonly IDisposable _lock;
    private readonly ICommitLog _log;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _gate = new();
    private DatabaseState _state;
    private long _nextNode;
    private long _nextRelationship;
    private bool _logFailed;

    private Database(
        IFileSystem files,
        string directory,
        DatabaseOptions options,
        IDisposable taken
    )
    {
        _files = files;
        _options = options;
        _lock = taken;
        Directory = directory;
        var manifest = ManifestFile.Read(files, directory);
        _state = OpenBase(manifest);
        _nextNode = manifest.NodeIdLimit;
        _nextRelationship = manifest.RelationshipIdLimit;
        try
        {
            _log = CommitLog.Open(files, directory, manifest.LogId, manifest.Replay, Replay);
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
            return new Database(files, directory, options, taken);
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
        files.CreateDirectory(directory);
        using (DatabaseLock.Take(files, directory))
        {
            if (ManifestFile.Exists(files, directory))
            {
                throw new StorageException($"There is a database in {directory} already.");
            }
            ManifestFile.Write(files, directory, Manifest.Empty(Guid.NewGuid(), Guid.NewGuid()));
        }
    }

    /// <summary>The graph as of the newest commit. The caller disposes it.</summary>
    public Snapshot Latest()
    {
        lock (_gate)
        {
            var state = _state;
            return new Snapshot(state.Base.Pin(), state.Delta, state.Tokens, state.Sequence);
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
            return new WriteTransaction(this, Latest(), Interlocked.Read(ref _nextNode));
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    /// <summary>Closes the database; snapshots that are still open keep their files mapped.</summary>
    public void Dispose()
    {
        _log.Dispose();
        lock (_gate)
        {
            _state.Base.Unpin();
        }
        _lock.Dispose();
        _writer.Dispose();
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
        long sequence = _state.Sequence + 1;
        var result = await _log.AppendAsync(LogRecordKind.Commit, sequence, run.Bytes.ToArray())
            .ConfigureAwait(false);
        if (result != AppendResult.Committed)
        {
            _logFailed = true;
            throw StorageErrors.CommitUnknown();
        }
        Publish(run, sequence);
        return sequence;
    }

    private void Publish(ChangeRun run, long sequence)
    {
        var next = _state.With(run, sequence);
        lock (_gate)
        {
            _state = next;
        }
    }

    private void Replay(LogRecord record)
    {
        if (record.Kind != LogRecordKind.Commit || record.Sequence <= _state.Sequence)
        {
            return;
        }
        var run = ChangeRun.Open(record.Body, record.Source);
        _state = _state.With(run, record.Sequence);
        _nextNode = Math.Max(_nextNode, run.NodeIdLimit);
        _nextRelationship = Math.Max(_nextRelationship, run.RelationshipIdLimit);
    }

    private DatabaseState OpenBase(Manifest manifest)
    {
        var generation = Generation.Open(_files, Directory, manifest);
        try
        {
            var patches = PatchReader.Open(_files, Directory, manifest);
            return new DatabaseState(
                new PinnedBase(generation, patches),
                [],
                manifest.Tokens,
                manifest.Replay.Sequence
            );
        }
        catch
        {
            generation.Dispose();
            throw;
        }
    }
}
