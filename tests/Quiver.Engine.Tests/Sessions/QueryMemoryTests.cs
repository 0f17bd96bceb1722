using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Sessions;

/// <summary>Queries that want more memory than they may have fail alone, with the code that drivers know.</summary>
public sealed class QueryMemoryTests(QueryMemoryTests.SmallServer server)
    : IClassFixture<QueryMemoryTests.SmallServer>
{
    private const string OutOfMemoryCode = "Neo.TransientError.General.MemoryPoolOutOfMemoryError";

    public static TheoryData<string> Runaways =>
        [
            "UNWIND range(1, 2000000000) AS x RETURN collect(x)",
            "UNWIND range(1, 2000000000) AS x RETURN x % 10, collect(toString(x))",
            "UNWIND range(1, 2000000000) AS x RETURN DISTINCT x",
            "UNWIND range(1, 2000000000) AS x RETURN count(DISTINCT toString(x))",
            "UNWIND range(1, 2000000000) AS x RETURN toString(x), count(*)",
            "UNWIND range(1, 2000000000) AS x RETURN percentileCont(x, 0.5)",
            "UNWIND range(1, 2000000000) AS x WITH x ORDER BY -x RETURN x",
            "UNWIND range(1, 2000000000) AS x RETURN x ORDER BY -x LIMIT 1000000000",
            "UNWIND range(1, 2000000000) AS x WITH collect(x) AS l UNWIND l AS y RETURN count(y)",
            "UNWIND range(1, 2000000000) AS x RETURN x UNION UNWIND range(1, 5) AS x RETURN x",
            "UNWIND range(1, 2000000000) AS x CREATE (:Big {x: x})",
            "UNWIND range(1, 2000000000) AS x CALL (x) { CREATE (:Big {x: x}) } IN TRANSACTIONS OF 1000000000 ROWS",
            "UNWIND range(1, 100) AS x CALL (x) { UNWIND range(1, 2000000000) AS y RETURN y } IN TRANSACTIONS RETURN max(y)",
            "RETURN size(range(1, 2000000000))",
            "RETURN size([x IN range(1, 2000000000) | x * 2])",
            "RETURN size([x IN range(1, 2000000000) | [x]])",
            "RETURN reduce(s = 'ab', x IN range(1, 50) | s + s)",
            "RETURN reduce(s = [1], x IN range(1, 50) | s + s)",
            "RETURN reduce(s = [1], x IN range(1, 50) | [s, s])",
            "RETURN reduce(s = {a: 1}, x IN range(1, 50) | {a: s, b: s}) = {}",
            "WITH reduce(s = 'ab', x IN range(1, 18) | s + s) AS t RETURN size(replace(t, 'a', t))",
            "WITH reduce(s = 'ab', x IN range(1, 21) | s + s) AS t RETURN size(split(t, ''))",
            "WITH reduce(s = 'ab', x IN range(1, 18) | s + s) AS t RETURN size(string.regexReplace(t, 'a', t))",
            "WITH reduce(s = 'ab', x IN range(1, 10) | s + s) AS t RETURN size(string.regexReplace(t, '(?=(.*))', '$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1'))",
            "WITH reduce(s = 'ab', x IN range(1, 20) | s + s) AS t RETURN size(apoc.text.regexGroups(t, 'a'))",
            "WITH reduce(s = 'ab', x IN range(1, 20) | s + s) AS t RETURN size(apoc.text.split(t, 'a', 0))",
            "WITH reduce(s = 'ab', x IN range(1, 21) | s + s) AS t RETURN size(apoc.text.bytes(t))",
            "WITH reduce(s = 'ab', x IN range(1, 18) | s + s) AS t RETURN size(string.join([x IN range(1, 1000) | t], t))",
            "WITH range(1, 100000) AS l UNWIND range(1, 1000) AS i RETURN max(size(reverse(l)))",
            "WITH range(1, 100000) AS l UNWIND range(1, 1000) AS i RETURN max(size(l[i..]))",
            "MATCH (a:N), (b:N), (c:N), (d:N) RETURN collect([a, b, c, d])",
            "MATCH p = (a:N)-[*]-(b:N) RETURN collect(p)",
            "MATCH p = (a:N)((x)-[:R]-(y)){1,200}(b:N) RETURN collect(p)",
            "MATCH (a:N), (b:N), (c:N), (d:N) WITH a.i AS i, [a, b, c, d] AS l ORDER BY i RETURN l",
        ];

    [Theory]
    [MemberData(nameof(Runaways))]
    public async Task A_runaway_fails_alone(string statement)
    {
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            server.Home.RowsAsync(statement)
        );

        Assert.Equal(OutOfMemoryCode, error.Status.Code);
        Assert.Equal(["200"], await server.Home.RowsAsync("MATCH (n:N) RETURN count(*)"));
    }

    [Fact]
    public async Task What_is_deleted_with_a_node_counts()
    {
        await server.Home.RowsAsync("CREATE (:Hub)");
        await server.Home.RowsAsync(
            "MATCH (h:Hub) UNWIND range(1, 250000) AS x CREATE (h)-[:OF]->(h)"
        );
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            server.Home.RowsAsync("MATCH (h:Hub) DETACH DELETE h")
        );
        Assert.Equal(OutOfMemoryCode, error.Status.Code);
        Assert.Equal(
            ["250000"],
            await server.Home.RowsAsync(
                "MATCH (:Hub)-[r:OF]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 50000 ROWS RETURN count(*)"
            )
        );
        Assert.Equal(
            ["1"],
            await server.Home.RowsAsync("MATCH (h:Hub) DETACH DELETE h RETURN count(*)")
        );
    }

    [Fact]
    public async Task A_long_range_takes_no_memory_where_its_elements_are_taken_one_by_one()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(
            ["1, 2"],
            await server.Home.RowsAsync("UNWIND range(1, 2147483591) AS x RETURN x, x + 1 LIMIT 1")
        );
        Assert.Equal(
            ["500000500000"],
            await server.Home.RowsAsync("RETURN reduce(s = 0, x IN range(1, 1000000) | s + x)")
        );
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L << 30);
    }

    [Fact]
    public async Task Rows_that_are_too_large_together_are_made_a_few_at_a_time()
    {
        var rows = await server.Home.RowsAsync(
            "WITH range(1, 100000) AS l UNWIND range(1, 500) AS i RETURN i, size(reverse(l)), size(l[i..])"
        );

        Assert.Equal(Enumerable.Range(1, 500).Select(i => $"{i}, 100000, {100_000 - i}"), rows);
    }

    [Theory]
    [InlineData(
        "WITH reduce(s = 'ab', i IN range(1, 20) | s + s) AS t UNWIND range(1, 2000) AS i WITH i, t WHERE i > 1999 RETURN i, size(t), t ENDS WITH 'ab'",
        "2000, 2097152, true"
    )]
    [InlineData(
        "MERGE (d:Doc {i: 1}) SET d.t = reduce(s = 'ab', i IN range(1, 20) | s + s) WITH d MATCH (d) WITH d.t AS t UNWIND range(1, 2000) AS i RETURN count(DISTINCT t), count(*)",
        "1, 2000"
    )]
    public async Task Rows_that_have_the_same_long_text_do_not_each_hold_it(
        string statement,
        string row
    ) => Assert.Equal([row], await server.Home.RowsAsync(statement));

    [Fact]
    public async Task A_value_cannot_be_nested_without_end()
    {
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            server.Home.RowsAsync("RETURN reduce(s = [], x IN range(1, 1000000) | [s])")
        );

        Assert.Equal("Neo.ClientError.Statement.ArgumentError", error.Status.Code);
        Assert.Equal(
            ["[[[[[]]]]]"],
            await server.Home.RowsAsync("RETURN reduce(s = [], x IN range(1, 4) | [s])")
        );
    }

    [Fact]
    public async Task What_a_query_held_is_there_for_the_next()
    {
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(
                ["100000"],
                await server.Home.RowsAsync(
                    "UNWIND range(1, 100000) AS x WITH collect(x) AS l RETURN size(l)"
                )
            );
        }
    }

    [Fact]
    public async Task Queries_that_together_want_too_much_fail_and_those_that_fit_do_not()
    {
        await using var home = new EngineHome(options =>
            options with
            {
                QueryMemoryLimitBytes = 64 << 20,
                TotalQueryMemoryLimitBytes = 48 << 20,
            }
        );
        await using var first = home.OpenSession();
        await using var held = await first.RunAsync(
            new RunRequest
            {
                Query = "UNWIND range(1, 600000) AS x WITH collect(x) AS l UNWIND l AS y RETURN y",
            }
        );
        Assert.NotNull(await held.NextBatchAsync(1));

        var error = await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync("UNWIND range(1, 600000) AS x WITH collect(x) AS l RETURN size(l)")
        );

        Assert.Equal(OutOfMemoryCode, error.Status.Code);
        Assert.Contains("together", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await home.RowsAsync("RETURN 1"));
        await held.DisposeAsync();
        Assert.Equal(
            ["600000"],
            await home.RowsAsync("UNWIND range(1, 600000) AS x WITH collect(x) AS l RETURN size(l)")
        );
    }

    [Fact]
    public async Task Rows_of_a_CREATE_that_nobody_reads_are_not_held()
    {
        string text = new('x', 300);
        Assert.Equal(
            [],
            await server.Home.RowsAsync(
                $"UNWIND range(1, 60000) AS x WITH toString(x) + '{text}' AS t CREATE (:Held {{n: size(t)}})"
            )
        );
        Assert.Equal(
            ["60000"],
            await server.Home.RowsAsync("MATCH (n:Held) DETACH DELETE n RETURN count(*)")
        );
    }

    /// <summary>An engine whose queries may hold 8 MiB, over two hundred nodes with six relationships each.</summary>
    public sealed class SmallServer : IAsyncLifetime
    {
        internal EngineHome Home { get; } =
            new(options => options with { QueryMemoryLimitBytes = 8 << 20 });

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
