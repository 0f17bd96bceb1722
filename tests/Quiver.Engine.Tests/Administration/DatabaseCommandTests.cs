using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Storage.Catalog;

namespace Quiver.Engine.Tests.Administration;

public sealed class DatabaseCommandTests
{
    private const string Count = "MATCH (n) RETURN count(n) AS n";
    private const string Status =
        "SHOW DATABASES YIELD name, currentStatus, access RETURN name, currentStatus, access ORDER BY name";

    [Fact]
    public async Task A_created_database_is_empty_and_lives_until_it_is_dropped()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        Assert.Empty(await client.RunAsync("CREATE DATABASE Movies"));
        Assert.Equal(1, client.Summary.Counters.SystemUpdates);
        Assert.True(client.Summary.Counters.ContainsSystemUpdates);
        Assert.Equal("system", client.Summary.DatabaseName);
        Assert.Equal("s", client.Summary.QueryType);
        client.Database = "MOVIES";
        Assert.Equal(["0"], await client.RunAsync(Count));
        Assert.Equal(
            "ClientError.Database.ExistingDatabaseFound: Failed to create the specified database 'movies': Database already exists.",
            await client.ErrorAsync("CREATE DATABASE movies")
        );
        Assert.Empty(await client.RunAsync("CREATE DATABASE movies IF NOT EXISTS"));
        Assert.Equal(0, client.Summary.Counters.SystemUpdates);

        Assert.Empty(await client.RunAsync("DROP DATABASE movies"));

