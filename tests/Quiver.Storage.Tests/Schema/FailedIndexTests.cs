using Quiver.Model.Values;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Schema;

/// <summary>An index that could not be built says how to build it, and that works.</summary>
public sealed class FailedIndexTests
{
    private const string Folder = "/databases/people";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_full_disk_prevented_is_built_when_it_is_asked_for_again(bool reopens)
    {
        var files = new SimulatedFileSystem(1);
        Database.CreateEmpty(files, Folder);
        var database = Database.Open(files, Folder, DatabaseOptions.Default);
        try
        {
            await CreatePersonAsync(database);
            files.IsFull = (step, path) =>
                step == SimulatedStep.Write && !path.Contains("/log/", StringComparison.Ordinal);
            await CreateIndexAsync(database);
            var status = StatusOf(database);
            Assert.Equal(IndexState.Failed, status.State);
            Assert.Contains("No space left on device", status.FailureMessage, Ordinal);
            Assert.EndsWith(
                "the database is started: DROP INDEX `by name`.",
                status.FailureMessage,
                Ordinal
            );

            files.IsFull = null;
            if (reopens)
            {
                database.Dispose();
                database = Database.Open(files, Folder, DatabaseOptions.Default);
                await database.AwaitIndexesAsync(Cancellation);
            }
            else
            {
                Assert.True((await database.DropIndexAsync("by name", Cancellation)).IsDone);
                await CreateIndexAsync(database);
            }
            Assert.Equal(IndexStatus.Online, StatusOf(database));
            Assert.Equal(1, Find(database));
        }
        finally
        {
            database.Dispose();
        }
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static async Task CreatePersonAsync(Database database)
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        var node = transaction.CreateNode(transaction.Label("Person"));
        transaction.SetProperty(node, transaction.PropertyKey("name"), Value.String("Ada"));
        await transaction.CommitAsync();
    }

    private static async Task CreateIndexAsync(Database database)
    {
        var created = await database.CreateIndexAsync(
            new IndexRequest
            {
                Name = "by name",
                LabelsOrTypes = ["Person"],
                Properties = ["name"],
            },
            Cancellation
        );
        Assert.True(created.IsDone);
        await database.AwaitIndexesAsync(Cancellation);
    }

    private static IndexStatus StatusOf(Database database)
    {
        using var graph = database.Latest();
        return graph.Schema.StatusOf(graph.Schema.Indexes.Single(i => i.Name == "by name"));
    }

    private static int Find(Database database)
    {
        using var graph = database.Latest();
        var cursor = graph.OpenIndex(graph.Schema.Indexes.Single(i => i.Name == "by name"));
        cursor.Seek([IndexPredicate.Exact(Value.String("Ada"))], isDescending: false);
        return cursor.Next(new long[4]);
    }
}
