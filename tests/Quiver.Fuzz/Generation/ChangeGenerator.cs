namespace Quiver.Fuzz.Generation;

/// <summary>Random queries that change the graph.</summary>
internal sealed class ChangeGenerator
{
    private const int NewPercent = 15;

    private readonly Choices _choices;
    private readonly QueryGenerator _queries;

    private ChangeGenerator(Choices choices)
    {
        _choices = choices;
        _queries = new(choices);
    }

    /// <summary>A query that changes the graph.</summary>
    /// <param name="choices">The decisions.</param>
    /// <param name="size">The greatest number of clauses that read before it.</param>
    public static QueryTemplate Change(Choices choices, int size)
    {
        var generator = new ChangeGenerator(choices);
        string text = generator.Changing(size);
        return generator._queries.Constants.Template(text, changes: true);
    }

    private string Changing(int size)
    {
        var scope = new Scope();
        string text =
            _choices.Chance(12) ? _queries.Records(scope)
            : _choices.Chance(85) ? _queries.Clauses(scope, Math.Min(size, 2))
            : "";
        if (text.Length > 0 && _choices.Chance(30))
        {
            text += "WITH DISTINCT * ";
        }
        text += Changes(scope);
        if (_choices.Chance(30))
        {
            // What comes behind sees what came before.
            text += $"WITH * {_queries.Clauses(scope, 1)}";
            text += _choices.Chance(60) ? Changes(scope) : "";
        }
        if (_choices.Chance(20))
        {
            string gone = _queries.Name("c");
            return text
                + Delete(scope)
                + _choices.Of("", $" WITH count(*) AS {gone} MATCH (n) RETURN {gone}, count(n)");
        }
        return _choices.Chance(70) ? text + Return(scope) : text.TrimEnd() + End(text);
    }

    // Behind a clause that reads, a query needs an end.
    private static string End(string text) =>
        text.Contains("WITH * ", StringComparison.Ordinal) ? " FINISH" : "";

    private string Label() => Vocabulary.LabelOf(_choices, NewPercent);

    private string Type() => Vocabulary.TypeOf(_choices, NewPercent);

    private string Changes(Scope scope)
    {
        string text = "";
        for (int i = 1 + _choices.Next(2); i > 0; i--)
        {
            text += _choices.Chance(10) ? $"WITH * {Called(scope)}" : Change(scope);
        }
        return text;
    }

    /// <summary>A change inside a subquery.</summary>
    private string Called(Scope scope)
    {
        var inner = Scope.Inside(scope.All);
        string read = _choices.Chance(40) ? _queries.Clauses(inner, 1) + "WITH * " : "";
        string change = Change(inner);
        if (_choices.Chance(40))
        {
            string name = _queries.Name("s");
            string result = $"RETURN count(*) AS {name} ";
            scope.Add(name, Kind.Integer);
            return $"CALL (*) {{ {read}{change}{result}}} ";
        }
        return $"CALL (*) {{ {read}{change}}} ";
    }

    private string Return(Scope scope)
    {
        var items = new List<string> { "count(*) AS c" };
        if (scope.Holders.Count > 0)
        {
            string holder = _choices.Of(scope.Holders);
            items.Add(
                _choices.Of(
                    $"count({holder}.i) AS s",
                    $"count(DISTINCT {holder}.i) AS s",
                    $"max({holder}.id) AS s",
                    $"collect({holder}.s) AS s"
                )
            );
        }
        if (scope.Of(Kind.Node) is { Count: > 0 } nodes)
        {
            items.Add(
                _choices.Of(
                    "1 AS o",
                    $"{_choices.Of(nodes)}.s AS o",
                    $"labels({_choices.Of(nodes)}) AS o",
                    $"{_choices.Of(nodes)} AS o",
                    $"COUNT {{ ({_choices.Of(nodes)})--() }} AS o"
                )
            );
        }
        return $"RETURN {string.Join(", ", items)}";
    }

    private string Change(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        var relationships = scope.Of(Kind.Relationship);
        return _choices.Next(15) switch
        {
            12 when scope.Of(Kind.Record) is { Count: > 0 } records => Upsert(
                scope,
                _choices.Of(records)
            ),
            13 when nodes.Count > 0 =>
                $"SET {Set(scope, _choices.Of(nodes))}, {Set(scope, _choices.Of(nodes))} ",
            14 when relationships.Count > 0 => $"DELETE {_choices.Of(relationships)} ",
            0 or 1 => Create(scope),
            2 or 3 => Merge(scope),
            4 or 5 when nodes.Count > 0 => $"SET {Set(scope, _choices.Of(nodes))} ",
            6 when relationships.Count > 0 => $"SET {Set(scope, _choices.Of(relationships))} ",
            7 when nodes.Count > 0 => $"SET {_choices.Of(nodes)}:{Label()} ",
            8 when nodes.Count > 0 =>
                $"REMOVE {_choices.Of(nodes)}{_choices.Of(":A", ":B", ":D", ".i", ".s", ".m", ".v", "['b']")} ",
            9 => Foreach(scope),
            10 when relationships.Count > 0 =>
                $"SET {_choices.Of(relationships)} += {Map(scope, "i", "s")} ",
            11 when nodes.Count > 0 =>
                $"SET {_choices.Of(nodes)} {_choices.Of("+=", "=")} {Map(scope, "i", "s", "b", "v")} ",
            _ => Create(scope),
        };
    }

    /// <summary>A MERGE by a key of a record, which gives the rest.</summary>
    private string Upsert(Scope scope, string record)
    {
        string name = _queries.Name("n");
        string key = _choices.Of("i", "id");
        scope.Add(name, Kind.Node);
        string label = Label();
        return $"MERGE ({name}:{label} {{{key}: {record}.i}}) {_choices.Of("", "ON CREATE ", "ON MATCH ")}SET {name} += {record} ";
    }

