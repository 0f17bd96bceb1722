namespace Quiver.Fuzz.Generation;

/// <summary>Random queries that read.</summary>
internal sealed class QueryGenerator
{
    private readonly Choices _choices;
    private readonly ExpressionGenerator _expressions;
    private readonly PatternGenerator _patterns;
    private int _names;
    private int _depth;

    public QueryGenerator(Choices choices)
    {
        _choices = choices;
        _expressions = new(choices, this);
        _patterns = new(choices, _expressions, Name);
    }

    /// <summary>A name that no variable has.</summary>
    public string Name(string prefix) => $"{prefix}{_names++}";

    public ExpressionGenerator Expressions => _expressions;

    public PatternGenerator Patterns => _patterns;

    /// <summary>A query that reads.</summary>
    /// <param name="size">The greatest number of clauses before RETURN.</param>
    public string Reading(int size)
    {
        if (_choices.Chance(6))
        {
            return Union(size);
        }
        var scope = new Scope();
        return Clauses(scope, size) + Return(scope);
    }

    /// <summary>Reading clauses; the scope becomes what they leave.</summary>
    public string Clauses(Scope scope, int size)
    {
        string text = First(scope);
        for (int i = _choices.Next(size); i > 0; i--)
        {
            text += Clause(scope);
        }
        return text;
    }

    /// <summary>What stands between the braces of EXISTS and COUNT.</summary>
    public string Subpattern(Scope scope, int depth)
    {
        if (_depth > 1)
        {
            return "(:A)-->()";
        }
        _depth++;
        var inner = scope.Copy();
        string text = _patterns.Pattern(inner, startsKnown: true);
        if (_choices.Chance(50))
        {
            text += $" WHERE {_expressions.Condition(inner, depth - 1)}";
        }
        if (_choices.Chance(15))
        {
            text = $"MATCH {text} {Projection(inner, "RETURN", isFinal: true, allowsOrder: false)}";
        }
        _depth--;
        return text;
    }

    public string CollectSubquery(Scope scope, int depth)
    {
        if (_depth > 1)
        {
            return "[3, 1]";
        }
        _depth++;
        var inner = scope.Copy();
        string text = $"MATCH {_patterns.Pattern(inner, startsKnown: true)}";
        string result = _expressions.Of(Kind.Integer, inner, depth - 1);
        _depth--;
        return $"COLLECT {{ {text} RETURN {result} AS o ORDER BY o{_choices.Of("", " LIMIT 2")} }}";
    }

    public string PatternComprehension(Scope scope)
    {
        var inner = scope.Copy();
        string start = _choices.Of(scope.Of(Kind.Node));
        string name = Name("p");
        string step = _choices.Of("-->", "<--", "-[:R]-", "-[:S*1..2]->");
        inner.Add(name, Kind.Node);
        string where = _choices.Chance(40) ? $" WHERE {_expressions.Condition(inner, 0)}" : "";
        return $"[({start}){step}({name}){where} | {_expressions.Of(Kind.Integer, inner, 0)}]";
    }

    private string Union(int size)
    {
        int columns = 1 + _choices.Next(2);
        var kinds = Enumerable.Range(0, columns).Select(_ => ScalarKind()).ToList();
        string Part()
        {
            var scope = new Scope();
            string clauses = Clauses(scope, size - 1);
            var items = kinds.Select((kind, i) => $"{_expressions.Of(kind, scope)} AS c{i}");
            return $"{clauses}RETURN {string.Join(", ", items)}";
        }
        string union = _choices.Of(" UNION ALL ", " UNION ");
        return Part() + union + Part();
    }

    private string First(Scope scope) =>
        _choices.Next(16) switch
        {
            < 12 => Match(scope, isOptional: false),
            12 or 13 => Unwind(scope),
            14 => Match(scope, isOptional: true),
            _ => With(scope),
        };

