using Quiver.Cypher.Execution;
using Quiver.Foundation;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;
using Quiver.Storage.Transactions;

namespace Quiver.Engine.Databases;

/// <summary>
/// A database in use, with what only the engine knows of it: its name, its bookmarks, and how many use it. One that an import replaced stays readable until
/// the last transaction that began on it has ended.
/// </summary>
/// <param name="name">The name under which it is served.</param>
/// <param name="database">The database; owned from now on.</param>
/// <param name="clock">The engine's clock.</param>
/// <remarks>Thread safe.</remarks>
internal sealed class OpenDatabase(string name, Database database, IClock clock) : IDisposable
{
    // One process at a time writes a log, so that its epoch never changes.
    private const long Epoch = 1;

    // How long an import that is finished waits for the transactions that write: then those fail, and their clients may try again.
    private static readonly TimeSpan WriterPatience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _closed = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private volatile NumberedBookmark? _lastBookmark;

    // The engine's own use keeps it open while nobody asks for it.
    private int _uses = 1;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is the database of databases, users and aliases, which takes commands only.</summary>
    public bool IsSystem { get; } = name == DatabaseNames.System;

    /// <summary>How often its indexes were searched since it was opened.</summary>
    public IndexReads IndexReads { get; } = new(clock.UtcNow);

    /// <summary>Its identity, as element ids have it.</summary>
    public Guid DatabaseId => database.DatabaseId;

    /// <summary>The number of the newest commit.</summary>
    public long Sequence => database.Sequence;

    /// <summary>The identity of its commit log.</summary>
    public Guid LogId => database.LogId;

    /// <summary>Logs whose commits are all contained or superseded.</summary>
    public IReadOnlyList<Guid> PredecessorLogIds => database.PredecessorLogIds;

    /// <summary>The database in storage: for what is no query.</summary>
    public Database Store => database;

    /// <summary>Whether the database never held anything.</summary>
    public bool IsNeverUsed => database.IsNeverUsed;

    /// <summary>Whether another generation took the place of this one in the folder.</summary>
    public bool IsReplaced => database.IsReplaced;

    /// <summary>The graph as of the newest commit. The caller disposes it.</summary>
    public Snapshot OpenSnapshot() => database.Latest();

    /// <summary>Begins a transaction that writes; waits until it may.</summary>
    public ValueTask<WriteTransaction> BeginWriteAsync(CancellationToken cancellationToken) =>
        database.BeginWriteAsync(cancellationToken);

    /// <summary>The bookmark of the newest commit.</summary>
    public string NewestBookmark() => BookmarkOf(database.Sequence);

    /// <summary>The bookmark of the newest commit that a snapshot contains.</summary>
    public string BookmarkOf(Snapshot snapshot) => BookmarkOf(snapshot.Sequence);

    /// <summary>Waits until the newest commit is no older than those that bookmarks name. Completes synchronously when it is.</summary>
    /// <exception cref="Model.Status.CypherException"><c>Transaction.InvalidBookmark</c>, <c>Transaction.BookmarkTimeout</c>.</exception>
    /// <param name="bookmarks">The bookmarks.</param>
    /// <param name="isOfOtherDatabase">Whether a log is that of another database of this home: its commits need no wait here.</param>
    /// <param name="timeout">How long a commit may be waited for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask AwaitBookmarksAsync(
        IReadOnlyList<string> bookmarks,
        Func<Guid, bool> isOfOtherDatabase,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        long wanted = NewestOf(bookmarks, isOfOtherDatabase);
        if (!await database.WaitForAsync(wanted, timeout, cancellationToken))
        {
            throw EngineErrors.BookmarkTimeout(Name, wanted, database.Sequence);
        }
    }

    /// <summary>Whether the database began as that import.</summary>
    public bool Is(SealedGeneration generation) => generation.Manifest.LogId == database.LogId;

    /// <summary>Begins a use; false when the last one has ended.</summary>
    public bool TryEnter()
    {
        int uses = Volatile.Read(ref _uses);
        while (uses > 0)
        {
            int seen = Interlocked.CompareExchange(ref _uses, uses + 1, uses);
            if (seen == uses)
            {
                return true;
            }
            uses = seen;
        }
        return false;
    }

    /// <summary>Ends a use; the last one closes the database.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            Dispose();
        }
    }

    /// <summary>Puts a finished import in the place of the database; those who use it now go on reading it.</summary>
    /// <returns>The database that goes on; null when this one was ever used and <paramref name="onlyUnused"/> is set.</returns>
    /// <exception cref="IOException">It was not replaced, or <see cref="IsReplaced"/> and its successor cannot be opened.</exception>
    public async ValueTask<OpenDatabase?> ReplaceAsync(SealedGeneration generation, bool onlyUnused)
    {
        var next = await database.ReplaceAsync(generation, WriterPatience, onlyUnused);
        return next is null ? null : new OpenDatabase(Name, next, clock);
    }

    /// <summary>Ends the engine's own use, waits a while for the others, then closes the database whoever uses it.</summary>
    public async ValueTask CloseAsync(TimeSpan patience)
    {
        Leave();
        await Task.WhenAny(_closed.Task, Task.Delay(patience));
        Dispose();
    }

    /// <summary>Closes the database whoever uses it. What they read stays readable; what they write fails.</summary>
    public void Dispose()
    {
        database.Dispose();
        _closed.TrySetResult();
    }

    /// <summary>The bookmark of a commit.</summary>
    public string BookmarkOf(long sequence)
    {
        // Those who read between two commits all get the same.
        if (_lastBookmark is not { } last || last.Sequence != sequence)
        {
            _lastBookmark = last = new(sequence, BookmarkOf(database.LogId, sequence));
        }
        return last.Text;
    }

    /// <summary>The bookmark of a commit of a log.</summary>
    public static string BookmarkOf(Guid logId, long sequence) =>
        new Bookmark(logId, Epoch, sequence).ToString();

    private sealed record NumberedBookmark(long Sequence, string Text);

    private long NewestOf(IReadOnlyList<string> bookmarks, Func<Guid, bool> isOfOtherDatabase)
    {
        if (bookmarks.Count > Bookmark.MaxPerRequest)
        {
            throw EngineErrors.TooManyBookmarks();
        }
        long newest = 0;
        foreach (string text in bookmarks)
        {
            if (!Bookmark.TryParse(text, out var bookmark))
            {
                throw EngineErrors.MalformedBookmark(text);
            }
            if (bookmark.Value.LogId == database.LogId && bookmark.Value.Epoch <= Epoch)
            {
                newest = Math.Max(newest, bookmark.Value.Sequence);
            }
            else if (
                !database.PredecessorLogIds.Contains(bookmark.Value.LogId)
                && !isOfOtherDatabase(bookmark.Value.LogId)
            )
            {
                throw EngineErrors.ForeignBookmark(text);
            }
        }
        return newest;
    }
}
