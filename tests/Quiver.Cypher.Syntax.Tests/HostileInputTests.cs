using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax.Tests;

public sealed class HostileInputTests
{
    private const int Depth = 100_000;

    /// <summary>A quarter of the stack that threads usually have.</summary>
    private const int StackBytes = 2 * 1024 * 1024;

    public static TheoryData<string, string, string> Nestings =>
        new()
        {
            { "(", "1", ")" },
            { "[", "1", "]" },
            { "{a: ", "1", "}" },
            { "NOT ", "true", "" },
            { "-", "1", "" },
            { "+ ", "1", "" },
            { "f(", "1", ")" },
            { "CASE WHEN ", "true", " THEN 1 END" },
            { "EXISTS { MATCH (n) WHERE ", "true", "}" },
            { "COUNT { (n) WHERE ", "1", "}" },
            { "COLLECT { RETURN ", "1", "}" },
            { "[x IN ", "[1]", "]" },
            { "[x IN ", "[1]", " | x]" },
            { "[(a)-->(b) WHERE ", "true", " | 1]" },
            { "all(x IN ", "[1]", " WHERE true)" },
            { "reduce(a = ", "1", ", x IN [1] | a)" },
            { "a[", "1", "]" },
            { "a[1..", "1", "]" },
            { "n {a: ", "1", "}" },
            { "a:(", "A", ")" },
            { "a:!", "A", "" },
            { "trim(BOTH FROM ", "''", ")" },
        };

    public static TheoryData<string, string> Chains =>
        new()
        {
            { "1", " + 1" },
            { "1", " * 1" },
            { "1", " ^ 1" },
            { "a", ".b" },
            { "a", "[0]" },
            { "a", " IS NULL" },
            { "a", " IN b" },
            { "a", ":A" },
            { "''", " STARTS WITH ''" },
        };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Deep_nesting_is_an_error_and_not_a_crash(string open, string inner, string close)
    {
        string Nested(int depth) =>
            "RETURN " + Repeat(open, depth) + inner + Repeat(close, depth) + " AS x";

        OnSmallStack(() => Assert.IsType<CypherException>(Failure(Nested(Depth))));
        OnSmallStack(() =>
            Assert.IsType<CypherException>(Failure(Nested(Depth).TrimEnd(')', ']', '}')))
        );
        OnSmallStack(() => Failure("RETURN " + Repeat(open, Depth)));
        OnSmallStack(() => Failure(Nested(SyntaxLimits.MaxNesting - 1)));
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void A_chain_of_operators_cannot_make_the_tree_too_high(string first, string link)
    {
        bool isFlat = link == ":A";
        CypherException? failure = Failure("RETURN " + first + Repeat(link, Depth) + " AS x");
        Assert.Equal(isFlat, failure is null);
        int allowed = SyntaxLimits.MaxTreeHeight - 1;
        Assert.Null(Failure("RETURN " + first + Repeat(link, allowed) + " AS x"));
    }

    [Fact]
    public void Chains_within_brackets_add_up()
    {
        string chain = Repeat(" + 1", SyntaxLimits.MaxTreeHeight / 2);
        Assert.Null(Failure($"RETURN (1{chain}) AS x"));
        Assert.NotNull(Failure($"RETURN ((1{chain}){chain}) AS x"));
        Assert.Null(Failure($"RETURN [{Repeat($"1{chain}, ", 10)}1] AS x"));
    }

    [Theory]
    [InlineData(" OR a.b = 1")]
    [InlineData(" AND NOT a.b < c.d")]
    [InlineData(" XOR a.b")]
    [InlineData(" = 1")]
    public void Flat_chains_have_no_limit(string link) =>
        Assert.Null(Failure("RETURN a" + Repeat(link, Depth) + " AS x"));

    [Fact]
    public void Wide_queries_have_no_limit()
    {
        Assert.Null(Failure($"RETURN [{Repeat("1, ", Depth)}1] AS x"));
        Assert.Null(Failure($"MATCH (n){Repeat("-->()", Depth)} RETURN n"));
        Assert.Null(Failure($"MATCH (n){Repeat(", (m)", Depth)} RETURN n"));
        Assert.Null(Failure($"{Repeat("WITH 1 AS x ", Depth)} RETURN x"));
        Assert.Null(Failure($"RETURN 1 AS x{Repeat(" UNION RETURN 1 AS x", Depth)}"));
    }

    [Theory]
    [InlineData("/*", "")]
    [InlineData("'", "")]
    [InlineData("`", "")]
    [InlineData("\\", "")]
    [InlineData("(", "")]
    [InlineData("[x IN ", "")]
    [InlineData("[(a)-->(b) | ", "")]
    [InlineData("//\n", "RETRN")]
    [InlineData(" ", "RETRN")]
    [InlineData("a.", "b(")]
    public void Reading_takes_time_in_proportion_to_length(string part, string end)
    {
        // A quadratic reader would need minutes for a million repetitions.
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Failure("RETURN " + Repeat(part, 1_000_000) + end);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Messages_quote_only_a_part_of_a_long_line()
    {
        string query = "RETURN " + Repeat("1 + ", 5_000) + "]" + new string('x', 100_000);
        CypherException? failure = Failure(query);
        Assert.NotNull(failure);
        Assert.InRange(failure.Message.Length, 1, 4 * SyntaxLimits.MaxExcerptLength);
    }

    [Fact]
    public void Too_long_a_query_is_refused_unread()
    {
        CypherException? failure = Failure(new string(' ', SyntaxLimits.MaxQueryLength + 1));
        Assert.Contains("too long", failure!.Message, StringComparison.Ordinal);
    }

    private static CypherException? Failure(string query)
    {
        try
        {
            CypherParser.Parse(query);
            return null;
        }
        catch (CypherException exception)
        {
            return exception;
        }
    }

    private static string Repeat(string text, int count) =>
        string.Concat(Enumerable.Repeat(text, count));

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            StackBytes
        );
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
