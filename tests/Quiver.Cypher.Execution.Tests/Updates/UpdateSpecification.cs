namespace Quiver.Cypher.Execution.Tests.Updates;

/// <summary>Reads specifications of statements that change the graph.</summary>
/// <remarks>
/// <code>
/// graph
/// (a:Person {name: 'Ann'})
///
/// update {x: 1}                 the parameters, if any
/// MATCH (n) SET n.x = $x RETURN n.x
/// rows                          or: rows in order, error CODE
/// 1
/// counters properties-set 1
/// after                         a query over what the statement leaves, and its rows
/// MATCH (n) RETURN n.x
/// rows
/// 1
/// </code>
/// Every case starts from the graph above. A second <c>update</c> without a blank line before it is another statement of the same case: write
/// <c>then</c>.
/// </remarks>
internal sealed class UpdateSpecification
{
    public List<string> Graph { get; } = [];

    public List<UpdateCase> Cases { get; } = [];

    public static UpdateSpecification Read(string name)
    {
        var specification = new UpdateSpecification();
        string path = Path.Combine(AppContext.BaseDirectory, "UpdateSpecifications", name);
        specification.Parse(name, File.ReadAllLines(path));
        return specification;
    }

    private void Parse(string name, string[] lines)
    {
        UpdateCase? current = null;
        Action<string> add = Graph.Add;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith('#') || line == "graph")
            {
                continue;
            }
            if (line == "update" || line.StartsWith("update {", StringComparison.Ordinal))
            {
                current = new UpdateCase($"{name}:{i + 2}")
                {
                    Parameters = line["update".Length..].Trim(),
                };
                Cases.Add(current);
                current.Statements.Add("");
                add = Statement(current);
            }
            else if (current is null)
            {
                Graph.Add(line);
            }
            else
            {
                add = Directive(line, current, add);
            }
        }
    }

    private static Action<string> Statement(UpdateCase current) =>
        line => current.Statements[^1] = $"{current.Statements[^1]}\n{line}".Trim();

    private static Action<string> Directive(string line, UpdateCase current, Action<string> add)
    {
        switch (line)
        {
            case "then":
                current.Statements.Add("");
                return Statement(current);
            case "after":
                return text => current.After = $"{current.After}\n{text}".Trim();
            case "rows" or "rows in order":
                current.IsOrdered |= line.Length > "rows".Length;
                return current.After.Length > 0 ? current.AfterRows.Add : current.Rows.Add;
            case not null when line.StartsWith("counters", StringComparison.Ordinal):
                current.Counters = line["counters".Length..].Trim();
                return add;
            case not null when line.StartsWith("error Neo.", StringComparison.Ordinal):
                current.Error = line["error ".Length..];
                return add;
            default:
                add(line!);
                return add;
        }
    }
}
