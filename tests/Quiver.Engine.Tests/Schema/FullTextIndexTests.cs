using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Schema;

/// <summary>Full-text indexes: what queries find and how they score it, through changes, in transactions and over a restart.</summary>
public sealed class FullTextIndexTests : IAsyncDisposable
{
    private const string Call = "CALL db.index.fulltext.queryNodes";

    private static readonly (string Query, string Found)[] s_queries =
    [
        ("matrix", "Matrix Reloaded The_Matrix"),
        ("MATRIX", "Matrix Reloaded The_Matrix"),
        ("title:matrix", "Reloaded The_Matrix"),
        ("plot:matrix", "Matrix"),
        ("none:matrix", ""),
        ("reloaded OR hacker", "Reloaded The_Matrix"),
        ("matrix AND hacker", "The_Matrix"),
        ("matrix && NOT hacker", "Matrix Reloaded"),
        ("+matrix -title:reloaded", "Matrix The_Matrix"),
        ("NOT hacker", ""),
        ("(hacker OR ship) AND plot:of", "Alien The_Matrix"),
        ("\"crew of a ship\"", "Alien"),
        ("\"crew ship\"", ""),
        ("\"crew ship\"~2", "Alien"),
        ("\"ship crew\"~2", ""),
        ("matr*", "Matrix Reloaded The_Matrix"),
        ("*den", "Alien"),
        ("sh?p", "Alien"),
        ("matirx~", "Matrix Reloaded The_Matrix"),
        ("matirx~1", "Matrix Reloaded The_Matrix"),
        ("motrixx~1", ""),
        ("hakcer~0.5", "The_Matrix"),
        ("/h.*er/", "The_Matrix"),
        ("title:[a TO b]", "Alien Matrix"),
        ("title:{alien TO reloaded}", "Matrix Reloaded The_Matrix"),
        ("title:[s TO *]", "The_Matrix"),
        ("*:*", "Alien Matrix Reloaded The_Matrix"),
        ("well\\-known", "Matrix"),
        ("well-known", "Matrix"),
        ("zürich", "Reloaded"),
        ("", ""),
    ];

    private static readonly (string Query, string Told)[] s_mistakes =
    [
        ($"{Call}('none', 'x')", "There is no such fulltext schema index: none"),
        ("CALL db.index.fulltext.queryRelationships('films', 'x')", "is an index on NODE"),
        ($"{Call}('films', '(x')", "a bracket is not closed"),
        ($"{Call}('films', 'x)')", "was not opened"),
        ($"{Call}('films', '\"x')", "is not closed"),
        ($"{Call}('films', 'AND x')", "begins with AND"),
        ($"{Call}('films', 'x AND')", "a word is missing"),
        ($"{Call}('films', 'x^')", "a number is missing"),
        ($"{Call}('films', '[a b]')", "has no TO"),
        ($"{Call}('films', ':x')", "stands where a word is wanted"),
        (
            $"{Call}('films', reduce(s = '', i IN range(1, 200) | s + '(') + 'x')",
            "nested too deeply"
        ),
        ($"{Call}('films', 'x', {{limit: -1}})", "'limit' must be"),
        ($"{Call}('films', 'x', {{limit: 1.5}})", "'limit' must be"),
        ($"{Call}('films', 'x', {{analyzer: 'y'}})", "no full-text analyzer 'y'"),
        (
            "CREATE FULLTEXT INDEX FOR (n:A) ON EACH [n.x] OPTIONS {indexConfig: {`fulltext.analyzer`: 'dutch'}}",
            "one of 'english'"
        ),
        (
            "CREATE FULLTEXT INDEX FOR (n:A) ON EACH [n.x] OPTIONS {indexConfig: {`fulltext.eventually_consistent`: 1}}",
            "true or false"
        ),
        ("CREATE FULLTEXT INDEX films FOR (n:A) ON EACH [n.x]", "already exists"),
    ];

    private readonly EngineHome _home = new();

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task A_query_finds_what_it_says()
    {
        await CreateFilmsAsync();
        foreach (var (query, expected) in s_queries)
        {
            string literal = query.Replace("\\", "\\\\", StringComparison.Ordinal);
            var rows = await _home.RowsAsync(
                $"{Call}('films', '{literal}') YIELD node RETURN replace(node.name, ' ', '_') AS name ORDER BY name"
            );
            Assert.Equal(
                $"{query}: {expected}",
                $"{query}: {string.Join(' ', rows.Select(static r => r.Trim('\'')))}"
            );
        }
    }

