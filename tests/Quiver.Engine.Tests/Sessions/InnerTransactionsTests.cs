using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Sessions;

public sealed class InnerTransactionsTests : IAsyncDisposable
{
    private readonly EngineHome _home = new();

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Theory]
    [InlineData("IN TRANSACTIONS")]
    [InlineData("IN TRANSACTIONS OF 1 ROW")]
    [InlineData("IN TRANSACTIONS OF 3 ROWS")]
    [InlineData("IN 2 CONCURRENT TRANSACTIONS OF 700 ROWS ON ERROR RETRY FOR 1 SECOND")]
    [InlineData("IN CONCURRENT TRANSACTIONS OF 10 ROWS")]
    [InlineData("IN -1 CONCURRENT TRANSACTIONS OF 100 ROWS")]
    [InlineData("IN 16 CONCURRENT TRANSACTIONS OF 7 ROWS")]
    public async Task All_rows_are_committed(string how)
    {
        await using var session = _home.OpenSession();
        string query = $"UNWIND range(1, 1500) AS i CALL (i) {{ CREATE (:Made {{i: i}}) }} {how}";
        await using (var cursor = await session.RunAsync(new RunRequest { Query = query }))
        {
            Assert.Empty(await EngineHome.RowsAsync(cursor));
            Assert.Equal(1500, cursor.Summary.Counters.NodesCreated);
            Assert.NotNull(cursor.Summary.Bookmark);
        }
        Assert.Equal(
            ["1500, 1125750"],
            await _home.RowsAsync("MATCH (n:Made) RETURN count(*), sum(n.i)")
        );
    }

    [Theory]
    [InlineData("SET n.c = n.c + 1", "1 3 null|2 1 null")]
    [InlineData("SET n.c = n.c * 2 + x", "1 12 null|2 3 null")]
    [InlineData("SET n.c = x SET n.d = n.c + n.c", "1 4 8|2 3 6")]
    [InlineData("SET n.c = x, n.d = coalesce(n.d, 0) + n.c", "1 4 7|2 3 3")]
    [InlineData("REMOVE n.c", "1 null null|2 null null")]
    [InlineData(
        "CREATE (m:Node {id: 10 + x, c: n.c}) SET m.d = m.c + x",
        "1 0 null|2 0 null|11 0 1|12 0 2|13 0 3|14 0 4"
    )]
    [InlineData("CREATE (m {id: 10 + x}) SET n.c = n.c + m.id", "1 37 null|2 13 null")]
    [InlineData(
        "CREATE (n)-[:R]->(m:Node {id: 10 + x, c: COUNT { (n)--() }}) SET m.d = COUNT { (n)--() }",
        "1 0 null|2 0 null|11 0 1|12 1 2|13 0 1|14 2 3"
    )]
    public async Task Each_row_sees_what_those_before_it_have_changed(
        string change,
        string expected
    )
    {
        string[] ways =
        [
            "",
            "IN TRANSACTIONS OF 100 ROWS",
            "IN TRANSACTIONS OF 3 ROWS",
            "IN TRANSACTIONS OF 1 ROW",
        ];
        foreach (string way in ways)
        {
            await _home.RowsAsync("MATCH (n) DETACH DELETE n");
            await _home.RowsAsync("CREATE (:Node {id: 1, c: 0}), (:Node {id: 2, c: 0})");
            var counts = await _home.RowsAsync(
                $$"""
                UNWIND [[1, 1], [1, 2], [2, 3], [3, 9], [1, 4]] AS row
                OPTIONAL MATCH (n:Node {id: row[0]})
                WITH n, row[1] AS x ORDER BY x
                CALL (n, x) { WITH n, x WHERE n IS NOT NULL {{change}} } {{way}}
                RETURN count(*)
                """
            );
            Assert.Equal(["5"], counts);
            await _home.RowsAsync("MATCH (n) DETACH DELETE n");
            await _home.RowsAsync("CREATE (:Node {id: 1, c: 0}), (:Node {id: 2, c: 0})");
            await _home.RowsAsync(
                $$"""
                UNWIND [[1, 1], [1, 2], [2, 3], [1, 4]] AS row
                MATCH (n:Node {id: row[0]})
                WITH n, row[1] AS x ORDER BY x
                CALL (n, x) { {{change}} } {{way}}
                """
            );
            var rows = await _home.RowsAsync(
                "MATCH (n:Node) RETURN toString(n.id) + ' ' + coalesce(toString(n.c), 'null') + ' ' + coalesce(toString(n.d), 'null') ORDER BY n.id"
            );
            Assert.Equal(
                expected,
                string.Join('|', rows)
                    .Replace("\"", "", StringComparison.Ordinal)
                    .Replace("'", "", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_failure_keeps_what_was_committed_before()
    {
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RowsAsync(
                "UNWIND [1, 2, 0, 4] AS i CALL (i) { CREATE (:Made {v: 1 / i}) } IN TRANSACTIONS OF 1 ROW"
            )
        );
        Assert.Equal(StatusCodes.ArithmeticError.Code, error.Status.Code);
        Assert.EndsWith("(Transactions committed: 2)", error.Message, StringComparison.Ordinal);
        Assert.Equal(["2"], await _home.RowsAsync("MATCH (n:Made) RETURN count(*)"));
    }

    [Fact]
    public async Task A_failure_can_be_passed_over_and_told_of()
    {
        var rows = await _home.RowsAsync(
            """
            UNWIND [1, 2, 0, 4, 5] AS i
            CALL (i) { CREATE (n:Made {v: 8 / i}) RETURN n }
            IN TRANSACTIONS OF 2 ROWS ON ERROR CONTINUE REPORT STATUS AS s
            RETURN i, n.v, s.started, s.committed, s.errorMessage, s.transactionId STARTS WITH 'neo4j-transaction-'
            ORDER BY i
            """
        );
        Assert.Equal(
            [
                "0, null, true, false, '/ by zero', true",
                "1, 8, true, true, null, true",
                "2, 4, true, true, null, true",
                "4, null, true, false, '/ by zero', true",
                "5, 1, true, true, null, true",
            ],
            rows
        );
        Assert.Equal(["3"], await _home.RowsAsync("MATCH (n:Made) RETURN count(*)"));
    }

    [Fact]
    public async Task A_failure_can_end_the_transactions_and_not_the_query()
    {
        var rows = await _home.RowsAsync(
            """
            UNWIND [1, 0, 3] AS i
            CALL (i) { CREATE (:Made {v: 8 / i}) }
            IN TRANSACTIONS OF 1 ROW ON ERROR BREAK REPORT STATUS AS s
            RETURN i, s.started, s.committed
            """
        );
        Assert.Equal(["1, true, true", "0, true, false", "3, false, false"], rows);
    }

    [Fact]
    public async Task What_comes_after_sees_what_was_done()
    {
        var rows = await _home.RowsAsync(
            """
            UNWIND [1, 2] AS i
            CALL (i) { CREATE (n:Made {v: i}) RETURN n } IN TRANSACTIONS OF 1 ROW
            MATCH (m:Made) WHERE m.v <= n.v
            RETURN n.v, collect(m.v)
            ORDER BY n.v
            """
        );
        Assert.Equal(["1, [1]", "2, [1, 2]"], rows);
    }

    [Fact]
    public async Task What_was_matched_can_be_deleted()
    {
        await _home.RowsAsync("UNWIND range(1, 50) AS i CREATE (:Old {i: i})-[:R]->(:Old)");
        await _home.RowsAsync(
            "MATCH (n:Old) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 7 ROWS"
        );
        Assert.Equal(["0"], await _home.RowsAsync("MATCH (n:Old) RETURN count(*)"));
    }

    [Theory]
    [InlineData("DETACH DELETE n", 1)]
    [InlineData("DETACH DELETE n", 2)]
    [InlineData("DETACH DELETE n", 100)]
    [InlineData("DETACH DELETE n, r, m", 1)]
    [InlineData("WITH n DETACH DELETE n RETURN 1 AS one", 1)]
    [InlineData("DELETE r WITH n, m DETACH DELETE n, m", 1)]
    public async Task What_an_earlier_transaction_has_deleted_can_be_deleted_again(
        string action,
        int rowCount
    )
    {
        await _home.RowsAsync(
            "UNWIND range(1, 3) AS i CREATE (n:Old) WITH n UNWIND range(1, 4) AS j CREATE (n)-[:R]->(:Old)<-[:R]-(n)"
        );
        await _home.RowsAsync(
            $"MATCH (n:Old)-[r]-(m) CALL (n, r, m) {{ {action} }} IN TRANSACTIONS OF {rowCount} ROWS RETURN count(*) AS c"
        );
        Assert.Equal(["0"], await _home.RowsAsync("MATCH (n:Old) RETURN count(*)"));
    }

    [Fact]
    public async Task A_transaction_of_the_client_is_refused()
    {
        await using var session = _home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await transaction.RunAsync(
                "CALL () { CREATE (:Made) } IN TRANSACTIONS",
                RunRequest.NoParameters
            )
        );
        Assert.Equal("Neo.DatabaseError.Transaction.TransactionStartFailed", error.Status.Code);
    }

    [Fact]
    public async Task A_time_out_ends_the_query_and_keeps_what_was_committed()
    {
        // A busy machine needs more time until the first transaction is committed.
        var time = TimeSpan.FromMilliseconds(400);
        await Eventually.HoldsAsync(async () =>
        {
            await TimeOutAsync(time);
            time *= 2;
            return await _home.RowsAsync("MATCH (n:Made) RETURN count(*) > 0") is ["true"];
        });

        async Task TimeOutAsync(TimeSpan time)
        {
            await using var session = _home.OpenSession();
            var request = new RunRequest
            {
                Query =
                    "UNWIND range(1, 1000) AS a UNWIND range(1, 100000) AS i CALL (i) { CREATE (:Made) } IN TRANSACTIONS OF 1 ROW",
                Timeout = time,
            };
            var error = await Assert.ThrowsAsync<CypherException>(async () =>
            {
                await using var cursor = await session.RunAsync(request);
            });
            Assert.StartsWith(
                "Neo.ClientError.Transaction.TransactionTimedOut",
                error.Status.Code,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("CALL () { RETURN 1 AS x } IN TRANSACTIONS OF 0 ROWS RETURN x", "positive")]
    [InlineData(
        "CALL () { CREATE () } IN TRANSACTIONS REPORT STATUS AS s RETURN s",
        "REPORT STATUS"
    )]
    [InlineData("CREATE () WITH 1 AS x CALL () { CREATE () } IN TRANSACTIONS", "after a write")]
    [InlineData("CALL () { CALL () { CREATE () } IN TRANSACTIONS } RETURN 1", "nested")]
    public async Task What_makes_no_sense_is_refused(string query, string reason)
    {
        var error = await Assert.ThrowsAsync<CypherException>(() => _home.RowsAsync(query));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
