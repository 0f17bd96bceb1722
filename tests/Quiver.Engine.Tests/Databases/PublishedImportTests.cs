using Quiver.Engine.Databases;
using Quiver.Engine.Sessions;
using Quiver.Import;
using Quiver.Import.Destinations;
using Quiver.Storage;
using Quiver.Storage.Generations;

namespace Quiver.Engine.Tests.Databases;

public sealed class PublishedImportTests
{
    private const string Names = "MATCH (n) RETURN n.name AS name ORDER BY name";

    [Fact]
    public async Task A_transaction_reads_the_database_on_which_it_began_and_the_next_one_the_import()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());
        Assert.Equal(["'Ada'", "'Charles'"], await RowsAsync(transaction));
        await using var other = home.OpenSession();
        var open = await other.RunAsync(new RunRequest { Query = Names });

        Assert.Equal(PublishOutcome.Published, Import(home, "Zoe"));

        Assert.Equal(["'Ada'", "'Charles'"], await RowsAsync(transaction));
        Assert.Equal(["'Zoe'"], await home.RowsAsync(Names));
        Assert.Equal(["'Ada'", "'Charles'"], await EngineHome.RowsAsync(open));
        string earlier = open.Summary.Bookmark!;
        await open.DisposeAsync();
        await transaction.CommitAsync();
        await using var later = await session.RunAsync(
            new RunRequest { Query = Names, Bookmarks = [earlier] }
        );
        Assert.Equal(["'Zoe'"], await EngineHome.RowsAsync(later));
        Assert.Single(home.FilesOf("neo4j", "store"));
    }

    [Fact]
    public async Task Imports_follow_each_other_while_old_transactions_stay_open()
    {
        await using var home = new EngineHome();
        var transactions = new List<(EngineSession, EngineTransaction, string)>();
        for (int i = 0; i < 5; i++)
        {
            var session = home.OpenSession();
            var transaction = await session.BeginAsync(new BeginRequest());
            transactions.Add((session, transaction, (await home.RowsAsync(Names))[0]));
            Assert.Equal(PublishOutcome.Published, Import(home, $"No. {i}"));
        }
        Assert.Equal(6, home.FilesOf("neo4j", "store").Length);
        foreach (var (session, transaction, name) in transactions)
        {
            Assert.Equal(name, (await RowsAsync(transaction))[0]);
            await transaction.RollbackAsync();
            await session.DisposeAsync();
        }
        Assert.Single(home.FilesOf("neo4j", "store"));
        Assert.Equal(["'No. 4'"], await home.RowsAsync(Names));
    }

    [Fact]
    public async Task What_is_used_is_replaced_only_when_that_is_wanted_and_twice_is_once()
    {
        await using var home = new EngineHome();
        Assert.Equal(DatabaseUse.Used, home.Engine.UseOfDatabase("NEO4J"));
        Assert.Equal(DatabaseUse.Absent, home.Engine.UseOfDatabase("fresh"));
        Assert.Equal(PublishOutcome.Refused, Import(home, "Zoe", overwrite: false));
        Assert.Equal(["'Ada'", "'Charles'"], await home.RowsAsync(Names));
        Assert.Equal(PublishOutcome.Published, Import(home, "Zoe", times: 2));
        Assert.Equal(["'Zoe'"], await home.RowsAsync(Names));
    }

    [Fact]
    public async Task A_damaged_database_is_replaced_and_then_served()
    {
        await using var home = new EngineHome();
        string manifest = Path.Combine(home.Path, "databases", "neo4j", "MANIFEST");
        await File.WriteAllTextAsync(
            manifest,
            "no manifest",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(DatabaseUse.Used, home.Engine.UseOfDatabase("neo4j"));
        Assert.Equal(PublishOutcome.Published, Import(home, "Zoe"));
        Assert.Equal(["'Zoe'"], await home.RowsAsync(Names));
    }

    [Fact]
    public async Task A_run_that_does_not_stand_in_staging_is_refused()
    {
        await using var home = new EngineHome();
        foreach (string run in new[] { "", ".", "..", "../..", "nowhere", "/etc" })
        {
            await Assert.ThrowsAsync<StorageException>(async () =>
                await home.Engine.PublishImportAsync("neo4j", run, overwrite: true)
            );
        }
        Assert.Equal(["'Ada'", "'Charles'"], await home.RowsAsync(Names));
    }

    private static async Task<List<string>> RowsAsync(EngineTransaction transaction)
    {
        await using var cursor = await transaction.RunAsync(Names, RunRequest.NoParameters);
        return await EngineHome.RowsAsync(cursor);
    }

    private static PublishOutcome Import(
        EngineHome home,
        string name,
        bool overwrite = true,
        int times = 1
    )
    {
        var destination = new EngineDestination(home.Engine, times);
        try
        {
            SampleDatabase.Create(
                home.Path,
                "neo4j",
                options =>
                    options with
                    {
                        Destination = destination,
                        OverwriteDestination = overwrite,
                    },
                $"name:string\n{name}\n"
            );
        }
        catch (ImportException error) when (error.Kind == ImportErrorKind.Data)
        {
            Assert.Equal(PublishOutcome.Refused, destination.Outcome);
        }
        return destination.Outcome;
    }

    /// <summary>Lets the engine publish, as a command beside a server does.</summary>
    private sealed class EngineDestination(QuiverEngine engine, int times) : IDestination
    {
        public PublishOutcome Outcome { get; private set; }

        public DestinationState Look(CancellationToken cancellation) => DestinationState.Unused;

        public DestinationState? Publish(
            SealedGeneration generation,
            bool overwrite,
            CancellationToken cancellation
        )
        {
            for (int i = 0; i < times; i++)
            {
                Outcome = engine
                    .PublishImportAsync("neo4j", generation.Run, overwrite)
                    .AsTask()
                    .GetAwaiter()
                    .GetResult();
            }
            return Outcome == PublishOutcome.Published ? null : DestinationState.Used;
        }
    }
}
