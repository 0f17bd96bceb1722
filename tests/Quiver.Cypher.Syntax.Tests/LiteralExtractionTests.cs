using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Tests;

public sealed class LiteralExtractionTests
{
    [Theory]
    [InlineData("MATCH (n {id: 1}) RETURN n", "MATCH (n {id: ~}) RETURN n", "1")]
    [InlineData(
        "MATCH (n) WHERE n.x>='a\\'b' RETURN n",
        "MATCH (n) WHERE n.x>=~ RETURN n",
        "'a\\'b'"
    )]
    [InlineData(
        "MATCH (n) WHERE n.x IN [1, 2.5] RETURN 3",
        "MATCH (n) WHERE n.x IN [~, ~] RETURN 3",
        "1",
        "2.5"
    )]
    [InlineData(
        "MATCH (n) WHERE n.x STARTS WITH 'a' RETURN n",
        "MATCH (n) WHERE n.x STARTS WITH ~ RETURN n",
        "'a'"
    )]
    [InlineData(
        "CREATE (:P {a: -1, b: [1, 'x']}) ",
        "CREATE (:P {a: -~, b: [~, ~]}) ",
        "1",
        "1",
        "'x'"
    )]
    [InlineData(
        "UNWIND [{a: 1}, {a: 2}] AS r CREATE (n) SET n = r, n.x = 5",
        "UNWIND [{a: ~}, {a: ~}] AS r CREATE (n) SET n = r, n.x = ~",
        "1",
        "2",
        "5"
    )]
    [InlineData("WITH 1 AS x WHERE x > 2 RETURN x", "WITH 1 AS x WHERE x > ~ RETURN x", "2")]
    [InlineData(
        "MATCH (n) RETURN n.x = 1 UNION MATCH (n) WHERE n.x = 2 RETURN n.x = 1",
        "MATCH (n) RETURN n.x = 1 UNION MATCH (n) WHERE n.x = ~ RETURN n.x = 1",
        "2"
    )]
    [InlineData(
        "MATCH (n) CALL (n) { MATCH (m {x: 1}) RETURN m LIMIT 2 } RETURN m",
        "MATCH (n) CALL (n) { MATCH (m {x: ~}) RETURN m LIMIT 2 } RETURN m",
        "1"
    )]
    [InlineData(
        "MATCH (n {`a b`: 1}) RETURN n /* = 7 */",
        "MATCH (n {`a b`: ~}) RETURN n /* = 7 */",
        "1"
    )]
    public void Values_become_parameters(string query, string expected, params string[] values)
    {
        var extracted = LiteralExtraction.TryExtract(query);
        Assert.NotNull(extracted);
        string text = extracted.Value.Query;
        foreach (var (name, _) in extracted.Value.Values)
        {
            text = text.Replace($"$`{name}`", "~", StringComparison.Ordinal);
        }
        Assert.Equal(expected, text);
        Assert.Equal(values, extracted.Value.Values.Select(static v => ValueText.Format(v.Value)));
        CypherParser.Parse(extracted.Value.Query);
    }

    [Theory]
    [InlineData("RETURN 1")]
    [InlineData("MATCH (n) RETURN n")]
    [InlineData("MATCH (n) RETURN n.x + 1, n.x = 2, [x IN [1] WHERE x = 2] LIMIT 3")]
    [InlineData("MATCH (n) WITH n, 1 AS x ORDER BY n.x = 2 SKIP 3 RETURN n")]
    [InlineData("MATCH (n)-[*1..3]->(m) RETURN n")]
    [InlineData("MATCH (n)-[:R]->{1,3}(m) RETURN n")]
    [InlineData("MATCH SHORTEST 2 (n)-[:R]->+(m) RETURN n")]
    [InlineData("MATCH (n) WHERE n['x'] IS NOT NULL AND n.l[0] IS NULL RETURN n")]
    [InlineData("MATCH (n) RETURN EXISTS { MATCH (n) WHERE n.x = 1 }")]
    [InlineData("MATCH (n) WHERE n.x =~ 'a' RETURN n")]
    [InlineData("CALL db.index.fulltext.queryNodes('x', 'y') YIELD node RETURN node")]
    [InlineData("CREATE INDEX FOR (n:L) ON (n.x) OPTIONS {indexConfig: {a: 1}}")]
    [InlineData("CREATE USER u SET PASSWORD 'p'")]
    [InlineData("SHOW INDEXES WHERE name = 'x'")]
    [InlineData("MATCH (n {x: 99999999999999999999}) RETURN n")]
    [InlineData("MATCH (n {x: 'a}) RETURN n")]
    public void Whatever_decides_on_more_than_rows_stays(string query) =>
        Assert.Null(LiteralExtraction.TryExtract(query));

    [Fact]
    public void Any_text_can_be_looked_at()
    {
        const string pieces =
            "MATCH WHERE RETURN ( ) [ ] { } : = 'a' 1 2.5 , . $ `x` CREATE n + - IN \" ' /* //";
        string[] words = pieces.Split(' ');
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Join(
                ' ',
                Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)])
            );
            if (LiteralExtraction.TryExtract(text) is { } extracted)
            {
                // What parses with parameters parses without.
                bool withParameters = Parses(extracted.Query);
                Assert.True(!withParameters || Parses(text), text);
            }
        }
    }

    private static bool Parses(string text)
    {
        try
        {
            CypherParser.Parse(text);
            return true;
        }
        catch (CypherException)
        {
            return false;
        }
    }
}
