using System.Diagnostics.CodeAnalysis;
using Quiver.Engine.Administration;
using Quiver.Model.Status;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;

namespace Quiver.Engine.Databases;

/// <summary>The databases of a home, each opened when it is first used. What the folder holds is the truth: nothing is remembered about names that were not found.</summary>
/// <param name="options">The home.</param>
/// <param name="system">The system database: what is stopped, and further names.</param>
/// <param name="stopTransactions">Stops the transactions of a database of that name.</param>
/// <remarks>Thread safe.</remarks>
internal sealed partial class DatabaseSet(
    EngineOptions options,
    SystemStore system,
    Action<string> stopTransactions
) : IAsyncDisposable
{
    /// <summary>The name that also means the default database, while no database and no alias has it.</summary>
    public const string ConventionalDefault = "neo4j";

    // What a database keeps in memory until a checkpoint, and the patches that a checkpoint makes, are at most such parts of the memory that there is.
    private const int DeltaShare = 4;
    private const int FoldShare = 8;

    // What waits of the system count to. A longer one is as good as without end.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(24);

    private readonly DatabaseCatalog _catalog = new(options.FileSystem, options.Home);
    private readonly Dictionary<string, Lazy<OpenDatabase>> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly HashSet<string> _leaving = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1, 1);
    private bool _isClosed;

    /// <summary>The name of the database of requests that name none.</summary>
    public string DefaultName { get; } = options.DefaultDatabase.ToLowerInvariant();

    /// <summary>The databases in the home now, by name; also those that cannot be opened because their MANIFEST is missing.</summary>
    public IReadOnlyList<DatabaseDescription> List() =>
        [
            .. _catalog
                .ListWithRemains()
                .Select(name => new DatabaseDescription(
                    name,
                    string.Equals(name, DefaultName, StringComparison.Ordinal)
                )),
        ];

    /// <summary>Makes the default database, empty, unless it exists.</summary>
    public void CreateDefault()
    {
        if (!DatabaseNames.TryNormalize(DefaultName, out string? name, out string? problem))
        {
            throw new StorageException($"The default database cannot be made: {problem}");
        }
        if (!_catalog.Exists(name))
        {
            Database.CreateEmpty(options.FileSystem, _catalog.DirectoryOf(name));
        }
    }

    /// <summary>The name under which a database is kept.</summary>
    /// <param name="name">A name or alias in any case, or null for the default database.</param>
    public string Resolve(string? name) =>
        TryResolve(name ?? DefaultName) ?? throw NotFound(name ?? DefaultName);

    /// <summary>The name under which a database is kept; null when there is none of that name or alias.</summary>
    public string? TryResolve(string name)
    {
        string lower = name.ToLowerInvariant();
        if (lower == DatabaseNames.System)
        {
            return lower;
        }
        if (Exists(lower))
        {
            return lower;
        }
        string? target =
            system.State.Aliases.GetValueOrDefault(lower)?.Target
            ?? (lower == ConventionalDefault ? DefaultName : null);
        return target is not null && Exists(target) ? target : null;
    }

    /// <summary>Whether a database stands in the home under that very name.</summary>
    public bool Exists(string name) =>
        DatabaseNames.TryNormalize(name, out string? normal, out _)
        && (IsOpen(normal) || _catalog.Exists(normal));

    /// <summary>The database, opened when it was not. The caller ends its use by <see cref="OpenDatabase.Leave"/>.</summary>
    /// <param name="name">A name in any case, or null for the default database.</param>
    public OpenDatabase Enter(string? name)
    {
        if (TryEnterOpen(name ?? DefaultName) is { } open)
        {
            return open;
        }
        while (true)
        {
            // One that was replaced between the two calls is not entered any more; its successor stands in its place.
            string resolved = Resolve(name);
            var database = resolved == DatabaseNames.System ? system.Database : Open(resolved);
            if (database.TryEnter())
            {
                return database;
            }
        }
    }

    /// <summary>The database when it is open, not stopped, and the name its very own; otherwise null. The caller ends its use by <see cref="OpenDatabase.Leave"/>.</summary>
    /// <remarks>The short way of nearly every query: no alias has the name of a database.</remarks>
    public OpenDatabase? TryEnterOpen(string name)
    {
        lock (_lock)
        {
            return
                !_isClosed
                && _open.TryGetValue(name, out var entry)
                && entry.IsValueCreated
                && !_leaving.Contains(name)
                && !IsStopped(name)
                && entry.Value.TryEnter()
                ? entry.Value
                : null;
        }
    }

    /// <summary>What stands under a name.</summary>
    public DatabaseUse UseOf(string name)
    {
        if (!DatabaseNames.TryNormalize(name, out string? normal, out _))
        {
            return DatabaseUse.Absent;
        }
        if (!IsOpen(normal) && !_catalog.Exists(normal))
        {
            return DatabaseRemains.Exist(options.FileSystem, _catalog.DirectoryOf(normal))
                ? DatabaseUse.Used
                : DatabaseUse.Absent;
        }
        try
        {
            return IsNeverUsed(normal) ? DatabaseUse.Unused : DatabaseUse.Used;
        }
        catch (CypherException error)
        {
            return error.InnerException is DatabaseInUseException
                ? DatabaseUse.Elsewhere
                : DatabaseUse.Used;
        }
    }

    /// <summary>
    /// Puts a finished import under a name: in the place of the database that is there, whose readers go on with what they began to read, or where there
    /// is none. On return it is open. Publishing it once more does nothing.
    /// </summary>
    /// <param name="name">The database.</param>
    /// <param name="run">The name of the import's staging folder.</param>
    /// <param name="overwrite">Whether a database that was ever used may be replaced.</param>
    public async ValueTask<PublishOutcome> PublishAsync(string name, string run, bool overwrite)
    {
        if (!DatabaseNames.TryNormalize(name, out string? normal, out string? problem))
        {
            throw new StorageException(problem);
        }
        await _changing.WaitAsync();
        try
        {
            string directory = _catalog.DirectoryOf(normal);
            var generation = SealedGeneration.Read(options.FileSystem, directory, run);
            var use = UseOf(normal);
            if (use is DatabaseUse.Elsewhere)
            {
                return PublishOutcome.Elsewhere;
            }
            bool isOpen = TryGetOpen(normal, out var current);
            if (isOpen && current!.Is(generation))
            {
                return PublishOutcome.Published;
            }
            if (use is DatabaseUse.Used && !overwrite)
            {
                return PublishOutcome.Refused;
            }
            if (!isOpen)
            {
                return PublishClosed(normal, generation);
            }
            return await ReplaceAsync(current!, generation, overwrite)
                ? PublishOutcome.Published
                : PublishOutcome.Refused;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>The database, opened when it was not. It stays open only as long as somebody uses it or no import replaces it.</summary>
    /// <param name="name">Its very name, in any case.</param>
    public OpenDatabase Open(string name)
    {
        string resolved = Exists(name) ? name.ToLowerInvariant() : throw NotFound(name);
        Lazy<OpenDatabase>? entry;
        lock (_lock)
        {
            if (_isClosed)
            {
                throw EngineErrors.Closing();
            }
            // Looked at under the lock: a database that is being stopped is not opened again behind the back of who stops it.
            if (_leaving.Contains(resolved) || IsStopped(resolved))
            {
                throw EngineErrors.DatabaseOffline(resolved);
            }
            if (!_open.TryGetValue(resolved, out entry))
            {
                entry = new Lazy<OpenDatabase>(() =>
                    new OpenDatabase(resolved, OpenStored(resolved), options.Clock)
                );
                _open.Add(resolved, entry);
            }
        }
        try
        {
            return entry.Value;
        }
        catch
        {
            Forget(resolved, entry);
            throw;
        }
    }

    /// <summary>Closes the databases. Queries must have ended.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var entry in _open.Values.Where(static entry => entry.IsValueCreated))
            {
                entry.Value.Dispose();
            }
            _open.Clear();
        }
        system.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>There is no database of that name; or its files are there, but cannot be read.</summary>
    private CypherException NotFound(string name)
    {
        if (DatabaseNames.TryNormalize(name, out string? normal, out _))
        {
            string directory = _catalog.DirectoryOf(normal);
            if (DatabaseRemains.Exist(options.FileSystem, directory))
            {
                return EngineErrors.DatabaseUnavailable(normal, DatabaseRemains.Error(directory));
            }
        }
        return EngineErrors.DatabaseNotFound(name);
    }

    /// <summary>Publishes where nothing is open: there is no database, or one that is damaged.</summary>
    private PublishOutcome PublishClosed(string name, SealedGeneration generation)
    {
        string directory = _catalog.DirectoryOf(name);
        try
        {
            using (DatabaseLock.Take(options.FileSystem, directory))
            {
                GenerationPublisher.Publish(options.FileSystem, directory, generation);
            }
        }
        catch (DatabaseInUseException)
        {
            return PublishOutcome.Elsewhere;
        }
        if (!IsStopped(name))
        {
            Open(name);
        }
        return PublishOutcome.Published;
    }

    private async ValueTask<bool> ReplaceAsync(
        OpenDatabase current,
        SealedGeneration generation,
        bool overwrite
    )
    {
        OpenDatabase? next = null;
        try
        {
            next = await current.ReplaceAsync(generation, onlyUnused: !overwrite);
            return next is not null;
        }
        finally
        {
            if (current.IsReplaced)
            {
                PutInPlaceOf(current, next);
            }
        }
    }

    private void PutInPlaceOf(OpenDatabase current, OpenDatabase? next)
    {
        bool isClosed;
        lock (_lock)
        {
            isClosed = _isClosed;
            _open.Remove(current.Name);
            if (next is not null && !isClosed)
            {
                _open.Add(current.Name, new Lazy<OpenDatabase>(next));
            }
        }
        if (isClosed)
        {
            next?.Dispose();
        }
        current.Leave();
    }

    /// <summary>Whether a database never held anything; one that is stopped is opened for this moment only.</summary>
    private bool IsNeverUsed(string name)
    {
        if (!IsStopped(name))
        {
            return Open(name).IsNeverUsed;
        }
        using var database = OpenStored(name);
        return database.IsNeverUsed;
    }

    private bool TryGetOpen(string name, [NotNullWhen(true)] out OpenDatabase? database)
    {
        lock (_lock)
        {
            database =
                _open.TryGetValue(name, out var entry) && entry.IsValueCreated ? entry.Value : null;
            return database is not null;
        }
    }

    private Database OpenStored(string name)
    {
        try
        {
            return Database.Open(
                options.FileSystem,
                _catalog.DirectoryOf(name),
                StorageOptionsOf(name)
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw EngineErrors.DatabaseUnavailable(name, error);
        }
    }

    private DatabaseOptions StorageOptionsOf(string name) =>
        DatabaseOptions.Default with
        {
            CallersWriteLog = true,
            DeltaLimitBytes = Math.Min(
                DatabaseOptions.Default.DeltaLimitBytes,
                options.MemoryBytes / DeltaShare
            ),
            FoldLimitBytes = Math.Min(
                DatabaseOptions.Default.FoldLimitBytes,
                options.MemoryBytes / FoldShare
            ),
            LockTimeout =
                options.LockTimeout > TimeSpan.Zero && options.LockTimeout <= s_longestWait
                    ? options.LockTimeout
                    : Timeout.InfiniteTimeSpan,
            CheckpointFailed = error =>
                options.Warned?.Invoke(
                    $"A checkpoint of database '{name}' failed; it is tried again later. {error.Message}"
                ),
            IndexReplaced = (index, problem) =>
                options.Warned?.Invoke(
                    $"{problem} The index '{index}' of database '{name}' is built anew."
                ),
        };

    // A database that could not be opened is tried again by the next request: it may have been mended.
    private void Forget(string name, Lazy<OpenDatabase> entry)
    {
        lock (_lock)
        {
            if (_open.GetValueOrDefault(name) == entry)
            {
                _open.Remove(name);
            }
        }
    }

    private bool IsOpen(string name)
    {
        lock (_lock)
        {
            return _open.ContainsKey(name);
        }
    }
}