    private string Clause(Scope scope) =>
        _choices.Next(19) switch
        {
            < 4 => Match(scope, isOptional: false),
            < 7 => Match(scope, isOptional: true),
            < 11 => With(scope),
            11 => Unwind(scope),
            12 or 13 => Call(scope),
            14 or 15 => Collected(scope),
            16 => Members(scope),
            17 => Friends(scope),
            _ => ShortestPath(scope),
        };

    private string Match(Scope scope, bool isOptional)
    {
        string text = _patterns.Pattern(scope, startsKnown: _choices.Chance(85));
        if (_choices.Chance(12))
        {
            text += ", " + _patterns.Pattern(scope, startsKnown: true);
        }
        if (_choices.Chance(40))
        {
            text += $" WHERE {_expressions.Condition(scope, _choices.Of(1, 0, 2))}";
        }
        return $"{(isOptional ? "OPTIONAL " : "")}MATCH {text} ";
    }

    private string Unwind(Scope scope)
    {
        string list =
            _choices.Chance(25) && _depth == 0 && scope.All.Count == 0
                ? "range(0, 1500)"
                : _expressions.Of(_choices.Of(Kind.Integers, Kind.Integers, Kind.Texts), scope);
        string name = Name("u");
        bool isText = list.Contains('\'', StringComparison.Ordinal);
        scope.Add(name, isText ? Kind.Mixed : Kind.Integer);
        return $"UNWIND {list} AS {name} ";
    }

    /// <summary>Nodes gathered in a list and taken out again, as pipelines do.</summary>
    private string Collected(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        if (nodes.Count == 0)
        {
            return Match(scope, isOptional: false);
        }
        string gathered = _choices.Of(nodes);
        string distinct = _choices.Of("DISTINCT ", "");
        string list = Name("c");
        var keys = scope.All.Where(v => v.Name != gathered && _choices.Chance(40)).ToList();
        var (extra, kind) = Aggregate(scope);
        string other = Name("c");
        scope.Become([.. keys, (list, Kind.Nodes), (other, kind)]);
        string text =
            $"WITH {string.Concat(keys.Select(k => k.Name + ", "))}collect({distinct}{gathered}) AS {list}, {extra} AS {other} ";
        if (_choices.Chance(60))
        {
            string one = Name("n");
            text += $"UNWIND {list}{_choices.Of("", "[..2]", "[1..]")} AS {one} ";
            scope.Add(one, Kind.Node);
        }
        return text;
    }

    /// <summary>A MATCH whose end is looked for in a list.</summary>
    private string Members(Scope scope)
    {
        var lists = scope.Of(Kind.Nodes);
        if (lists.Count == 0)
        {
            return Collected(scope);
        }
        string name = Name("n");
        string list = _choices.Of(lists);
        string from = scope.Of(Kind.Node) is { Count: > 0 } nodes ? _choices.Of(nodes) : Name("n");
        if (!scope.All.Any(v => v.Name == from))
        {
            scope.Add(from, Kind.Node);
        }
        scope.Add(name, Kind.Node);
        string test = _choices.Of(
            $"{name} IN {list}",
            $"NOT {name} IN {list}",
            $"size([q IN {list} WHERE q = {name} | 1]) = 0"
        );
        return $"{_choices.Of("", "OPTIONAL ")}MATCH ({from}){_choices.Of("-->", "--", "-[:R]-", "-[:R|S*1..2]-")}({name}) WHERE {test} ";
    }

    /// <summary>Two steps from a node, without those at one step.</summary>
    private string Friends(Scope scope)
    {
        string start = scope.Of(Kind.Node) is { Count: > 0 } nodes ? _choices.Of(nodes) : Name("n");
        string friend = Name("n");
        string other = Name("n");
        string type = _choices.Of(":R", "", ":R|S");
        foreach (string name in (string[])[start, friend, other])
        {
            if (!scope.All.Any(v => v.Name == name))
            {
                scope.Add(name, Kind.Node);
            }
        }
        string not = _choices.Of("NOT ", "");
        return $"MATCH ({start})-[{type}]-({friend})-[{type}]-({other}) WHERE {other} <> {start} AND {not}({start})-[{type}]-({other}) ";
    }