        Assert.StartsWith(
            "ClientError.Database.DatabaseNotFound: ",
            await client.ErrorAsync(Count),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "ClientError.Database.DatabaseNotFound: Failed to delete the specified database 'movies': Database does not exist.",
            await client.ErrorAsync("DROP DATABASE movies")
        );
        await client.RunAsync("DROP DATABASE movies IF EXISTS");
        Assert.Equal(0, client.Summary.Counters.SystemUpdates);
        Assert.Equal(
            ["neo4j", "system"],
            Directory
                .GetFileSystemEntries(Path.Combine(home.Path, "databases"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Wait_gives_a_row_and_names_may_be_parameters()
    {
        await using var home = new EngineHome(options =>
            options with
            {
                Address = static () => "127.0.0.1:7687",
            }
        );
        var client = new SystemClient(home.Engine);
        foreach (
            string command in new[]
            {
                "CREATE DATABASE $name WAIT",
                "STOP DATABASE $name WAIT 10 SECONDS",
                "START DATABASE $name WAIT",
                "ALTER DATABASE $name SET ACCESS READ ONLY WAIT",
                "DROP DATABASE $name WAIT",
            }
        )
        {
            Assert.Equal(
                ["'127.0.0.1:7687', 'CaughtUp', 'caught up', true"],
                await client.RunAsync(command, ("name", "my-movies"))
            );
            Assert.Equal(["address", "state", "message", "success"], client.Columns);
        }
        Assert.Equal(
            "ClientError.Statement.ParameterMissing: Expected parameter(s): name",
            await client.ErrorAsync("CREATE DATABASE $name")
        );
    }

    [Fact]
    public async Task A_command_that_takes_longer_than_its_wait_goes_on_by_itself()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await client.RunAsync("CREATE DATABASE people");
        await using var session = home.OpenSession();
        foreach (string wait in new[] { "WAIT 2 SECONDS", "NOWAIT" })
        {
            // It holds up the end of the database until its client lets go.
            var transaction = await session.BeginAsync(new BeginRequest { Database = "people" });
            var rows = await client.RunAsync($"STOP DATABASE people {wait}");
            Assert.Equal(
                wait == "NOWAIT" ? [] : ["'', 'Incomplete', 'server is still catching up', false"],
                rows
            );
            Assert.Equal(
                ["'offline'"],
                await client.RunAsync("SHOW DATABASE people YIELD requestedStatus")
            );
            await transaction.DisposeAsync();
            Assert.Equal(
                ["'', 'CaughtUp', 'caught up', true"],
                await client.RunAsync("STOP DATABASE people WAIT")
            );
            await client.RunAsync("START DATABASE people");
        }
        Assert.StartsWith(
            "ClientError.Database.DatabaseNotFound",
            await client.ErrorAsync("STOP DATABASE nobody NOWAIT"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stopped_database_is_refused_and_free_for_other_programs_until_it_is_started()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        Assert.Equal(["2"], await client.RunAsync(Count));
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());

        await client.RunAsync("STOP DATABASE neo4j");

        var ended = await Assert.ThrowsAsync<CypherException>(async () =>
            await transaction.RunAsync(Count, RunRequest.NoParameters)
        );
        Assert.Equal("Neo.TransientError.General.DatabaseUnavailable", ended.Status.Code);
        Assert.StartsWith(
            "TransientError.General.DatabaseUnavailable: Database 'neo4j' is unavailable",
            await client.ErrorAsync(Count),
            StringComparison.Ordinal
        );
        string folder = Path.Combine(home.Path, "databases", "neo4j");
        using (DatabaseLock.Take(Foundation.IO.PosixFileSystem.Instance, folder))
        {
            Assert.Equal(
                ["'neo4j', 'offline', 'read-write'", "'system', 'online', 'read-write'"],
                await client.RunAsync(Status)
            );
        }
        await client.RunAsync("STOP DATABASE neo4j");
        Assert.Equal(0, client.Summary.Counters.SystemUpdates);
        await client.RunAsync("START DATABASE neo4j");
        Assert.Equal(1, client.Summary.Counters.SystemUpdates);
        Assert.Equal(["2"], await client.RunAsync(Count));
    }

    [Fact]
    public async Task Stopped_and_read_only_databases_are_so_after_a_restart()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await client.RunAsync("CREATE DATABASE one");
        await client.RunAsync("STOP DATABASE one");
        await client.RunAsync("ALTER DATABASE neo4j SET ACCESS READ ONLY");
        await client.RunAsync("CREATE ALIAS graph FOR DATABASE neo4j");

        await using var again = home.Reopen();

        client = new SystemClient(again);
        Assert.Equal(
            [
                "'neo4j', 'online', 'read-only'",
                "'one', 'offline', 'read-write'",
                "'system', 'online', 'read-write'",
            ],
            await client.RunAsync(Status)
        );
        client.Database = "Graph";
        Assert.Equal(["2"], await client.RunAsync(Count));
        Assert.Equal("neo4j", client.Summary.DatabaseName);
    }

    [Fact]
    public async Task A_database_that_an_import_made_is_taken_over_by_create_once_and_keeps_its_data()
    {
        await using var home = new EngineHome();
        SampleDatabase.Create(home.Path, "people");
        var client = new SystemClient(home.Engine) { Database = "people" };
        Assert.Equal(["2"], await client.RunAsync(Count));

        await client.RunAsync("CREATE DATABASE people IF NOT EXISTS WAIT");

        Assert.Single(client.Summary.Notifications);
        Assert.Contains(
            "its data is kept",
            client.Summary.Notifications[0].Description,
            StringComparison.Ordinal
        );
        Assert.Equal(["2"], await client.RunAsync(Count));
        Assert.StartsWith(
            "ClientError.Database.ExistingDatabaseFound",
            await client.ErrorAsync("CREATE DATABASE people"),
            StringComparison.Ordinal
        );
        await client.RunAsync("CREATE OR REPLACE DATABASE people");
        Assert.Equal(["0"], await client.RunAsync(Count));
    }

    [Fact]
    public async Task Use_chooses_the_database_of_a_statement()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await client.RunAsync("CREATE DATABASE `my.db`");
        Assert.Equal(["0"], await client.RunAsync($"USE my.db {Count}"));
        Assert.Equal("my.db", client.Summary.DatabaseName);
        Assert.Equal(["2"], await client.RunAsync($"// first\nCYPHER 5 USE neo4j {Count}"));
        Assert.Equal(
            "ClientError.Database.DatabaseNotFound: Graph not found: nowhere",
            await client.ErrorAsync("USE nowhere RETURN 1")
        );
        client.Database = "system";
        Assert.Equal(["2"], await client.RunAsync($"USE neo4j {Count}"));
    }

    [Fact]
    public async Task Use_takes_a_parameter_for_a_name_or_an_element_id()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await client.RunAsync("CREATE DATABASE other");
        string here = Assert.Single(await client.RunAsync("MATCH (n) RETURN elementId(n) LIMIT 1"));
        string there = Assert.Single(
            await client.RunAsync("USE other CREATE (n:Only) RETURN elementId(n)")
        );
        const string ByName = "USE graph.byName($graph) MATCH (n) RETURN count(n)";
        const string ById = "USE graph.byElementId($id) MATCH (n) RETURN count(n)";

        Assert.Equal(["1"], await client.RunAsync(ByName, ("graph", "OTHER")));
        Assert.Equal("other", client.Summary.DatabaseName);
        Assert.Equal(["2"], await client.RunAsync(ByName, ("graph", "neo4j")));
        Assert.Equal(["1"], await client.RunAsync(ById, ("id", there.Trim('\''))));
        Assert.Equal("other", client.Summary.DatabaseName);
        Assert.Equal(["2"], await client.RunAsync(ById, ("id", here.Trim('\''))));
        Assert.Equal(
            "ClientError.Database.DatabaseNotFound: Graph not found: none",
            await client.ErrorAsync(ByName, ("graph", "none"))
        );
        Assert.Equal(
            "ClientError.Database.DatabaseNotFound: Graph not found: 4:none:1",
            await client.ErrorAsync(ById, ("id", "4:none:1"))
        );
        Assert.Equal(
            "ClientError.Statement.ParameterMissing: Expected parameter(s): graph",
            await client.ErrorAsync(ByName)
        );
    }