    [Fact]
    public async Task Scores_are_those_of_bm25_and_the_best_comes_first()
    {
        await _home.RowsAsync("CREATE FULLTEXT INDEX t FOR (n:T) ON EACH [n.a]");
        await _home.RowsAsync(
            "UNWIND ['x y y y', 'x', 'y y', 'z z z z z', null, 7] AS a CREATE (:T {a: a})"
        );
        await _home.RowsAsync("CALL db.awaitIndexes()");
        // Four texts of 4, 1, 2 and 5 words; x is in two of them.
        double rarity = Math.Log(1 + ((4 - 2 + 0.5) / (2 + 0.5)));
        double Score(int length) => (float)(rarity / (1 + (1.2 * (0.25 + (0.75 * length / 3.0)))));
        Assert.Equal(
            [$"'x', {Round(Score(1))}", $"'x y y y', {Round(Score(4))}"],
            await _home.RowsAsync(
                $"{Call}('t', 'x') YIELD node, score RETURN node.a, round(score, 6)"
            )
        );
        Assert.Equal(
            [$"'x', {Round(3 * Score(1))}"],
            await _home.RowsAsync(
                $"{Call}('t', 'x^3', {{limit: 1}}) YIELD node, score RETURN node.a, round(score, 6)"
            )
        );
        Assert.Equal(
            ["'x y y y'"],
            await _home.RowsAsync(
                $"{Call}('t', 'y', {{skip: 1, limit: 5.0}}) YIELD node RETURN node.a"
            )
        );

        static string Round(double score) =>
            Math.Round(score, 6).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Changes_are_found_in_their_transaction_and_gone_with_it()
    {
        await CreateFilmsAsync();
        await using var session = _home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());
        Assert.Equal(
            ["1"],
            await RowsAsync(
                "MATCH (n:Film {name: 'Alien'}) SET n.title = 'Aliens', n:Book REMOVE n:Film RETURN count(*)"
            )
        );
        Assert.Equal([], await RowsAsync($"{Call}('films', 'alien') YIELD node RETURN node.name"));
        Assert.Equal(
            ["'Alien'"],
            await RowsAsync($"{Call}('films', 'aliens') YIELD node RETURN node.name")
        );
        await RowsAsync("MATCH (n:Book) REMOVE n:Book");
        Assert.Equal([], await RowsAsync($"{Call}('films', 'aliens') YIELD node RETURN node.name"));
        await transaction.RollbackAsync();
        Assert.Equal(
            ["'Alien'"],
            await _home.RowsAsync($"{Call}('films', 'alien') YIELD node RETURN node.name")
        );

        async Task<List<string>> RowsAsync(string query)
        {
            await using var cursor = await transaction.RunAsync(
                query,
                new Dictionary<string, Value>()
            );
            return await EngineHome.RowsAsync(cursor);
        }
    }

    [Fact]
    public async Task Relationships_and_lists_of_texts_are_indexed_too()
    {
        await _home.RowsAsync(
            "CREATE ()-[:SAID {t: ['first word', 'second']}]->(), ()-[:TOLD {t: 'word'}]->()"
        );
        await _home.RowsAsync(
            "CREATE FULLTEXT INDEX said FOR ()-[r:SAID|TOLD|ASKED]-() ON EACH [r.t] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}}"
        );
        await _home.RowsAsync("CALL db.awaitIndexes()");
        Assert.Equal(
            ["'SAID'"],
            await _home.RowsAsync(
                "CALL db.index.fulltext.queryRelationships('said', 'second') YIELD relationship RETURN type(relationship)"
            )
        );
        Assert.Equal(
            ["'SAID', 1.0"],
            await _home.RowsAsync(
                "CALL db.index.fulltext.queryRelationships('said', 'first*') YIELD relationship, score RETURN type(relationship), score"
            )
        );
    }

    [Fact]
    public async Task The_index_is_listed_and_survives_a_restart()
    {
        await CreateFilmsAsync();
        const string show =
            "SHOW FULLTEXT INDEXES YIELD name, state, type, entityType, labelsOrTypes, properties, indexProvider, options, createStatement "
            + "RETURN name, state, type, entityType, labelsOrTypes, properties, indexProvider, options.indexConfig, createStatement";
        string[] expected =
        [
            "'films', 'ONLINE', 'FULLTEXT', 'NODE', ['Film', 'Book'], ['title', 'plot'], 'fulltext-1.0', "
                + "{`fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: false}, "
                + "'CREATE FULLTEXT INDEX `films` FOR (n:`Film`|`Book`) ON EACH [n.`title`, n.`plot`] OPTIONS {indexConfig: {`fulltext.analyzer`: \\'standard-no-stop-words\\', `fulltext.eventually_consistent`: false}}'",
        ];
        Assert.Equal(expected, await _home.RowsAsync(show));
        await using var engine = _home.Reopen();
        await using var session = engine.OpenSession(
            engine.Authenticate(Engine.Security.AuthToken.None)
        );
        await using var shown = await session.RunAsync(new RunRequest { Query = show });
        Assert.Equal(expected, await EngineHome.RowsAsync(shown));
        await using var found = await session.RunAsync(
            new RunRequest { Query = $"{Call}('films', 'hacker') YIELD node RETURN node.name" }
        );
        Assert.Equal(["'The Matrix'"], await EngineHome.RowsAsync(found));
    }

    [Fact]
    public async Task Conditions_are_not_looked_up_in_it()
    {
        await CreateFilmsAsync();
        Assert.Equal(
            ["'Alien'"],
            await _home.RowsAsync("MATCH (n:Film) WHERE n.title = 'Alien' RETURN n.name")
        );
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        await CreateFilmsAsync();
        foreach (var (query, told) in s_mistakes)
        {
            var error = await Assert.ThrowsAsync<CypherException>(() => _home.RowsAsync(query));
            Assert.Contains(told, error.Message, StringComparison.Ordinal);
        }
    }

    private async Task CreateFilmsAsync()
    {
        await _home.RowsAsync(
            "CREATE FULLTEXT INDEX films FOR (n:Film|Book) ON EACH [n.title, n.plot]"
        );
        await _home.RowsAsync(
            """
            CREATE (:Film {name: 'The Matrix', title: 'The Matrix', plot: 'A hacker learns of the real world'}),
              (:Film:Book {name: 'Reloaded', title: 'Matrix reloaded', plot: 'Filmed in Zürich?'}),
              (:Film {name: 'Alien', title: 'Alien', plot: 'The crew of a ship meets a hidden being'}),
              (:Book {name: 'Matrix', title: 'Linear algebra', plot: 'The well-known matrix'}),
              (:Other {name: 'Other', title: 'Matrix'})
            """
        );
        await _home.RowsAsync("CALL db.awaitIndexes()");
    }
}
