using Quiver.Engine.Shows;

namespace Quiver.Engine.Tests.Shows;

public sealed class LanguageListTests : IAsyncDisposable
{
    private readonly EngineHome _home = new();

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task Functions_have_names_categories_and_signatures()
    {
        var rows = await _home.RowsAsync(
            "SHOW BUILT IN FUNCTIONS YIELD name, category, aggregating, returnDescription WHERE name IN ['count', 'toUpper', 'abs'] RETURN name, category, aggregating, returnDescription ORDER BY name"
        );
        Assert.Equal(
            [
                "'abs', 'Numeric', false, 'INTEGER | FLOAT'",
                "'count', 'Aggregating', true, 'INTEGER'",
                "'toUpper', 'String', false, 'STRING'",
            ],
            rows
        );
        Assert.Empty(await _home.RowsAsync("SHOW USER DEFINED FUNCTIONS EXECUTABLE"));
    }

    [Fact]
    public async Task Signatures_name_types_as_Cypher_does()
    {
        Assert.Equal(
            [
                "'datetime.fromepoch(seconds :: INTEGER | FLOAT, nanoseconds :: INTEGER | FLOAT) :: ZONED DATETIME'",
                "'labels(input :: NODE) :: LIST<STRING>'",
                "'nodes(input :: PATH) :: LIST<NODE>'",
                "'single(variable :: ANY, list :: LIST<ANY>, predicate :: BOOLEAN) :: BOOLEAN'",
            ],
            await _home.RowsAsync(
                "SHOW FUNCTIONS YIELD name, signature WHERE name IN ['labels', 'nodes', 'single', 'datetime.fromepoch'] RETURN signature"
            )
        );
    }

    [Fact]
    public async Task Every_function_has_a_category_and_says_what_it_does()
    {
        Assert.Equal(
            FunctionTexts.Names.Order(StringComparer.Ordinal),
            FunctionRows
                .All.Where(static f => f.Category.Length == 0 || f.Description.Length == 0)
                .Select(static f => f.Name)
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [
                "'Aggregating'",
                "'Database'",
                "'Graph'",
                "'List'",
                "'Load CSV'",
                "'Logarithmic'",
                "'Numeric'",
                "'Predicate'",
                "'Scalar'",
                "'Spatial'",
                "'String'",
                "'Temporal'",
                "'Trigonometric'",
                "'Vector'",
            ],
            await _home.RowsAsync(
                "SHOW FUNCTIONS YIELD category, description RETURN DISTINCT category ORDER BY category"
            )
        );
    }

    [Fact]
    public async Task Procedures_have_modes_and_signatures()
    {
        var rows = await _home.RowsAsync(
            "SHOW PROCEDURES EXECUTABLE BY CURRENT USER YIELD * WHERE name = 'db.ping' RETURN mode, worksOnSystem, signature"
        );
        Assert.Equal(["'READ', true, 'db.ping() :: (success :: BOOLEAN)'"], rows);
        Assert.Contains(
            await _home.RowsAsync("SHOW PROCEDURES"),
            static r => r.StartsWith("'dbms.components'", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("SHOW SETTINGS")]
    [InlineData("SHOW SETTINGS 'dbms.default_database'")]
    [InlineData("SHOW SETTING 'x', 'dbms.default_database' YIELD *")]
    [InlineData("SHOW SETTINGS ['dbms.default_database']")]
    public async Task Settings_can_be_named(string query) =>
        Assert.Contains(
            await _home.RowsAsync(query),
            static r => r.StartsWith("'dbms.default_database', 'neo4j'", StringComparison.Ordinal)
        );
}
