using System.Diagnostics.CodeAnalysis;
using Quiver.Model.Status;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;

namespace Quiver.Engine.Databases;

/// <summary>The databases of a home, each opened when it is first used. What the folder holds is the truth: nothing is remembered about names that were not found.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class DatabaseSet(EngineOptions options) : IAsyncDisposable
{
    private readonly DatabaseCatalog _catalog = new(options.FileSystem, options.Home);
    private readonly Dictionary<string, Lazy<OpenDatabase>> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _publishing = new(1, 1);
    private bool _isClosed;

    /// <summary>The name of the database of requests that name none.</summary>
    public string DefaultName { get; } = options.DefaultDatabase.ToLowerInvariant();

    /// <summary>The databases in the home now, by name.</summary>
    public IReadOnlyList<DatabaseDescription> List() =>
        [
            .. _catalog
                .List()
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
    /// <param name="name">A name in any case, or null for the default database.</param>
    public string Resolve(string? name)
    {
        string asked = name ?? DefaultName;
        return
            DatabaseNames.TryNormalize(asked, out string? normal, out _)
            && (IsOpen(normal) || _catalog.Exists(normal))
            ? normal
            : throw EngineErrors.DatabaseNotFound(asked);
    }

    /// <summary>The database, opened when it was not. The caller ends its use by <see cref="OpenDatabase.Leave"/>.</summary>
    /// <param name="name">A name in any case, or null for the default database.</param>
    public OpenDatabase Enter(string? name)
    {
        while (true)
        {
            // One that was replaced between the two calls is not entered any more; its successor stands in its place.
            var database = Open(name);
            if (database.TryEnter())
            {
                return database;
            }
        }
    }

    /// <summary>What stands under a name.</summary>
    public DatabaseUse UseOf(string name)
    {
        if (
            !DatabaseNames.TryNormalize(name, out string? normal, out _)
            || !(IsOpen(normal) || _catalog.Exists(normal))
        )
        {
            return DatabaseUse.Absent;
        }
        try
        {
            return Open(normal).IsNeverUsed ? DatabaseUse.Unused : DatabaseUse.Used;
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
        await _publishing.WaitAsync();
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
            _publishing.Release();
        }
    }

    /// <summary>The database, opened when it was not. It stays open only as long as somebody uses it or no import replaces it.</summary>
    /// <param name="name">A name in any case, or null for the default database.</param>
    public OpenDatabase Open(string? name)
    {
        string resolved = Resolve(name);
        Lazy<OpenDatabase>? entry;
        lock (_lock)
        {
            if (_isClosed)
            {
                throw EngineErrors.Closing();
            }
            if (!_open.TryGetValue(resolved, out entry))
            {
                entry = new Lazy<OpenDatabase>(() =>
                    new OpenDatabase(resolved, OpenStored(resolved))
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
        return ValueTask.CompletedTask;
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
        Open(name);
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
                DatabaseOptions.Default
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw EngineErrors.DatabaseUnavailable(name, error);
        }
    }

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
