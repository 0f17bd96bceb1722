using Quiver.Engine.Databases;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Model.Status;
using Quiver.Storage;

namespace Quiver.Engine.Tests.Databases;

public sealed class OpenDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-open-");
    private readonly Database _database;
    private readonly OpenDatabase _open;

    public OpenDatabaseTests()
    {
        string path = Path.Combine(_folder.FullName, "people");
        Database.CreateEmpty(PosixFileSystem.Instance, path);
        _database = Database.Open(PosixFileSystem.Instance, path, DatabaseOptions.Default);
        _open = new OpenDatabase("people", _database, SystemClock.Instance);
    }

    [Fact]
    public async Task A_bookmark_is_waited_for_until_its_commit_comes()
    {
        string later = new Bookmark(_database.LogId, 1, _database.Sequence + 1).ToString();
        var waiting = AwaitAsync(Eventually.Limit, later);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        await CommitAsync();

        await waiting.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(later, _open.NewestBookmark());
    }

    [Fact]
    public async Task Bookmarks_of_the_past_are_not_waited_for()
    {
        string before = _open.NewestBookmark();
        await CommitAsync();
        string after = _open.NewestBookmark();

        Assert.NotEqual(before, after);
        Assert.True(AwaitAsync(TimeSpan.Zero, before, after).IsCompletedSuccessfully);
        Assert.True(AwaitAsync(TimeSpan.Zero).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_snapshot_keeps_its_own_bookmark()
    {
        using var snapshot = _open.OpenSnapshot();
        string before = _open.BookmarkOf(snapshot);

        await CommitAsync();

        Assert.Equal(before, _open.BookmarkOf(snapshot));
        Assert.NotEqual(before, _open.NewestBookmark());
    }

    [Fact]
    public async Task More_bookmarks_than_a_request_may_have_are_refused()
    {
        string[] many = [.. Enumerable.Repeat(_open.NewestBookmark(), Bookmark.MaxPerRequest + 1)];

        var error = await Assert.ThrowsAsync<CypherException>(() =>
            AwaitAsync(Eventually.Limit, many)
        );

        Assert.Equal("Neo.ClientError.Transaction.InvalidBookmark", error.Status.Code);
    }

    [Fact]
    public async Task Waiting_ends_when_the_request_does()
    {
        using var request = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        string later = new Bookmark(_database.LogId, 1, _database.Sequence + 1).ToString();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await _open.AwaitBookmarksAsync(
                [later],
                static _ => false,
                Eventually.Limit,
                request.Token
            )
        );
    }

    public void Dispose()
    {
        _open.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task AwaitAsync(TimeSpan timeout, params string[] bookmarks) =>
        _open
            .AwaitBookmarksAsync(
                bookmarks,
                static _ => false,
                timeout,
                TestContext.Current.CancellationToken
            )
            .AsTask();

    private async Task CommitAsync()
    {
        using var transaction = await _database.BeginWriteAsync();
        transaction.CreateNode(transaction.Label("Person"));
        await transaction.CommitAsync();
    }
}
