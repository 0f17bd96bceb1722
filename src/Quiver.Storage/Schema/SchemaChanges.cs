using Quiver.Model.Status;
using Quiver.Storage.Indexes;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Schema;

/// <summary>Lets transactions change a database's schema one after the other, and sees to it that nothing unfinished of them remains.</summary>
internal sealed class SchemaChanges : IDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly Database _database;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _ending = new();
    private bool _isDisposed;

    /// <summary>Serves a database that is about to be opened.</summary>
    public SchemaChanges(Database database)
    {
        _database = database;
        Populator = new(database);
    }

    /// <summary>Builds the indexes.</summary>
    public IndexPopulator Populator { get; }

    /// <summary>Goes on with what a process that died, or was stopped, left unfinished: indexes that are not built yet.</summary>
    public void Resume()
    {
        foreach (var index in _database.Definitions.Indexes)
        {
            Populator.Add(index);
        }
    }

    /// <summary>Ends builds and waits until they have ended, and a short time for a change that is under way: it may wait for writers that never end.</summary>
    public void Dispose()
    {
        Populator.Dispose();
        _turn.Wait(StopTime);
        lock (_ending)
        {
            _isDisposed = true;
            _turn.Dispose();
        }
    }

    /// <summary>Begins a transaction; waits for the one before.</summary>
    /// <exception cref="CypherException">The one before did not end in time; or the log failed.</exception>
    public async ValueTask<SchemaTransaction> BeginAsync(CancellationToken cancellation)
    {
        var timeout = _database.Options.LockTimeout;
        if (!await _turn.WaitAsync(timeout, cancellation).ConfigureAwait(false))
        {
            throw StorageErrors.SchemaLockTimeout(timeout);
        }
        try
        {
            await DropOrphansAsync(cancellation).ConfigureAwait(false);
            return new SchemaTransaction(_database, this);
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Ends a transaction.</summary>
    /// <param name="hasOrphans">Whether it left indexes of constraints that it did not commit.</param>
    public void End(bool hasOrphans)
    {
        if (hasOrphans)
        {
            _ = DropAndReleaseAsync();
        }
        else
        {
            Release();
        }
    }

    /// <summary>Makes a single change durable.</summary>
    public async ValueTask CommitAsync(SchemaChange change, CancellationToken cancellation)
    {
        using var transaction = await _database.BeginWriteAsync(cancellation).ConfigureAwait(false);
        transaction.ChangeSchema(change);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private async Task DropAndReleaseAsync()
    {
        try
        {
            await DropOrphansAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
            when (error
                    is IOException
                        or StorageException
                        or CypherException
                        or ObjectDisposedException
            )
        {
            // The next change drops them, or the next process.
        }
        finally
        {
            Release();
        }
    }

    private void Release()
    {
        lock (_ending)
        {
            if (!_isDisposed)
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Drops indexes whose constraint was never committed.</summary>
    private async ValueTask DropOrphansAsync(CancellationToken cancellation)
    {
        var schema = _database.Definitions;
        foreach (var index in schema.Indexes)
        {
            if (index.OwningConstraint is { } owner && schema.FindConstraint(owner) is null)
            {
                await CommitAsync(SchemaChange.DropIndex(index.Id), cancellation)
                    .ConfigureAwait(false);
                _database.Populations.Forget(index.Id);
            }
        }
    }
}
