namespace Quiver.Cypher.Execution.Tests;

/// <summary>
/// Reads specifications: a graph, then queries with what they give.
/// </summary>
/// <remarks>
/// <code>
/// graph
/// (a:Person {name: 'Ann'})
///
/// query {id: 1}            the parameters, if any
/// MATCH (n) RETURN n.name
/// rows                     or: rows in order, columns, error CODE
/// 'Ann'
/// </code>
/// Blank lines and lines that begin with # are left out.
/// </remarks>
internal sealed class QuerySpecification
{
    private static readonly string[] Expectations = ["rows", "rows in order", "columns"];

    public List<string> Graph { get; } = [];

    public List<QueryCase> Cases { get; } = [];

    public static QuerySpecification Read(string name)
    {
        var specification = new QuerySpecification();
        string path = Path.Combine(AppContext.BaseDirectory, "Specifications", name);
        specification.Parse(name, File.ReadAllLines(path));
        return specification;
    }

    private void Parse(string name, string[] lines)
    {
        var query = new List<string>();
        var expected = new List<string>();
        string parameters = "";
        string expectation = "";
        string place = "";
        var target = Graph;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            bool startsQuery =
                line == "query" || line.StartsWith("query {", StringComparison.Ordinal);
            if (line.Length == 0 || line.StartsWith('#') || line == "graph")
            {
                continue;
            }
            if (startsQuery)
            {
                Add(place, query, parameters, expectation, expected);
                query = target = [];
                parameters = line["query".Length..].Trim();
                place = $"{name}:{i + 2}";
            }
            else if (
                Expectations.Contains(line)
                || line.StartsWith("error Neo.", StringComparison.Ordinal)
            )
            {
                expectation = line;
                expected = target = [];
            }
            else
            {
                target.Add(line);
            }
        }
        Add(place, query, parameters, expectation, expected);
    }

    private void Add(
        string place,
        List<string> query,
        string parameters,
        string expectation,
        List<string> expected
    )
    {
        if (place.Length > 0)
        {
            Cases.Add(
                new QueryCase(place, string.Join('\n', query), parameters, expectation, expected)
            );
        }
    }
}
