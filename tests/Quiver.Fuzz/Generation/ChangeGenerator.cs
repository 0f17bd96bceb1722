namespace Quiver.Fuzz.Generation;

/// <summary>Random queries that change the graph.</summary>
internal sealed class ChangeGenerator(Choices choices)
{
    private readonly QueryGenerator _queries = new(choices);

    /// <summary>A query that changes the graph.</summary>
    /// <param name="size">The greatest number of clauses that read before it.</param>
    public string Changing(int size)
    {
        var scope = new Scope();
        string text = choices.Chance(85) ? _queries.Clauses(scope, Math.Min(size, 2)) : "";
        if (text.Length > 0 && choices.Chance(30))
        {
            text += "WITH DISTINCT * ";
        }
        for (int i = 1 + choices.Next(2); i > 0; i--)
        {
            text += Change(scope);
        }
        if (choices.Chance(20))
        {
            return text + Delete(scope);
        }
        return choices.Chance(60) ? text + Return(scope) : text.TrimEnd();
    }

    private string Return(Scope scope)
    {
        var items = new List<string> { "count(*) AS c" };
        var nodes = scope.Of(Kind.Node);
        if (nodes.Count > 0)
        {
            items.Add($"sum({choices.Of(nodes)}.i) AS s");
            items.Add(
                choices.Of(
                    "1 AS o",
                    $"{choices.Of(nodes)}.s AS o",
                    $"labels({choices.Of(nodes)}) AS o"
                )
            );
        }
        return $"RETURN {string.Join(", ", items)}";
    }

    private string Change(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        var relationships = scope.Of(Kind.Relationship);
        return choices.Next(12) switch
        {
            0 or 1 => Create(scope),
            2 or 3 => Merge(scope),
            4 or 5 when nodes.Count > 0 => $"SET {Set(scope, choices.Of(nodes))} ",
            6 when relationships.Count > 0 => $"SET {Set(scope, choices.Of(relationships))} ",
            7 when nodes.Count > 0 => $"SET {choices.Of(nodes)}:{choices.Of(Vocabulary.Labels)} ",
            8 when nodes.Count > 0 =>
                $"REMOVE {choices.Of(nodes)}{choices.Of(":A", ":B", ".i", ".s", ".m")} ",
            9 => Foreach(scope),
            10 when relationships.Count > 0 =>
                $"SET {choices.Of(relationships)} += {Map(scope, "i", "s")} ",
            11 when nodes.Count > 0 =>
                $"SET {choices.Of(nodes)} {choices.Of("+=", "=")} {Map(scope, "i", "s", "b")} ",
            _ => Create(scope),
        };
    }

    private string Create(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        string name = _queries.Name("n");
        string created =
            $"({name}{choices.Of("", ":A", ":B:C", ":C")} {Map(scope, "i", "s", "m")})";
        switch (choices.Next(3))
        {
            case 1 when nodes.Count > 0:
                string relationship = _queries.Name("r");
                string text =
                    $"CREATE ({choices.Of(nodes)}){Step($"{relationship}:{choices.Of(Vocabulary.Types)} {Map(scope, "i")}")}{created} ";
                scope.Add(name, Kind.Node);
                scope.Add(relationship, Kind.Relationship);
                return text;
            case 2 when nodes.Count > 0:
                return $"CREATE ({choices.Of(nodes)}){Step(":" + choices.Of(Vocabulary.Types))}({choices.Of(nodes)}) ";
            default:
                scope.Add(name, Kind.Node);
                return $"CREATE {created} ";
        }
    }

    private string Step(string inner) => choices.Of($"-[{inner}]->", $"<-[{inner}]-");

    private string Merge(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        string name = _queries.Name("n");
        string pattern;
        switch (choices.Next(4))
        {
            case 1 when nodes.Count > 0:
                name = _queries.Name("r");
                pattern =
                    $"({choices.Of(nodes)}){choices.Of("-", "<-")}[{name}:{choices.Of(Vocabulary.Types)}{Some(scope)}]-{choices.Of("", "")}({choices.Of(nodes)})";
                scope.Add(name, Kind.Relationship);
                break;
            case 2 when nodes.Count > 0:
                pattern =
                    $"({choices.Of(nodes)})-[:{choices.Of(Vocabulary.Types)}]->({name}:{choices.Of(Vocabulary.Labels)}{Some(scope)})";
                scope.Add(name, Kind.Node);
                break;
            default:
                pattern = $"({name}{choices.Of(":A", ":B", ":A:C", "")}{Some(scope)})";
                scope.Add(name, Kind.Node);
                break;
        }
        string actions = "";
        if (choices.Chance(40))
        {
            actions += $"ON CREATE SET {Set(scope, name)} ";
        }
        if (choices.Chance(40))
        {
            actions += $"ON MATCH SET {Set(scope, name)} ";
        }
        return $"MERGE {pattern} {actions}";
    }

    private string Some(Scope scope) =>
        choices.Next(3) switch
        {
            0 => "",
            1 => $" {{i: coalesce({_queries.Expressions.Of(Kind.Integer, scope, 0)}, 1)}}",
            _ =>
                $" {{i: {choices.Next(4)}, s: coalesce({_queries.Expressions.Of(Kind.Text, scope, 0)}, '')}}",
        };

    private string Set(Scope scope, string entity)
    {
        var kind = choices.Of(Kind.Integer, Kind.Text, Kind.Boolean, Kind.Float, Kind.Date);
        return $"{entity}.{choices.Of(Vocabulary.KeyOf(kind), "m")} = {_queries.Expressions.Of(kind, scope, 1)}";
    }

    private string Map(Scope scope, params string[] keys)
    {
        var entries = new List<string>();
        foreach (string key in keys)
        {
            if (choices.Chance(50))
            {
                var kind = key switch
                {
                    "i" => Kind.Integer,
                    "s" => Kind.Text,
                    "b" => Kind.Boolean,
                    _ => choices.Of(Kind.Float, Kind.Date),
                };
                entries.Add($"{key}: {_queries.Expressions.Of(kind, scope, 1)}");
            }
        }
        return $"{{{string.Join(", ", entries)}}}";
    }

    private string Foreach(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        string name = _queries.Name("u");
        var inner = scope.With(name, Kind.Integer);
        string body =
            nodes.Count > 0 && choices.Chance(60)
                ? $"SET {Set(inner, choices.Of(nodes))}"
                : $"{choices.Of("CREATE", "MERGE")} (:{choices.Of(Vocabulary.Labels)} {{i: {name}}})";
        return $"FOREACH ({name} IN {choices.Of("[1, 2]", "range(0, 2)", "[]", "[1, 1]")} | {body}) ";
    }

    private string Delete(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        var relationships = scope.Of(Kind.Relationship);
        return choices.Next(3) switch
        {
            0 when relationships.Count > 0 => $"DELETE {choices.Of(relationships)}",
            1 when nodes.Count > 0 => $"DELETE {choices.Of(nodes)}",
            _ when nodes.Count > 0 => $"DETACH DELETE {choices.Of(nodes)}",
            _ => "RETURN 1 AS one",
        };
    }
}
