using System.Diagnostics;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Sessions;

/// <summary>Statements that would run for minutes or for ever: each ends soon after it is interrupted, whatever it is busy with.</summary>
public sealed class LongStatementTests(LongStatementTests.Graph graph)
    : IClassFixture<LongStatementTests.Graph>
{
    private const string TerminatedCode = "Neo.ClientError.Transaction.Terminated";

    private const string Begun =
        "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' AND currentQuery <> '' RETURN count(*)";

    // Far above the tenth of a second that is aimed at: test machines are busy.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(3);

    // Timers count a clock that goes on a hundred times a second at the least, and may be as much early by a finer one.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    public static TheoryData<string> Statements =>
        [
            "UNWIND range(1, 2000000000) AS x RETURN sum(x)",
            "UNWIND range(1, 2000000000) AS x WITH x WHERE x < 0 RETURN x",
            "UNWIND range(1, 2000000000) AS x WITH x SKIP 1999999999 RETURN x",
            "RETURN size([x IN range(1, 2000000000) WHERE x < 0])",
            "RETURN all(x IN range(1, 2000000000) WHERE x > 0)",
            "RETURN reduce(s = 0, x IN range(1, 2000000000) | s + x % 7)",
            "RETURN reduce(s = 0, x IN range(1, 1000000) | s + reduce(t = 0, y IN range(1, 1000) | t + y))",
            "WITH range(1, 1000000) AS l UNWIND range(1, 2000000000) AS i WITH i, l WHERE -i IN l RETURN i",
            "WITH [x IN range(1, 2000) | {k: x}] AS l UNWIND range(1, 2000000000) AS i WITH i, l WHERE {k: -i} IN l RETURN i",
            "UNWIND range(1, 2000000000) AS x RETURN count(toString(x) =~ '.*(1|2)+3')",
            "WITH reduce(s = 'a', x IN range(1, 26) | s + s) AS t RETURN size(replace(t, 'a', 'bc'))",
            "WITH reduce(s = 'a', x IN range(1, 23) | s + s) AS t UNWIND range(1, 100) AS i RETURN sum(size(split(t, '')) + i)",
            "WITH reduce(s = 'é', x IN range(1, 24) | s + s) AS t UNWIND range(1, 100) AS i RETURN sum(size(toUpper(t)) + i)",
            "WITH reduce(s = 'é', x IN range(1, 23) | s + s) AS t UNWIND range(1, 100) AS i RETURN sum(size(normalize(t)) + i)",
            "WITH reduce(s = 'a', x IN range(1, 24) | s + s) AS t RETURN size(string.regexReplace(t, 'a+?', 'b'))",
            "WITH reduce(s = 'ab', x IN range(1, 24) | s + s) AS t UNWIND range(1, 100) AS i RETURN count(t =~ ('.*(a.{300}b|b.{200}a).{100}c' + i))",
            "WITH reduce(s = 'aB', x IN range(1, 23) | s + s) AS t UNWIND range(1, 100) AS i RETURN sum(size(apoc.text.snakeCase(t)) + i)",
            "WITH [x IN range(1, 2000000) | x * 7919 % 1000003] AS l UNWIND range(1, 100) AS i RETURN sum(size(apoc.coll.sortText(l)) + i)",
            "WITH range(1, 150) AS p WITH [x IN range(1, 250000) | [p, -x]] AS l RETURN size(coll.sort(l))",
            "UNWIND range(1, 2000000000) AS x WITH x ORDER BY x % 1000 LIMIT 5 RETURN x",
            "UNWIND range(1, 2000000000) AS x RETURN x % 1000, count(*), avg(x)",
            "UNWIND range(1, 2000000000) AS x CALL db.labels() YIELD label RETURN count(*)",
            "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(DISTINCT x * y % 10)",
            "MATCH (a:N), (b:N), (c:N), (d:N) RETURN count(a.i + b.i + c.i + d.i)",
            "MATCH (a:N), (b:N), (c:N), (d:N) WHERE a.i + b.i + c.i = d.i + 0.5 RETURN count(*)",
            "OPTIONAL MATCH (a:N), (b:N), (c:N), (d:N) WHERE a.i + b.i + c.i + d.i < 0 RETURN a",
            "MATCH (a:N)--(b)--(c)--(d)--(e)--(f)--(g)--(h)--(i)--(j)--(k)--(l)--(a) RETURN count(*)",
            "MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g)--(h)--(i)--(j) RETURN count(DISTINCT a.i + h.i)",
            "MATCH (a:N)-[*]-(b:N) RETURN count(*)",
            "MATCH p = (a:N {i: 1})-[*..20]->(b) RETURN count(nodes(p)[1])",
            "MATCH (a:N {i: 1})((x)-[:R]-(y) WHERE x.i <> y.i){1,20}(b) RETURN count(*)",
            "MATCH p = SHORTEST 5 (a:N)-[:R]-+(b:N) RETURN count(*)",
            "MATCH p = shortestPath((a:N {i: 5})-[*]-(b:N {i: 77})) WHERE any(x IN nodes(p) WHERE x.i < 0) RETURN p",
            "MATCH (a:N) WHERE EXISTS { MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g)--(h)--(i)--(j)--(k)--(l) WHERE l.i < 0 } RETURN count(*)",
            "MATCH (a:N) RETURN sum(COUNT { MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g)--(h)--(i)--(j)--(k)--(l) WHERE l.i < b.i })",
            "MATCH (a:N) CALL (a) { MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g)--(h)--(i)--(j)--(k)--(l) RETURN sum(l.i) AS s } RETURN sum(s)",
            "UNWIND range(1, 50000000) AS x CREATE (:Big {x: x})",
            "UNWIND range(1, 50000000) AS x MERGE (:Big {x: x})",
            "MATCH (a:N), (b:N), (c:N), (d:N) SET a.z = b.i",
            "FOREACH (x IN range(1, 2000000000) | MERGE (:Big {x: x % 10}) CREATE (:Other))",
            "UNWIND range(1, 1000000) AS i CALL (i) { CREATE (:Tx {i: i}) } IN TRANSACTIONS OF 1 ROWS",
        ];

    [Theory]
    [MemberData(nameof(Statements))]
    public Task Ends_soon_after_it_is_interrupted(string statement) =>
        Promptness.AssertWithinAsync(s_bound, () => InterruptAsync(statement));

    private async Task<TimeSpan> InterruptAsync(string statement)
    {
        await using var session = graph.Home.OpenSession();
        var running = Task.Run(
            async () =>
            {
                await using var cursor = await session.RunAsync(
                    new RunRequest { Query = statement }
                );
                return await EngineHome.RowsAsync(cursor);
            },
            TestContext.Current.CancellationToken
        );
        // What is interrupted before it has begun goes on.
        await Eventually.HoldsAsync(async () =>
            running.IsCompleted || await graph.Home.RowsAsync(Begun) is ["1"]
        );
        await Task.Delay(50, TestContext.Current.CancellationToken);
        if (running.IsCompleted)
        {
            // An error says why.
            Assert.Fail($"It ended before it was interrupted: {string.Join(' ', await running)}");
        }

        var clock = Stopwatch.StartNew();
        session.Interrupt();
        var error = await Assert.ThrowsAsync<CypherException>(() => running);
        clock.Stop();

        Assert.Equal(TerminatedCode, error.Status.Code);
        TestContext.Current.SendDiagnosticMessage(
            $"{clock.Elapsed.TotalMilliseconds:F0} ms: {statement}"
        );
        return clock.Elapsed;
    }

    [Fact]
    public Task Ends_soon_after_its_time_is_over()
    {
        var time = TimeSpan.FromMilliseconds(100);
        return Promptness.AssertWithinAsync(s_bound, TimeOutAsync);

        async Task<TimeSpan> TimeOutAsync()
        {
            await using var session = graph.Home.OpenSession();
            var clock = Stopwatch.StartNew();

            var error = await Assert.ThrowsAsync<CypherException>(async () =>
            {
                await using var cursor = await session.RunAsync(
                    new RunRequest
                    {
                        Query = "UNWIND range(1, 2000000000) AS x RETURN sum(x)",
                        Timeout = time,
                    }
                );
                await EngineHome.RowsAsync(cursor);
            });

            Assert.Equal(
                "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
                error.Status.Code
            );
            Assert.True(clock.Elapsed >= time - s_tick, $"It ended after {clock.Elapsed}.");
            return clock.Elapsed;
        }
    }

    /// <summary>Two hundred nodes, each with six relationships.</summary>
    public sealed class Graph : IAsyncLifetime
    {
        internal EngineHome Home { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Home.RowsAsync("UNWIND range(0, 199) AS i CREATE (:N {i: i})");
            await Home.RowsAsync(
                "UNWIND [1, 7, 60] AS step MATCH (a:N) WITH a, step MATCH (b:N {i: (a.i + step) % 200}) CREATE (a)-[:R]->(b)"
            );
        }

        public ValueTask DisposeAsync() => Home.DisposeAsync();
    }
}
