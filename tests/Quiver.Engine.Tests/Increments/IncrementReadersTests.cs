using System.Globalization;
using Quiver.Engine.Backups;
using Quiver.Engine.Databases;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;
using Quiver.Storage.Backups;
using Quiver.Storage.Checks;
using Quiver.Storage.Generations;
using Quiver.Storage.Information;

namespace Quiver.Engine.Tests.Increments;

/// <summary>Merges as those see them who read, wait for bookmarks and make backups meanwhile.</summary>
public sealed class IncrementReadersTests
{
    private const int Nodes = 50;
    private const string Names = "MATCH (n:P) RETURN n.id AS id";
    private const string Counts =
        "MATCH (n:P) WITH count(n) AS nodes OPTIONAL MATCH (:P)-[r:R]->(:P) RETURN nodes, count(r) AS joins";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_that_is_being_read_stays_as_it_was_to_its_end()
    {
        await using var home = await IncrementHome.OpenAsync();
        await home.RunAsync("UNWIND range(1, 5000) AS i CREATE (:P {id: 'n' + i})");
        var before = await home.RowsAsync(Names);
        var options = home.Build([.. NewNodes(0), "a,,,,,D", "n1,,,,,D", "n5000,,,,,D"], []);
        await using var session = home.OpenSession();
        var cursor = await session.RunAsync(new RunRequest { Query = Names });
        var first = await cursor.NextBatchAsync(10);
        Assert.Equal(10, first!.RowCount);

        await home.MergeAsync(options);
        await home.RunAsync("CREATE (:P {id: 'later'})");

        var rest = await EngineHome.RowsAsync(cursor);
        await cursor.DisposeAsync();
        Assert.Equal(before[10..], rest);
        Assert.Equal(before.Count + Nodes - 3 + 1, (await home.RowsAsync(Names)).Count);
    }

    [Fact]
    public async Task Readers_beside_merges_see_whole_increments_and_never_an_older_one_again()
    {
        const int Increments = 6;
        await using var home = await IncrementHome.OpenAsync();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var readers = Enumerable
            .Range(0, 3)
            .Select(_ => Task.Run(() => ReadAsync(home, done.Token), Stop));
        Task<List<int>>[] running = [.. readers];
        for (int increment = 0; increment < Increments; increment++)
        {
            await home.MergeAsync(home.Build(NewNodes(increment), NewJoins(increment)));
        }
        await done.CancelAsync();
        foreach (var seen in await Task.WhenAll(running))
        {
            Assert.Equal(seen.Order(), seen);
            Assert.InRange(seen[^1], 0, Increments);
        }
        Assert.Equal(Increments, await NextAsync(home));
    }

    [Fact]
    public async Task Bookmarks_from_before_hold_and_the_one_of_the_merge_is_waited_for()
    {
        await using var home = await IncrementHome.OpenAsync();
        var options = home.Build(NewNodes(0), NewJoins(0));
        string before = await BookmarkAsync(home);
        Assert.True(Bookmark.TryParse(before, out var bookmark));
        string ofMerge = (
            bookmark.Value with
            {
                Sequence = bookmark.Value.Sequence + 1,
            }
        ).ToString();
        await using var session = home.OpenSession();
        var waiting = session
            .RunAsync(new RunRequest { Query = Counts, Bookmarks = [before, ofMerge] })
            .AsTask();
        Assert.False(waiting.IsCompleted);

        var merged = await home.MergeAsync(options);

        Assert.Equal(bookmark.Value.Sequence + 1, merged.Merge!.Sequence);
        var cursor = await waiting;
        Assert.Equal(["53, 52"], await EngineHome.RowsAsync(cursor));
        Assert.Equal(ofMerge, cursor.Summary.Bookmark);
        await cursor.DisposeAsync();
        foreach (string old in (string[])[before, ofMerge])
        {
            await using var later = home.OpenSession();
            await using var answer = await later.RunAsync(
                new RunRequest { Query = Counts, Bookmarks = [old] }
            );
            Assert.Equal(["53, 52"], await EngineHome.RowsAsync(answer));
        }
    }