    private string ShortestPath(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        if (nodes.Count < 2)
        {
            return Match(scope, isOptional: true);
        }
        string a = _choices.Of(nodes);
        string b = _choices.Of([.. nodes.Where(n => n != a)]);
        string path = Name("p");
        string function = _choices.Of("shortestPath", "allShortestPaths");
        string pattern =
            $"({a})-[{_choices.Of("", ":R", ":R|S")}*..{2 + _choices.Next(3)}]{_choices.Of("-", "->")}({b})";
        string optional = _choices.Of("", "OPTIONAL ");
        string before = $"WITH * WHERE {a} <> {b} ";
        if (_choices.Chance(30))
        {
            string selector = _choices.Of(
                "ANY SHORTEST",
                "ALL SHORTEST",
                "SHORTEST 2",
                "SHORTEST 1 GROUPS"
            );
            string walk = _choices.Of("-[:R]-+", "-[:R|S]->{1,3}", "(()-->(:A|B)){1,3}");
            scope.Add(path, Kind.Path);
            return $"{optional}MATCH {path} = {selector} ({a}){walk}({b}) ";
        }
        scope.Add(path, Kind.Path);
        return $"{before}{optional}MATCH {path} = {function}({pattern}) ";
    }

    private string Call(Scope scope)
    {
        if (_depth > 0)
        {
            return Unwind(scope);
        }
        _depth++;
        var imports = scope.All.Where(_ => _choices.Chance(60)).ToList();
        var inner = new Scope(imports);
        string clauses = Match(inner, isOptional: _choices.Chance(30));
        string name = Name("s");
        string result;
        Kind kind;
        if (_choices.Chance(50))
        {
            (result, kind) = Aggregate(inner);
        }
        else
        {
            kind = ScalarKind();
            result = _expressions.Of(kind, inner);
        }
        string order = _choices.Chance(25) ? $" ORDER BY {name} LIMIT {1 + _choices.Next(3)}" : "";
        string start = $"CALL ({string.Join(", ", imports.Select(v => v.Name))}) {{ ";
        string union = "";
        if (order.Length == 0 && _choices.Chance(15))
        {
            union = $" UNION ALL RETURN {_expressions.Of(kind, new Scope(imports), 1)} AS {name}";
        }
        scope.Add(name, kind);
        _depth--;
        return $"{_choices.Of("", "", "OPTIONAL ")}{start}{clauses}RETURN {result} AS {name}{order}{union} }} ";
    }

    private string With(Scope scope)
    {
        string text = Projection(scope, "WITH", isFinal: false, allowsOrder: true);
        if (_choices.Chance(25))
        {
            text += $"WHERE {_expressions.Condition(scope)} ";
        }
        return text;
    }

    private string Return(Scope scope) =>
        Projection(scope, "RETURN", isFinal: true, allowsOrder: true).TrimEnd();

    private Kind ScalarKind() =>
        _choices.Of(Kind.Integer, Kind.Text, Kind.Float, Kind.Boolean, Kind.Date, Kind.Mixed);

    /// <summary>A projection; the scope becomes its columns.</summary>
    private string Projection(Scope scope, string word, bool isFinal, bool allowsOrder)
    {
        var items = new List<string>();
        var columns = new List<(string Name, Kind Kind)>();
        foreach (var (name, kind) in scope.All)
        {
            if (_choices.Chance(isFinal ? 30 : 65))
            {
                items.Add(name);
                columns.Add((name, kind));
            }
        }
        bool aggregates = _choices.Chance(35);
        for (int i = _choices.Next(3) + (items.Count == 0 || aggregates ? 1 : 0); i > 0; i--)
        {
            var (text, kind) =
                aggregates && (i == 1 || _choices.Chance(50)) ? Aggregate(scope) : Scalar(scope);
            string name = Name("c");
            items.Add($"{text} AS {name}");
            columns.Add((name, kind));
        }
        bool isDistinct = _choices.Chance(15);
        string result = $"{word} {(isDistinct ? "DISTINCT " : "")}{string.Join(", ", items)} ";
        if (allowsOrder && _choices.Chance(isFinal ? 45 : 20))
        {
            result += Order(new Scope(columns), isDistinct || aggregates ? null : scope);
        }
        scope.Become(columns);
        return result;
    }

