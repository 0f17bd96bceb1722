using Quiver.Storage;

namespace Quiver.Engine.Databases;

/// <summary>A database in use, with what only the engine knows of it: its name and its bookmarks.</summary>
/// <param name="name">The name under which it is served.</param>
/// <param name="database">The database; owned from now on.</param>
/// <remarks>Thread safe.</remarks>
internal sealed class OpenDatabase(string name, Database database) : IDisposable
{
    // One process at a time writes a log, so that its epoch never changes.
    private const long Epoch = 1;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The graph as of the newest commit. The caller disposes it.</summary>
    public Snapshot OpenSnapshot() => database.Latest();

    /// <summary>The bookmark of the newest commit.</summary>
    public string NewestBookmark() => BookmarkOf(database.Sequence);

    /// <summary>The bookmark of the newest commit that a snapshot contains.</summary>
    public string BookmarkOf(Snapshot snapshot) => BookmarkOf(snapshot.Sequence);

    /// <summary>Waits until the newest commit is no older than those that bookmarks name. Completes synchronously when it is.</summary>
    /// <exception cref="Model.Status.CypherException"><c>Transaction.InvalidBookmark</c>, <c>Transaction.BookmarkTimeout</c>.</exception>
    public async ValueTask AwaitBookmarksAsync(
        IReadOnlyList<string> bookmarks,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        long wanted = NewestOf(bookmarks);
        long deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (database.Sequence < wanted)
        {
            if (Environment.TickCount64 >= deadline)
            {
                throw EngineErrors.BookmarkTimeout(Name, wanted, database.Sequence);
            }
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    private string BookmarkOf(long sequence) =>
        new Bookmark(database.LogId, Epoch, sequence).ToString();

    private long NewestOf(IReadOnlyList<string> bookmarks)
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
            else if (!database.PredecessorLogIds.Contains(bookmark.Value.LogId))
            {
                throw EngineErrors.ForeignBookmark(text);
            }
        }
        return newest;
    }
}