    [Fact]
    public async Task Backups_beside_merges_hold_whole_increments_and_the_one_afterwards_holds_all()
    {
        const int Increments = 4;
        await using var home = await IncrementHome.OpenAsync();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var backups = Task.Run(() => BackUpAsync(home, done.Token), Stop);
        for (int increment = 0; increment < Increments; increment++)
        {
            await home.MergeAsync(home.Build(NewNodes(increment), NewJoins(increment)));
        }
        await done.CancelAsync();
        var files = await backups;
        files.Add(await BackUpAsync(home, "last.qbackup"));
        var found = files.ConvertAll(file => Restored(home, file));
        Assert.Equal(found.Order(), found);
        Assert.Equal(Increments, found[^1]);
    }

    private static string[] NewNodes(int increment) =>
        [
            .. Enumerable
                .Range(0, Nodes)
                .Select(i =>
                    string.Create(CultureInfo.InvariantCulture, $"{increment}-{i},,{i},,,")
                ),
        ];

    private static string[] NewJoins(int increment) =>
        [
            .. Enumerable
                .Range(0, Nodes)
                .Select(i =>
                    string.Create(CultureInfo.InvariantCulture, $"{increment}-{i},b,{i},,")
                ),
        ];

    private static async Task<List<int>> ReadAsync(IncrementHome home, CancellationToken done)
    {
        var seen = new List<int>();
        do
        {
            seen.Add(await NextAsync(home));
        } while (!done.IsCancellationRequested);
        return seen;
    }

    /// <summary>How many increments a reader sees now: each brings nodes and relationships.</summary>
    private static async Task<int> NextAsync(IncrementHome home) =>
        IncrementsOf((await home.RowsAsync(Counts))[0]);

    private static int IncrementsOf(string counts)
    {
        int[] numbers =
        [
            .. counts.Split(", ").Select(text => int.Parse(text, CultureInfo.InvariantCulture)),
        ];
        int increments = (numbers[0] - 3) / Nodes;
        Assert.Equal((3 + increments * Nodes, 2 + increments * Nodes), (numbers[0], numbers[1]));
        return increments;
    }

    private static async Task<string> BookmarkAsync(IncrementHome home)
    {
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "CREATE (n) DELETE n" }
        );
        await EngineHome.RowsAsync(cursor);
        return cursor.Summary.Bookmark!;
    }

    private static async Task<List<string>> BackUpAsync(IncrementHome home, CancellationToken done)
    {
        var files = new List<string>();
        do
        {
            files.Add(
                await BackUpAsync(
                    home,
                    string.Create(CultureInfo.InvariantCulture, $"{files.Count}.qbackup")
                )
            );
        } while (!done.IsCancellationRequested);
        return files;
    }

    private static async Task<string> BackUpAsync(IncrementHome home, string name)
    {
        var report = await home.Engine.BackupAsync(
            new BackupRequest(Path.Join(home.Folder, name), "neo4j", IsConfined: false)
        );
        return report.Path;
    }

    /// <summary>How many increments a backup holds, whose files are all sound.</summary>
    private static int Restored(IncrementHome home, string file)
    {
        var files = PosixFileSystem.Instance;
        string directory = Path.Join(home.Folder, "restored", Path.GetFileName(file));
        files.CreateDirectory(directory);
        using var archive = BackupArchive.Open(files, file);
        var restore = new BackupRestore(files, archive, directory);
        var generation = restore.Stage(archive.Find("neo4j"), keepsIdentity: false, Stop);
        GenerationPublisher.Publish(files, directory, generation);
        restore.Clean(generation, isPublished: true);
        Assert.Empty(DatabaseCheck.Run(files, directory, Stop).Findings);
        using var graph = StoredDatabase.Latest(files, directory);
        return IncrementsOf(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{graph.NodeCount}, {graph.RelationshipCount}"
            )
        );
    }
}
