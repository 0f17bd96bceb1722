using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Schema;

/// <summary>Schema commands in transactions that their client ends: they take effect with the commit, together, or not at all.</summary>
public sealed class SchemaTransactionTests
{
    private const string Names =
        "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name ORDER BY name";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_take_effect_with_the_commit_and_nobody_else_sees_them_before()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE INDEX old FOR (p:Person) ON (p.born)");
        await using var session = home.OpenSession();
        var transaction = await session.BeginAsync(new BeginRequest(), Cancellation);
        await RowsAsync(transaction, "CREATE INDEX by_name FOR (p:Person) ON (p.name)");
        await RowsAsync(transaction, "DROP INDEX old");
        await RowsAsync(
            transaction,
            "CREATE CONSTRAINT age FOR (p:Person) REQUIRE p.age IS :: INTEGER"
        );

        Assert.Equal(["'by_name'"], await RowsAsync(transaction, Names));
        Assert.Equal(["'age'"], await RowsAsync(transaction, "SHOW CONSTRAINTS YIELD name"));
        Assert.Equal(["'old'"], await home.RowsAsync(Names));
        await home.RowsAsync("CREATE (:Person {name: 'Grace', age: 85})");
        await transaction.CommitAsync();

        Assert.Equal(["'by_name'"], await home.RowsAsync(Names));
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync("CREATE (:Person {age: 'old'})")
        );
        Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status);
    }

    [Fact]
    public async Task A_rollback_leaves_nothing_and_the_names_can_be_used_again()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE INDEX old FOR (p:Person) ON (p.born)");
        await using var session = home.OpenSession();
        await using (var transaction = await session.BeginAsync(new BeginRequest(), Cancellation))
        {
            await RowsAsync(transaction, "CREATE INDEX by_name FOR (p:Person) ON (p.name)");
            await RowsAsync(
                transaction,
                "CREATE CONSTRAINT u FOR (p:Person) REQUIRE p.ssn IS UNIQUE"
            );
            await RowsAsync(transaction, "DROP INDEX old");
            await transaction.RollbackAsync();
        }

        // What a transaction began to build for its constraint goes before the next one changes anything.
        await home.RowsAsync("CREATE CONSTRAINT u FOR (p:Person) REQUIRE p.name IS UNIQUE");
        Assert.Equal(["'old'", "'u'"], await home.RowsAsync(Names));
        await home.RowsAsync("CREATE (:Person {name: 'x', ssn: 1}), (:Person {name: 'y', ssn: 1})");
    }

    [Fact]
    public async Task An_index_makes_way_for_a_constraint_in_one_transaction()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE INDEX u FOR (p:Person) ON (p.name)");
        await using var session = home.OpenSession();
        await using (var transaction = await session.BeginAsync(new BeginRequest(), Cancellation))
        {
            await RowsAsync(transaction, "DROP INDEX u");
            await RowsAsync(
                transaction,
                "CREATE CONSTRAINT u FOR (p:Person) REQUIRE p.name IS UNIQUE"
            );
            await transaction.CommitAsync();
        }

        Assert.Equal(
            ["'u', 'u'"],
            await home.RowsAsync(
                "SHOW INDEXES YIELD name, owningConstraint WHERE owningConstraint IS NOT NULL"
            )
        );
        await using (var transaction = await session.BeginAsync(new BeginRequest(), Cancellation))
        {
            await RowsAsync(
                transaction,
                "CREATE CONSTRAINT v FOR (p:Person) REQUIRE p.ssn IS UNIQUE"
            );
            await RowsAsync(transaction, "DROP CONSTRAINT v");
            await RowsAsync(transaction, "DROP CONSTRAINT u");
            await transaction.CommitAsync();
        }
        Assert.Empty(await home.RowsAsync("SHOW CONSTRAINTS"));
        Assert.Empty(await home.RowsAsync(Names));
    }

    [Fact]
    public async Task Data_that_violates_a_constraint_fails_its_command_and_what_comes_later_its_commit()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:D {k: 1}), (:D {k: 1})");
        await using var session = home.OpenSession();
        var failing = await session.BeginAsync(new BeginRequest(), Cancellation);
        var early = await Assert.ThrowsAsync<CypherException>(() =>
            RowsAsync(failing, "CREATE CONSTRAINT u FOR (d:D) REQUIRE d.k IS UNIQUE")
        );
        Assert.Equal(StatusCodes.ConstraintCreationFailed, early.Status);
        await home.RowsAsync("MATCH (d:D) SET d.k = id(d)");

        var transaction = await session.BeginAsync(new BeginRequest(), Cancellation);
        await RowsAsync(transaction, "CREATE CONSTRAINT u FOR (d:D) REQUIRE d.k IS UNIQUE");
        await home.RowsAsync("CREATE (:D {k: -1}), (:D {k: -1})");
        var late = await Assert.ThrowsAsync<CypherException>(async () =>
            await transaction.CommitAsync()
        );
        Assert.Equal(StatusCodes.ConstraintCreationFailed, late.Status);
        Assert.Empty(await home.RowsAsync("SHOW CONSTRAINTS"));
        await home.RowsAsync("CREATE INDEX after FOR (d:D) ON (d.k)");
        Assert.Equal(["'after'"], await home.RowsAsync(Names));
    }

    [Fact]
    public async Task A_second_transaction_that_changes_the_schema_waits_for_the_first_and_for_no_longer_than_it_may()
    {
        await using var home = new EngineHome(options =>
            options with
            {
                LockTimeout = TimeSpan.FromMilliseconds(50),
            }
        );
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest(), Cancellation);
        await RowsAsync(transaction, "CREATE INDEX one FOR (p:Person) ON (p.name)");

        var error = await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync("CREATE INDEX two FOR (p:Person) ON (p.born)")
        );
        Assert.Equal(StatusCodes.LockAcquisitionTimeout, error.Status);
        await transaction.RollbackAsync();
        await home.RowsAsync("CREATE INDEX two FOR (p:Person) ON (p.born)");
        Assert.Equal(["'two'"], await home.RowsAsync(Names));
    }

    [Fact]
    public async Task A_transaction_that_is_stopped_gives_way_at_once()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest(), Cancellation);
        await RowsAsync(transaction, "CREATE INDEX one FOR (p:Person) ON (p.name)");
        var waiting = home.RowsAsync("CREATE INDEX two FOR (p:Person) ON (p.born)");
        Assert.False(waiting.IsCompleted);
        session.Interrupt();
        await waiting;

        Assert.Equal(["'two'"], await home.RowsAsync(Names));
    }

    private static async Task<List<string>> RowsAsync(EngineTransaction transaction, string query)
    {
        await using var cursor = await transaction.RunAsync(
            query,
            RunRequest.NoParameters,
            Cancellation
        );
        return await EngineHome.RowsAsync(cursor);
    }
}