    private string Create(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        string name = _queries.Name("n");
        string created =
            $"({name}{_choices.Of("", ":A", ":B:C", ":C", ":C:D")} {Map(scope, "i", "s", "m", "v")})";
        switch (_choices.Next(4))
        {
            case 3 when nodes.Count > 0:
                string path = _queries.Name("p");
                string whole =
                    $"CREATE {path} = ({_choices.Of(nodes)}){Step(":" + Type())}{created}{Step(":R")}() ";
                scope.Add(name, Kind.Node);
                scope.Add(path, Kind.Path);
                return whole;
            case 1 when nodes.Count > 0:
                string relationship = _queries.Name("r");
                string text =
                    $"CREATE ({_choices.Of(nodes)}){Step($"{relationship}:{Type()} {Map(scope, "i")}")}{created} ";
                scope.Add(name, Kind.Node);
                scope.Add(relationship, Kind.Relationship);
                return text;
            case 2 when nodes.Count > 0:
                return $"CREATE ({_choices.Of(nodes)}){Step(":" + Type())}({_choices.Of(nodes)}) ";
            default:
                scope.Add(name, Kind.Node);
                return $"CREATE {created} ";
        }
    }

    private string Step(string inner) => _choices.Of($"-[{inner}]->", $"<-[{inner}]-");

    private string Merge(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        string name = _queries.Name("n");
        string pattern;
        switch (_choices.Next(5))
        {
            case 4 when nodes.Count > 0:
                pattern = $"({_choices.Of(nodes)})-[:{Type()}]-({name}:A)<-[:S{Some(scope)}]-(:B)";
                scope.Add(name, Kind.Node);
                break;
            case 1 when nodes.Count > 0:
                name = _queries.Name("r");
                pattern =
                    $"({_choices.Of(nodes)}){_choices.Of("-", "<-")}[{name}:{Type()}{Some(scope)}]-{_choices.Of("", "")}({_choices.Of(nodes)})";
                scope.Add(name, Kind.Relationship);
                break;
            case 2 when nodes.Count > 0:
                pattern = $"({_choices.Of(nodes)})-[:{Type()}]->({name}:{Label()}{Some(scope)})";
                scope.Add(name, Kind.Node);
                break;
            default:
                pattern = $"({name}{_choices.Of(":A", ":B", ":A:C", ":D", "")}{Some(scope)})";
                scope.Add(name, Kind.Node);
                break;
        }
        string actions = "";
        if (_choices.Chance(40))
        {
            actions += $"ON CREATE SET {Set(scope, name, 0)} ";
        }
        if (_choices.Chance(40))
        {
            actions += $"ON MATCH SET {Set(scope, name, 0)} ";
        }
        return $"MERGE {pattern} {actions}";
    }

    private string Some(Scope scope) =>
        _choices.Next(3) switch
        {
            0 => "",
            1 => $" {{i: coalesce({_queries.Expressions.Of(Kind.Integer, scope, 0)}, 1)}}",
            _ =>
                $" {{i: {_choices.Next(4)}, s: coalesce({_queries.Expressions.Of(Kind.Text, scope, 0)}, '')}}",
        };

    // What MERGE does has no subqueries, which need some depth.
    private string Set(Scope scope, string entity, int depth = 1)
    {
        var kind = _choices.Of(
            Kind.Integer,
            Kind.Text,
            Kind.Boolean,
            Kind.Float,
            Kind.Date,
            Kind.DateTime,
            Kind.Duration,
            Kind.Point,
            Kind.Integers
        );
        return $"{entity}.{_choices.Of(Vocabulary.KeyOf(kind), "m", "v")} = {_queries.Expressions.Of(kind, scope, depth)}";
    }

    private string Map(Scope scope, params string[] keys)
    {
        var entries = new List<string>();
        foreach (string key in keys)
        {
            if (_choices.Chance(50))
            {
                var kind = key switch
                {
                    "i" => Kind.Integer,
                    "s" => Kind.Text,
                    "b" => Kind.Boolean,
                    _ => _choices.Of(Kind.Float, Kind.Date),
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
        if (scope.Of(Kind.Nodes) is { Count: > 0 } lists && _choices.Chance(60))
        {
            var each = scope.With(name, Kind.Node);
            string change = _choices.Of(
                $"SET {Set(each, name)}",
                $"MERGE ({name})-[:{Type()}]->(:{Label()} {{i: 1}})",
                $"CREATE ({name})-[:R {{i: {name}.i}}]->(:C)",
                $"REMOVE {name}:A SET {name}.s = 'x'"
            );
            return $"FOREACH ({name} IN {_choices.Of(lists)} | {change}) ";
        }
        string body =
            nodes.Count > 0 && _choices.Chance(60)
                ? $"SET {Set(inner, _choices.Of(nodes))}"
                : $"{_choices.Of("CREATE", "MERGE")} (:{Label()} {{i: {name}}})";
        return $"FOREACH ({name} IN {_choices.Of("[1, 2]", "range(0, 2)", "[]", "[1, 1]")} | {body}) ";
    }

    private string Delete(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        var relationships = scope.Of(Kind.Relationship);
        return _choices.Next(3) switch
        {
            0 when relationships.Count > 0 => $"DELETE {_choices.Of(relationships)}",
            1 when nodes.Count > 0 => $"DELETE {_choices.Of(nodes)}",
            _ when nodes.Count > 0 => $"DETACH DELETE {_choices.Of(nodes)}",
            _ => "CREATE (:C)",
        };
    }
}