    private (string Text, Kind Kind) Scalar(Scope scope)
    {
        var kind = _choices.Chance(20)
            ? _choices.Of(Kind.Integers, Kind.Texts, Kind.Map)
            : ScalarKind();
        return (_expressions.Of(kind, scope), kind);
    }

    private (string Text, Kind Kind) Aggregate(Scope scope)
    {
        string distinct = _choices.Of("", "", "DISTINCT ");
        var nodes = scope.Of(Kind.Node);
        return _choices.Next(12) switch
        {
            0 => ("count(*)", Kind.Integer),
            9 => (
                $"sum(CASE WHEN {_expressions.Condition(scope, 1)} THEN 1 ELSE 0 END)",
                Kind.Integer
            ),
            10 => (
                $"max(CASE WHEN {_expressions.Condition(scope, 0)} THEN {_expressions.Of(Kind.Integer, scope, 0)} END)",
                Kind.Integer
            ),
            11 => (
                $"[q IN collect({distinct}{_expressions.Of(Kind.Integer, scope, 0)}) WHERE q > 1 | q]",
                Kind.Integers
            ),
            1 when scope.All.Count > 0 => (
                $"count({distinct}{_choices.Of(scope.All).Name})",
                Kind.Integer
            ),
            2 => ($"sum({distinct}{_expressions.Of(Kind.Integer, scope, 1)})", Kind.Integer),
            3 => (
                $"avg({distinct}{_expressions.Of(_choices.Of(Kind.Integer, Kind.Float), scope, 1)})",
                Kind.Float
            ),
            4 => (
                $"{_choices.Of("min", "max")}({_expressions.Of(Kind.Mixed, scope, 1)})",
                Kind.Mixed
            ),
            5 => ($"collect({distinct}{_expressions.Of(Kind.Integer, scope, 1)})", Kind.Integers),
            6 when nodes.Count > 0 => ($"collect({distinct}{_choices.Of(nodes)})", Kind.Nodes),
            7 => (
                $"size(collect({distinct}{_expressions.Of(ScalarKind(), scope, 1)}))",
                Kind.Integer
            ),
            8 => (
                $"{_choices.Of("min", "max", "sum")}({_expressions.Of(Kind.Integer, scope, 1)}) + {_choices.Next(3)}",
                Kind.Integer
            ),
            _ => ($"count({distinct}{_expressions.Of(ScalarKind(), scope, 1)})", Kind.Integer),
        };
    }

    // Which relationship comes before which is the storage's affair, so they are ordered by their property.
    private static string[] Keys((string Name, Kind Kind) column) =>
        column.Kind switch
        {
            Kind.Relationship => [$"{column.Name}.id"],
            Kind.Relationships => [$"[q IN {column.Name} | q.id]"],
            Kind.Path =>
            [
                $"[q IN nodes({column.Name}) | q.id]",
                $"[q IN relationships({column.Name}) | q.id]",
            ],
            _ => [column.Name],
        };

    private string Order(Scope columns, Scope? before)
    {
        var keys = new List<string>();
        for (int i = _choices.Next(3); i > 0; i--)
        {
            var scope = before is not null && _choices.Chance(50) ? before : columns;
            keys.Add(_expressions.Of(ScalarKind(), scope, 1) + _choices.Of("", " DESC", " ASC"));
        }
        bool limits = _choices.Chance(60);
        if (limits || keys.Count == 0)
        {
            // All columns, so that what the limit leaves is certain.
            keys.AddRange(
                columns.All.SelectMany(Keys).Select(k => k + _choices.Of("", "", " DESC"))
            );
        }
        string skip = limits && _choices.Chance(30) ? $"SKIP {_choices.Next(3)} " : "";
        string limit = limits ? $"LIMIT {_choices.Next(6)} " : "";
        return $"ORDER BY {string.Join(", ", keys)} {skip}{limit}";
    }
}