    [Fact]
    public async Task A_transaction_goes_to_the_database_of_its_first_statement_and_to_no_other()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using (var transaction = await session.BeginAsync(new BeginRequest()))
        {
            await (
                await transaction.RunAsync("CREATE DATABASE one", RunRequest.NoParameters)
            ).DisposeAsync();
            Assert.Equal("system", transaction.DatabaseName);
            var error = await Assert.ThrowsAsync<CypherException>(async () =>
                await transaction.RunAsync(Count, RunRequest.NoParameters)
            );
            Assert.Equal(
                "Neo.ClientError.Statement.UnsupportedAdministrationCommand",
                error.Status.Code
            );
        }
        await using (var transaction = await session.BeginAsync(new BeginRequest()))
        {
            await (await transaction.RunAsync(Count, RunRequest.NoParameters)).DisposeAsync();
            var error = await Assert.ThrowsAsync<CypherException>(async () =>
                await transaction.RunAsync("DROP DATABASE one", RunRequest.NoParameters)
            );
            Assert.Equal("Neo.ClientError.Statement.NotSystemDatabaseError", error.Status.Code);
        }
    }

    [Fact]
    public async Task Bookmarks_of_other_databases_of_the_home_are_no_errors()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await client.RunAsync("CREATE DATABASE one");
        string fromSystem = client.Summary.Bookmark!;
        await client.RunAsync($"USE one {Count}");
        string fromOne = client.Summary.Bookmark!;
        await using var session = home.OpenSession();
        await using (
            var cursor = await session.RunAsync(
                new RunRequest { Query = Count, Bookmarks = [fromSystem, fromOne] }
            )
        )
        {
            Assert.Equal(["2"], await EngineHome.RowsAsync(cursor));
        }
        await client.RunAsync("DROP DATABASE one");
        await using var after = await session.RunAsync(
            new RunRequest { Query = Count, Bookmarks = [fromOne] }
        );
        Assert.Equal(["2"], await EngineHome.RowsAsync(after));
    }

    [Theory]
    [InlineData("STOP DATABASE system", "Not allowed to stop system database.")]
    [InlineData("DROP DATABASE system", "Not allowed to delete system database.")]
    [InlineData("DROP DATABASE neo4j", "Not allowed to delete default database 'neo4j'.")]
    [InlineData("CREATE DATABASE system2", "Names that begin with 'system' are reserved.")]
    [InlineData("CREATE DATABASE ab", "A name has 3 to 63 characters.")]
    [InlineData("CREATE DATABASE `_one`", "A name begins with an ASCII letter.")]
    [InlineData("START DATABASE nowhere", "Failed to start the specified database 'nowhere'")]
    [InlineData("CREATE DATABASE one OPTIONS {seedURI: 'x'}", "'seedURI'")]
    [InlineData("CREATE ALIAS neo4j FOR DATABASE neo4j", "Database exists with that name")]
    [InlineData("CREATE ALIAS films FOR DATABASE nowhere", "Database 'nowhere' does not exist")]
    [InlineData("DROP ALIAS films FOR DATABASE", "Database alias does not exist")]
    [InlineData("EXPLAIN CREATE DATABASE one", "has no plan")]
    public async Task What_cannot_be_done_changes_nothing_and_says_why(string command, string why)
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        var before = await client.RunAsync("SHOW DATABASES YIELD *");
        Assert.Contains(why, await client.ErrorAsync(command), StringComparison.Ordinal);
        Assert.Equal(before, await client.RunAsync("SHOW DATABASES YIELD *"));
    }

    [Theory]
    [InlineData("MATCH (n) RETURN n")]
    [InlineData("RETURN 1")]
    public async Task The_system_database_takes_commands_only(string query)
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine) { Database = "SYSTEM" };
        Assert.Equal(
            $"ClientError.Statement.UnsupportedAdministrationCommand: Unsupported administration command: {query}",
            await client.ErrorAsync(query)
        );
    }

    [Fact]
    public async Task A_read_only_database_takes_no_writes_until_it_is_writable_again()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await client.RunAsync("CREATE (:Person)");
        await client.RunAsync("ALTER DATABASE neo4j SET ACCESS READ ONLY");
        Assert.StartsWith(
            "ClientError.General.WriteOnReadOnlyAccessDatabase: No write operations are allowed",
            await client.ErrorAsync("CREATE (:Person)"),
            StringComparison.Ordinal
        );
        Assert.Equal(["3"], await client.RunAsync(Count));
        await client.RunAsync("ALTER DATABASE neo4j SET ACCESS READ WRITE");
        await client.RunAsync("USE neo4j CREATE (:Person)");
        Assert.Equal(["4"], await client.RunAsync(Count));
    }

    [Fact]
    public async Task A_transaction_that_wrote_into_a_database_that_is_stopped_is_gone()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());
        await (
            await transaction.RunAsync("CREATE (:Person)", RunRequest.NoParameters)
        ).DisposeAsync();

        await client.RunAsync("STOP DATABASE neo4j");

        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await transaction.CommitAsync()
        );
        Assert.Equal("Neo.TransientError.General.DatabaseUnavailable", error.Status.Code);
        await client.RunAsync("START DATABASE neo4j");
        Assert.Equal(["2"], await client.RunAsync(Count));
    }

    [Fact]
    public async Task Aliases_name_databases_and_go_with_them_only_when_told()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await client.RunAsync("CREATE DATABASE one");
        await client.RunAsync("CREATE ALIAS `The Graph` FOR DATABASE neo4j");
        Assert.Equal(["2"], await client.RunAsync($"USE `the graph` {Count}"));
        await client.RunAsync("ALTER ALIAS `the graph` SET DATABASE TARGET one");
        Assert.Equal(["0"], await client.RunAsync($"USE `the graph` {Count}"));
        Assert.Equal(
            ["'the graph', null, 'one', 'local', null, null, null"],
            await client.RunAsync("SHOW ALIASES FOR DATABASE")
        );
        Assert.Equal(
            ["'one'"],
            await client.RunAsync("SHOW ALIAS `The Graph` FOR DATABASE YIELD database")
        );
        Assert.Empty(await client.RunAsync("SHOW ALIAS other FOR DATABASE"));
        Assert.Contains(
            "the graph",
            await client.ErrorAsync("DROP DATABASE one"),
            StringComparison.Ordinal
        );
        await client.RunAsync("DROP DATABASE one CASCADE ALIASES");
        Assert.Equal(2, client.Summary.Counters.SystemUpdates);
        Assert.Empty(await client.RunAsync("SHOW ALIASES FOR DATABASE"));
    }

    [Fact]
    public async Task Neo4j_means_the_default_database_while_there_is_no_other_of_that_name()
    {
        await using var home = new EngineHome(options =>
            options with
            {
                DefaultDatabase = "nornic",
            }
        );
        home.Engine.CreateDefaultDatabase();
        var client = new SystemClient(home.Engine);
        Assert.Equal(["0"], await client.RunAsync(Count));
        Assert.Equal(["2"], await client.RunAsync($"USE neo4j {Count}"));
        await client.RunAsync("DROP DATABASE neo4j");
        Assert.Equal(["0"], await client.RunAsync($"USE neo4j {Count}"));
        Assert.Equal("nornic", client.Summary.DatabaseName);
        Assert.Equal(
            ["'nornic', ['neo4j'], true, true"],
            await client.RunAsync("SHOW DATABASE neo4j YIELD name, aliases, default, home")
        );
        await client.RunAsync("CREATE DATABASE neo4j");
        Assert.Equal(["0"], await client.RunAsync($"USE neo4j {Count}"));
        Assert.Equal("neo4j", client.Summary.DatabaseName);
    }
}
