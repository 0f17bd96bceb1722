namespace Quiver.Fuzz.Generation;

/// <summary>Random clauses that look for shortest paths, and for paths in modes other than the usual one.</summary>
internal sealed class ShortestPathGenerator(Choices choices, QueryGenerator queries)
{
    /// <summary>A MATCH.</summary>
    public string Match(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        return choices.Next(4) switch
        {
            0 when nodes.Count > 1 => Function(scope, nodes),
            3 => Mode(scope),
            _ => Selector(scope, nodes),
        };
    }

    private string Function(Scope scope, IReadOnlyList<string> nodes)
    {
        string a = choices.Of(nodes);
        string b = choices.Of([.. nodes.Where(n => n != a)]);
        string path = queries.Name("p");
        string function = choices.Of("shortestPath", "allShortestPaths");
        string length = choices.Of($"*..{2 + choices.Next(3)}", "*", "*0..3", "*1..1");
        string step = $"[{choices.Of("", ":R", ":R|S")}{length}]";
        string pattern = $"({a})-{step}{choices.Of("-", "->")}({b})";
        string where = choices.Chance(20)
            ? $"WHERE {queries.Expressions.Condition(scope, 0)} "
            : "";
        if (choices.Chance(40))
        {
            where += where.Length == 0 ? "WHERE " : "AND ";
            where += Length(path);
        }
        scope.Add(path, Kind.Path);
        return $"WITH * WHERE {a} <> {b} {Optional()}MATCH {path} = {function}({pattern}) {where}";
    }

    private string Length(string path)
    {
        string length = choices.Of($"length({path})", $"size(relationships({path}))");
        string value = choices.Of($"{choices.Next(5)}", $"{choices.Next(4)}.5", "null");
        string comparison = choices.Of("<", "<=", "=", ">=", ">", "<>");
        return choices.Chance(30)
            ? $"{value} {comparison} {length} "
            : $"{length} {comparison} {value} ";
    }

    private string Selector(Scope scope, IReadOnlyList<string> nodes)
    {
        string path = queries.Name("p");
        string selector = choices.Of(
            "ALL SHORTEST",
            "ANY SHORTEST",
            "SHORTEST 2 GROUPS",
            "SHORTEST 1 GROUPS",
            "SHORTEST 2",
            "SHORTEST 3",
            "ANY"
        );
        string walk = choices.Of(
            "-[:R]-+",
            "-[:R|S]->{1,3}",
            "(()-->(:A|B)){1,3}",
            "-->*",
            "(()-[:R]->()-[:S]-()){1,2}",
            "-[:S]->(:A)-[:R]-+",
            "-[*1..3]->"
        );
        string from = End(scope, nodes);
        string to = End(scope, scope.Of(Kind.Node));
        string pattern = $"{from}{walk}{to}";
        if (choices.Chance(25))
        {
            pattern = $"({pattern} WHERE {queries.Expressions.Condition(scope, 0)})";
        }
        string optional = Optional();
        scope.Add(path, Kind.Path);
        return $"{optional}MATCH {path} = {selector} {pattern} ";
    }

    private string End(Scope scope, IReadOnlyList<string> nodes)
    {
        if (nodes.Count > 0 && choices.Chance(60))
        {
            return $"({choices.Of(nodes)})";
        }
        string name = queries.Name("n");
        scope.Add(name, Kind.Node);
        return $"({name}{choices.Of("", ":A", ":B", ":C")})";
    }

    private string Mode(Scope scope)
    {
        string text = queries.Patterns.Pattern(scope, startsKnown: true);
        bool hasPath = text.StartsWith('p');
        string mode = hasPath
            ? "REPEATABLE ELEMENTS "
            : choices.Of("ACYCLIC ", "TRAIL ", "REPEATABLE ELEMENTS ");
        return $"{Optional()}MATCH {mode}{text} ";
    }

    private string Optional() => choices.Of("", "OPTIONAL ");
}
