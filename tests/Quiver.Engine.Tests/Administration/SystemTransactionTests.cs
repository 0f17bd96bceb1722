using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Administration;

/// <summary>Commands in a transaction that the client began.</summary>
public sealed class SystemTransactionTests
{
    private const string Users = "SHOW USERS YIELD user";
    private const string Create = "CREATE USER ada SET PASSWORD 'secret-word'";

    [Fact]
    public async Task Commands_on_users_and_aliases_take_effect_together_at_the_commit()
    {
        await using var home = new EngineHome();
        var others = new SystemClient(home.Engine);
        await using var session = home.OpenSession();
        await using var transaction = await BeginAsync(session);

        await RunAsync(transaction, Create);
        await RunAsync(transaction, "GRANT ROLE editor TO ada");
        await RunAsync(transaction, "RENAME USER ada TO grace");
        await RunAsync(transaction, "CREATE ALIAS people FOR DATABASE neo4j");
        Assert.DoesNotContain("'grace'", await others.RunAsync(Users));
        Assert.Empty(await others.RunAsync("SHOW ALIASES FOR DATABASE YIELD name"));
        await transaction.CommitAsync();

        Assert.Contains("'grace'", await others.RunAsync(Users));
        Assert.DoesNotContain("'ada'", await others.RunAsync(Users));
        Assert.Equal(["'people'"], await others.RunAsync("SHOW ALIASES FOR DATABASE YIELD name"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rollback_and_a_failing_command_leave_nothing(bool fails)
    {
        await using var home = new EngineHome();
        var others = new SystemClient(home.Engine);
        await using var session = home.OpenSession();
        await using var transaction = await BeginAsync(session);
        await RunAsync(transaction, Create);
        await RunAsync(transaction, "CREATE DATABASE movies");
        if (fails)
        {
            var error = await Assert.ThrowsAsync<CypherException>(() =>
                RunAsync(transaction, "MATCH (n) RETURN n")
            );
            Assert.StartsWith("Neo.ClientError.Statement", error.Status.Code, Ordinal);
            Assert.False(transaction.IsOpen);
        }
        await transaction.RollbackAsync();

        Assert.DoesNotContain("'ada'", await others.RunAsync(Users));
        Assert.DoesNotContain("'movies'", await others.RunAsync("SHOW DATABASES YIELD name"));
    }

    [Fact]
    public async Task A_wrong_command_on_a_user_fails_when_it_is_run_and_sees_what_came_before()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await BeginAsync(session);
        await RunAsync(transaction, Create);

        var error = await Assert.ThrowsAsync<CypherException>(() => RunAsync(transaction, Create));

        Assert.Contains("'ada': User already exists", error.Message, Ordinal);
    }

    [Fact]
    public async Task Commands_on_databases_and_what_follows_them_are_carried_out_after_the_commit()
    {
        await using var home = new EngineHome();
        var others = new SystemClient(home.Engine);
        await using var session = home.OpenSession();
        await using (var transaction = await BeginAsync(session))
        {
            await RunAsync(transaction, "CREATE DATABASE movies");
            await RunAsync(transaction, "CREATE ALIAS films FOR DATABASE movies");
            Assert.DoesNotContain("'movies'", await others.RunAsync("SHOW DATABASES YIELD name"));
            await transaction.CommitAsync();
        }
        Assert.Contains("'movies'", await others.RunAsync("SHOW DATABASES YIELD name"));
        Assert.Equal(["'films'"], await others.RunAsync("SHOW ALIASES FOR DATABASE YIELD name"));

        await using var wrong = await BeginAsync(session);
        await RunAsync(wrong, "CREATE DATABASE movies");
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await wrong.CommitAsync()
        );
        Assert.Equal(StatusCodes.ExistingDatabaseFound, error.Status);
    }

    [Fact]
    public async Task A_command_with_WAIT_commits_what_came_before_it()
    {
        await using var home = new EngineHome();
        var others = new SystemClient(home.Engine);
        await using var session = home.OpenSession();
        await using var transaction = await BeginAsync(session);
        await RunAsync(transaction, Create);
        await RunAsync(transaction, "CREATE DATABASE movies WAIT");
        Assert.Contains("'ada'", await others.RunAsync(Users));
        Assert.Contains("'movies'", await others.RunAsync("SHOW DATABASES YIELD name"));

        await RunAsync(transaction, "DROP USER ada");
        await transaction.RollbackAsync();

        Assert.Contains("'ada'", await others.RunAsync(Users));
    }

    [Fact]
    public async Task A_transaction_that_was_overtaken_changes_nothing_and_can_be_run_again()
    {
        await using var home = new EngineHome();
        var others = new SystemClient(home.Engine);
        await using var session = home.OpenSession();
        await using (var transaction = await BeginAsync(session))
        {
            await RunAsync(transaction, "CREATE USER grace SET PASSWORD 'secret-word'");
            await others.RunAsync(Create);
            var error = await Assert.ThrowsAsync<CypherException>(async () =>
                await transaction.CommitAsync()
            );
            Assert.Equal(StatusCodes.TransactionOutdated, error.Status);
        }
        Assert.DoesNotContain("'grace'", await others.RunAsync(Users));
        Assert.Contains("'ada'", await others.RunAsync(Users));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static ValueTask<EngineTransaction> BeginAsync(EngineSession session) =>
        session.BeginAsync(new BeginRequest { Database = "system" });

    private static async Task RunAsync(EngineTransaction transaction, string command)
    {
        await using var cursor = await transaction.RunAsync(
            command,
            new Dictionary<string, Value>(StringComparer.Ordinal)
        );
        await EngineHome.RowsAsync(cursor);
    }
}
