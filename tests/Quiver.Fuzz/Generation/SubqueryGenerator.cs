namespace Quiver.Fuzz.Generation;

/// <summary>Random subqueries: EXISTS, COUNT, COLLECT, CALL, and pattern comprehensions.</summary>
internal sealed class SubqueryGenerator(Choices choices, QueryGenerator queries)
{
    private const int MaxDepth = 2;

    private int _depth;

    /// <summary>What stands between the braces of EXISTS and COUNT.</summary>
    public string Pattern(Scope scope, int depth)
    {
        if (_depth >= MaxDepth)
        {
            return "(:A)-->()";
        }
        _depth++;
        var inner = Scope.Inside(scope.All);
        string text = queries.Patterns.Pattern(inner, startsKnown: true);
        if (choices.Chance(50))
        {
            text += $" WHERE {queries.Expressions.Condition(inner, depth - 1)}";
        }
        text = choices.Next(12) switch
        {
            8 =>
                $"MATCH {text} {queries.Projection(inner, "RETURN", isFinal: true, allowsOrder: true)}",
            9 =>
                $"MATCH {text} {queries.With(inner)}{queries.Projection(inner, "RETURN", isFinal: true, allowsOrder: false)}",
            10 => Union($"MATCH {text} ", inner, scope),
            11 => $"{queries.Clauses(inner = Scope.Inside(scope.All), 2)}RETURN 1 AS one",
            _ => text,
        };
        _depth--;
        return text;
    }

    /// <summary>A COLLECT.</summary>
    public string Collect(Scope scope, int depth)
    {
        if (_depth >= MaxDepth)
        {
            return "[3, 1]";
        }
        _depth++;
        var inner = Scope.Inside(scope.All);
        string text = $"MATCH {queries.Patterns.Pattern(inner, startsKnown: true)}";
        if (choices.Chance(30))
        {
            text += $" WHERE {queries.Expressions.Condition(inner, depth - 1)}";
        }
        string result = queries.Expressions.Of(Kind.Integer, inner, depth - 1);
        _depth--;
        string distinct = choices.Of("", "", "DISTINCT ");
        string limit = choices.Of("", " LIMIT 2", " SKIP 1", " DESC LIMIT 3");
        return $"COLLECT {{ {text} RETURN {distinct}{result} AS o ORDER BY o{limit} }}";
    }

    /// <summary>A pattern comprehension.</summary>
    public string PatternComprehension(Scope scope)
    {
        var inner = Scope.Inside(scope.All);
        string start = choices.Of(scope.Of(Kind.Node));
        string name = queries.Name("p");
        string step = choices.Of("-->", "<--", "-[:R]-", "-[:S*1..2]->", "-[:R]-(:A)--");
        inner.Add(name, Kind.Node);
        string path = "";
        if (choices.Chance(20))
        {
            string whole = queries.Name("p");
            inner.Add(whole, Kind.Path);
            path = $"{whole} = ";
        }
        string where = choices.Chance(40)
            ? $" WHERE {queries.Expressions.Condition(inner, 0)}"
            : "";
        return $"[{path}({start}){step}({name}){where} | {queries.Expressions.Of(Kind.Integer, inner, 0)}]";
    }

    /// <summary>A CALL of a subquery; null where it would be too deep.</summary>
    public string? Call(Scope scope)
    {
        if (_depth >= MaxDepth)
        {
            return null;
        }
        _depth++;
        string optional = choices.Of("", "", "OPTIONAL ");
        var imports = scope.All.Where(_ => choices.Chance(60)).ToList();
        string name = queries.Name("s");
        var kind = queries.ScalarKind();
        string start;
        Func<Scope> enter;
        if (choices.Chance(20) && scope.Variables.Count == scope.All.Count)
        {
            // The older form, which begins with what it takes.
            string with =
                imports.Count == 0 ? "" : $"WITH {string.Join(", ", imports.Select(v => v.Name))} ";
            start = $"CALL {{ {with}";
            enter = () => new Scope(imports);
            scope.Add(name, kind);
            string body = Returning(enter(), name, ref kind);
            _depth--;
            return $"{optional}{start}{body} }} ";
        }
        bool takesAll = choices.Chance(15);
        string names = takesAll ? "*" : string.Join(", ", imports.Select(v => v.Name));
        var constants = takesAll ? scope.All : imports;
        start = $"CALL ({names}) {{ ";
        enter = () => Scope.Inside(constants);
        string text = Returning(enter(), name, ref kind);
        if (choices.Chance(20))
        {
            var other = enter();
            string clauses = choices.Chance(60) ? queries.Clauses(other, 1) : "";
            text +=
                $"{choices.Of(" UNION ALL ", " UNION ")}{clauses}RETURN {queries.Expressions.Of(kind, other, 1)} AS {name}";
        }
        scope.Add(name, kind);
        _depth--;
        return $"{optional}{start}{text} }} ";
    }

    private string Returning(Scope inner, string name, ref Kind kind)
    {
        string clauses = queries.Clauses(inner, 2);
        string result;
        if (choices.Chance(50))
        {
            (result, kind) = queries.Aggregate(inner);
        }
        else
        {
            result = queries.Expressions.Of(kind, inner);
        }
        string order = choices.Chance(25)
            ? $" ORDER BY {name} LIMIT {queries.Constants.Count(1, 3)}"
            : "";
        return $"{clauses}RETURN {result} AS {name}{order}";
    }

    private string Union(string first, Scope inner, Scope outer)
    {
        var kind = queries.ScalarKind();
        string name = queries.Name("c");
        string one = queries.Expressions.Of(kind, inner, 0);
        var other = Scope.Inside(outer.All);
        string second = $"MATCH {queries.Patterns.Pattern(other, startsKnown: true)} ";
        string two = queries.Expressions.Of(kind, other, 0);
        return $"{first}RETURN {one} AS {name}{choices.Of(" UNION ALL ", " UNION ")}{second}RETURN {two} AS {name}";
    }
}
