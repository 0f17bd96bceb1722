using System.Globalization;
using Quiver.Cypher.Execution.Shows;
using Quiver.Cypher.Planning.Shows;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Shows;

public sealed class ShowRowsTests
{
    [Theory]
    [InlineData("SHOW INDEXES YIELD name LIMIT 2", "'name 0'; 'name 1'")]
    [InlineData(
        "SHOW INDEXES YIELD name, id WHERE id >= 2998 RETURN id, name",
        "2998 'name 2998'; 2999 'name 2999'"
    )]
    [InlineData(
        "SHOW INDEXES YIELD name, id AS i ORDER BY i DESC SKIP 1 LIMIT 1",
        "'name 2998' 2998"
    )]
    [InlineData(
        "SHOW INDEXES YIELD type, id RETURN type, count(*) AS n, max(id) AS m",
        "'RANGE' 3000 2999"
    )]
    [InlineData("SHOW TEXT INDEXES YIELD type RETURN DISTINCT type", "'TEXT'")]
    public void Rows_of_a_list_are_filtered_and_projected_like_any_others(
        string query,
        string expected
    )
    {
        using var graph = new TestGraph([]);
        var options = ExecutionOptions.Default with { Show = new ManyIndexes() };

        var rows = graph.Run(query, options: options).Rows;

        var text = rows.Select(r => string.Join(' ', r.Select(v => ValueText.Format(v))));
        Assert.Equal(expected, string.Join("; ", text));
    }

    /// <summary>More rows than a batch holds.</summary>
    private sealed class ManyIndexes : IShowSource
    {
        public IReadOnlyList<Value[]> Rows(ShowSelection selection, IReadOnlyList<Value> names) =>
            [.. Enumerable.Range(0, 3000).Select(i => Row(i, selection))];

        private static Value[] Row(int number, ShowSelection selection) =>
            [
                .. ShowColumns
                    .Of(selection.Kind, selection.Version)
                    .Select(c =>
                        c.Name switch
                        {
                            "id" => Value.Integer(number),
                            "name" => Value.String(
                                string.Create(CultureInfo.InvariantCulture, $"name {number}")
                            ),
                            "type" => Value.String(
                                selection.Selection.Length == 0 ? "RANGE" : selection.Selection
                            ),
                            _ => Value.Null,
                        }
                    ),
            ];
    }
}
