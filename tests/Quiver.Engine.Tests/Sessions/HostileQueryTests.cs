using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Sessions;

/// <summary>
/// Queries that are as deep, as long or as wide as the parser lets them be, through binding, planning, compilation and evaluation on a stack as small as
/// those of a server's threads: each gives its rows or an error of its user's, and the engine goes on.
/// </summary>
public sealed class HostileQueryTests
{
    private const int StackBytes = 1536 * 1024;

    private const int Many = 20_000;

    public static TheoryData<string, string, string> Nestings =>
        new()
        {
            { "(", "1", ")" },
            { "[", "1", "]" },
            { "{a: ", "1", "}" },
            { "NOT ", "true", "" },
            { "-", "1", "" },
            { "abs(", "1", ")" },
            { "CASE WHEN true THEN ", "1", " END" },
            { "CASE 1 WHEN ", "1", " THEN 1 END" },
            { "EXISTS { MATCH (n) WHERE ", "true", " }" },
            { "COUNT { MATCH (n) WHERE 1 = ", "1", " }" },
            { "head([x IN [1] | ", "1", "])" },
            { "size([(a)-->(b) | ", "1", "])" },
            { "reduce(a = ", "1", ", x IN [1] | a)" },
            { "all(x IN [1] WHERE ", "true", ")" },
            { "allReduce(a = 0, x IN [1] | a, ", "true", ")" },
        };

    public static TheoryData<string, string, string> Chains =>
        new()
        {
            { "UNWIND [true] AS a RETURN a", " AND a", "" },
            { "UNWIND [true] AS a RETURN a", " OR a", "" },
            { "UNWIND [true] AS a RETURN a", " XOR a", "" },
            { "UNWIND [1] AS a RETURN a", " = 1", "" },
            { "UNWIND [1] AS a RETURN a", " + a", "" },
            { "UNWIND [1] AS a RETURN CASE", " WHEN a = 2 THEN 1", " END" },
            { "UNWIND [1] AS a RETURN [1", ", a", "]" },
            { "UNWIND [1] AS a RETURN coalesce(null", ", null", ")" },
            { "RETURN 1 AS x", " WITH 1 AS x", "" },
            { "WITH 1 AS x", " WITH x + 1 AS x", " RETURN x" },
            { "WITH [] AS x", " WITH [x] AS x", " RETURN size(x)" },
            { "MATCH (n)", "-->()", " RETURN count(*)" },
            { "MATCH (n)", " MATCH (n)", " RETURN count(*)" },
            { "MATCH (n)", " OPTIONAL MATCH (n)-->()", " RETURN count(*)" },
            { "MATCH (n:A", "&A", ") RETURN count(*)" },
            { "MATCH (n:A", "|A", ") RETURN count(*)" },
            { "MATCH (n) WHERE n.a = 1", " AND n.b = 1", " RETURN count(*)" },
            { "RETURN 1 AS x", " NEXT RETURN x", "" },
            { "RETURN 'a' =~ '", "a?", "'" },
        };

    [Theory]
    [MemberData(nameof(Nestings))]
    public async Task Deep_nesting_gives_a_row_or_an_error(string open, string inner, string close)
    {
        await using var home = new EngineHome();
        foreach (int depth in (int[])[60, 290, Many])
        {
            string nested = Repeat(open, depth) + inner + Repeat(close, depth);
            RunOnSmallStack(home, $"RETURN {nested} AS x");
        }

        Assert.Equal(["1"], await home.RowsAsync("RETURN 1"));
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Long_chains_give_a_row_or_an_error(string first, string link, string last)
    {
        await using var home = new EngineHome();
        foreach (int length in (int[])[900, Many])
        {
            RunOnSmallStack(home, first + Repeat(link, length) + last);
        }

        Assert.Equal(["1"], await home.RowsAsync("RETURN 1"));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(290)]
    public async Task Subqueries_in_subqueries_give_a_row_or_an_error(int depth)
    {
        await using var home = new EngineHome();

        RunOnSmallStack(
            home,
            Repeat("CALL () { ", depth) + "RETURN 1 AS x" + Repeat(" } RETURN x", depth)
        );
        RunOnSmallStack(
            home,
            Repeat("FOREACH (x IN [1] | ", depth) + "CREATE (:Q)" + Repeat(")", depth)
        );
        RunOnSmallStack(
            home,
            Repeat("WHEN true THEN { ", depth) + "RETURN 1 AS x" + Repeat(" }", depth)
        );

        Assert.Equal(["1"], await home.RowsAsync("RETURN 1"));
    }

    private static void RunOnSmallStack(EngineHome home, string query)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    home.RowsAsync(query).GetAwaiter().GetResult();
                }
                catch (CypherException)
                {
                    // An error of its user's is as good as a row.
                }
                catch (Exception other) when (other is not CypherException)
                {
                    failure = other;
                }
            },
            StackBytes
        );
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static string Repeat(string text, int count) =>
        string.Concat(Enumerable.Repeat(text, count));
}
