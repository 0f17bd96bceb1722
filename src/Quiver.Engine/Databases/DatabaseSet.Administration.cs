using Quiver.Cypher.Syntax.Tree;
using Quiver.Engine.Administration;
using Quiver.Model.Status;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Manifests;

namespace Quiver.Engine.Databases;

/// <summary>What commands do to the databases of the home; each waits for the one before and for imports that are being published.</summary>
internal sealed partial class DatabaseSet
{
    // The identities of dropped databases' logs, so that their bookmarks, which drivers go on sending, are no errors.
    private const int MaxDroppedLogs = 1_000;

    private static readonly TimeSpan TransactionPatience = TimeSpan.FromSeconds(5);

    private readonly Queue<Guid> _droppedLogs = [];

    /// <summary>Whether a command stopped the database.</summary>
    public bool IsStopped(string name) =>
        system.State.Databases.TryGetValue(name, out var record) && record.IsStopped;

    /// <summary>Whether the database may only be read.</summary>
    public bool IsReadOnly(string name) => system.State.Database(name).IsReadOnly;

    /// <summary>The version of Cypher of queries that name none.</summary>
    public LanguageVersion LanguageOf(string name) =>
        system.State.Databases.TryGetValue(name, out var record) && record.IsCypher25
            ? LanguageVersion.Cypher25
            : LanguageVersion.Cypher5;

    /// <summary>Whether the conventional name means the default database now.</summary>
    public bool IsConventionalAlias =>
        DefaultName != ConventionalDefault
        && !Exists(ConventionalDefault)
        && !system.State.Aliases.ContainsKey(ConventionalDefault);

    /// <summary>The database if it is open now.</summary>
    public OpenDatabase? FindOpen(string name) => TryGetOpen(name, out var open) ? open : null;

    /// <summary>Why the database of that name cannot be opened; null when it can.</summary>
    public string? ProblemOf(string name)
    {
        try
        {
            Open(name);
            return null;
        }
        catch (CypherException error)
        {
            return error.Message;
        }
    }

    /// <summary>The identity of a database's commit log; null when that cannot be read.</summary>
    public Guid? LogIdOf(string name)
    {
        try
        {
            return TryGetOpen(name, out var open)
                ? open.LogId
                : ManifestFile.Read(options.FileSystem, _catalog.DirectoryOf(name)).LogId;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a commit log is or was that of another database of this home: drivers send the bookmarks of all databases to each.</summary>
    public bool IsKnownLog(Guid logId)
    {
        if (system.Database.LogId == logId)
        {
            return true;
        }
        lock (_lock)
        {
            if (_droppedLogs.Contains(logId))
            {
                return true;
            }
        }
        return _catalog.List().Any(name => IsLogOf(name, logId));
    }

    /// <summary>Makes an empty database.</summary>
    /// <exception cref="CypherException">The disk failed, or there is one already.</exception>
    public async ValueTask CreateAsync(string name)
    {
        await _changing.WaitAsync();
        try
        {
            Database.CreateEmpty(options.FileSystem, _catalog.DirectoryOf(name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AdministrationErrors.DiskFailed("create", name, error);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Ends the transactions of a database and closes it: on return other programs can have its files. The system database says already that it is stopped.</summary>
    public async ValueTask CloseAsync(string name)
    {
        await _changing.WaitAsync();
        try
        {
            await CloseOpenAsync(name);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Closes a database and takes it out of the home, as a whole or not at all. What <c>system</c> knows of it is to be removed, then its files.</summary>
    /// <exception cref="CypherException">The disk failed, or another program has the files.</exception>
    public async ValueTask<DroppedDatabase> DropAsync(string name)
    {
        await _changing.WaitAsync();
        SetLeaving(name, true);
        try
        {
            Guid? log = LogIdOf(name);
            await CloseOpenAsync(name);
            var dropped = _catalog.Drop(name);
            Remember(log);
            return dropped;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AdministrationErrors.DiskFailed("delete", name, error);
        }
        finally
        {
            SetLeaving(name, false);
            _changing.Release();
        }
    }

    /// <summary>Deletes the files of a database that was dropped.</summary>
    public void Delete(DroppedDatabase dropped) => _catalog.Delete(dropped);

    /// <summary>Finishes what a process that died while it dropped databases left: what <c>system</c> knows of them, then their files.</summary>
    public void FinishDrops()
    {
        foreach (var dropped in _catalog.Dropped())
        {
            try
            {
                // A database of that name was made since: what is known is known of that one.
                if (!_catalog.Exists(dropped.Name))
                {
                    system
                        .ChangeAsync(state => state.WithoutDatabase(dropped.Name, andAliases: true))
                        .AsTask()
                        .GetAwaiter()
                        .GetResult();
                }
                _catalog.Delete(dropped);
            }
            catch (CypherException)
            {
                // The disk is full, or cannot be written: the next start tries again.
            }
        }
    }

    private bool IsLogOf(string name, Guid logId)
    {
        try
        {
            if (TryGetOpen(name, out var open))
            {
                return open.LogId == logId || open.PredecessorLogIds.Contains(logId);
            }
            var manifest = ManifestFile.Read(options.FileSystem, _catalog.DirectoryOf(name));
            return manifest.LogId == logId || manifest.PredecessorLogIds.Contains(logId);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async ValueTask CloseOpenAsync(string name)
    {
        Lazy<OpenDatabase>? entry;
        lock (_lock)
        {
            _open.Remove(name, out entry);
        }
        if (entry is null)
        {
            return;
        }
        OpenDatabase database;
        try
        {
            database = entry.Value;
        }
        catch (CypherException)
        {
            // It could not be opened: there is nothing to close.
            return;
        }
        stopTransactions(name);
        await database.CloseAsync(TransactionPatience);
    }

    private void SetLeaving(string name, bool leaves)
    {
        lock (_lock)
        {
            if (leaves)
            {
                _leaving.Add(name);
            }
            else
            {
                _leaving.Remove(name);
            }
        }
    }

    private void Remember(Guid? log)
    {
        lock (_lock)
        {
            if (log is { } known)
            {
                _droppedLogs.Enqueue(known);
            }
            if (_droppedLogs.Count > MaxDroppedLogs)
            {
                _droppedLogs.Dequeue();
            }
        }
    }
}
