using System.Text.RegularExpressions;

namespace Quiver.Fuzz.Generation;

/// <summary>Random queries that read.</summary>
internal sealed partial class QueryGenerator
{
    private readonly Choices _choices;
    private readonly ConstantGenerator _constants;
    private readonly ExpressionGenerator _expressions;
    private readonly PatternGenerator _patterns;
    private readonly SubqueryGenerator _subqueries;
    private readonly ShortestPathGenerator _shortestPaths;
    private int _names;

    public QueryGenerator(Choices choices)
    {
        _choices = choices;
        _constants = new(choices);
        _subqueries = new(choices, this);
        _expressions = new(choices, _constants, _subqueries);
        _patterns = new(choices, _expressions, Name);
        _shortestPaths = new(choices, this);
    }

    /// <summary>A name that no variable has.</summary>
    public string Name(string prefix) => $"{prefix}{_names++}";

    public ConstantGenerator Constants => _constants;

    public ExpressionGenerator Expressions => _expressions;

    public PatternGenerator Patterns => _patterns;

    public SubqueryGenerator Subqueries => _subqueries;

    /// <summary>A query that reads.</summary>
    /// <param name="choices">The decisions.</param>
    /// <param name="size">The greatest number of clauses before RETURN.</param>
    public static QueryTemplate Read(Choices choices, int size)
    {
        var generator = new QueryGenerator(choices);
        return generator.Constants.Template(generator.Reading(size), changes: false);
    }

    private string Reading(int size)
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
        _choices.Next(20) switch
        {
            < 4 => Match(scope, isOptional: false),
            < 7 => Match(scope, isOptional: true),
            < 11 => With(scope),
            11 => Unwind(scope),
            12 or 13 => _subqueries.Call(scope) ?? Unwind(scope),
            14 or 15 => Collected(scope),
            16 => Members(scope),
            17 => Friends(scope),
            _ => _shortestPaths.Match(scope),
        };

    private string Match(Scope scope, bool isOptional)
    {
        var before = scope.Copy();
        string text = _patterns.Pattern(scope, startsKnown: _choices.Chance(85));
        if (_choices.Chance(12))
        {
            text += ", " + _patterns.Pattern(scope, startsKnown: true, before);
        }
        string? condition = _choices.Chance(40)
            ? _expressions.Condition(scope, _choices.Of(1, 0, 2))
            : null;
        if (_choices.Chance(6) && Labelled().Match(text) is { Success: true } labelled)
        {
            (string hint, string needed) = Hint(
                labelled.Groups["name"].Value,
                labelled.Groups["label"].Value
            );
            text += hint;
            condition = condition is null ? needed : $"{needed} AND {condition}";
        }
        string where = condition is null ? "" : $" WHERE {condition}";
        return $"{(isOptional ? "OPTIONAL " : "")}MATCH {text}{where} ";
    }

    /// <summary>How to find a node, and the condition that such a hint needs.</summary>
    private (string Text, string Condition) Hint(string name, string label)
    {
        var kind = _choices.Of(Kind.Integer, Kind.Text, Kind.Mixed, Kind.Date);
        string key = Vocabulary.KeyOf(kind, _choices);
        string value = _constants.Of(kind);
        string hint = _choices.Of(
            $" USING INDEX {name}:{label}({key})",
            $" USING SCAN {name}:{label}",
            $" USING INDEX SEEK {name}:{label}({key})"
        );
        return (hint, $"{name}.{key} {_choices.Of("=", ">=", "<", "=")} {value}");
    }

    [GeneratedRegex(@"\((?<name>n\d+):(?<label>[ABCD])[ )]", RegexOptions.ExplicitCapture)]
    private static partial Regex Labelled();

    private string Unwind(Scope scope)
    {
        if (_choices.Chance(30))
        {
            return Records(scope);
        }
        if (scope.Of(Kind.Path) is { Count: > 0 } paths && _choices.Chance(60))
        {
            bool isNodes = _choices.Next(2) == 0;
            string element = Name("u");
            string path = _choices.Of(paths);
            scope.Add(element, isNodes ? Kind.Node : Kind.Relationship);
            return $"UNWIND {(isNodes ? "nodes" : "relationships")}({path}) AS {element} ";
        }
        var kind = _choices.Of(Kind.Integers, Kind.Integers, Kind.Texts);
        string list =
            _choices.Chance(25) && scope.All.Count == 0 && kind == Kind.Integers
                ? "range(0, 1500)"
                : _expressions.Of(kind, scope);
        string name = Name("u");
        scope.Add(name, kind == Kind.Texts ? Kind.Text : Kind.Integer);
        return $"UNWIND {list} AS {name} ";
    }

    /// <summary>UNWIND of a list of maps, as programs send them.</summary>
    public string Records(Scope scope)
    {
        string list = _choices.Chance(70)
            ? _constants.Place(Kind.Records)
            : _constants.Of(Kind.Records);
        string name = Name("u");
        scope.Add(name, Kind.Record);
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
        var keys = scope.Variables.Where(v => v.Name != gathered && _choices.Chance(40)).ToList();
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
        scope.Add(from, Kind.Node);
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
            scope.Add(name, Kind.Node);
        }
        string not = _choices.Of("NOT ", "");
        return $"MATCH ({start})-[{type}]-({friend})-[{type}]-({other}) WHERE {other} <> {start} AND {not}({start})-[{type}]-({other}) ";
    }

    /// <summary>A WITH; the scope becomes its columns.</summary>
    public string With(Scope scope)
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

    public Kind ScalarKind() =>
        _choices.Of(
            Kind.Integer,
            Kind.Text,
            Kind.Float,
            Kind.Boolean,
            Kind.Date,
            Kind.Mixed,
            Kind.DateTime,
            Kind.Duration,
            Kind.Point
        );

    /// <summary>A projection; the scope becomes its columns.</summary>
    public string Projection(Scope scope, string word, bool isFinal, bool allowsOrder)
    {
        var items = new List<string>();
        var columns = new List<(string Name, Kind Kind)>();
        foreach (var (name, kind) in isFinal ? scope.All : scope.Variables)
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

    public (string Text, Kind Kind) Aggregate(Scope scope)
    {
        string distinct = _choices.Of("", "", "DISTINCT ");
        var nodes = scope.Of(Kind.Node);
        return _choices.Next(15) switch
        {
            0 => ("count(*)", Kind.Integer),
            12 => (
                $"{_choices.Of("stDev", "stDevP")}({distinct}{_expressions.Of(_choices.Of(Kind.Integer, Kind.Float), scope, 1)})",
                Kind.Float
            ),
            13 => (
                $"{_choices.Of("percentileDisc", "percentileCont")}({distinct}{_expressions.Of(_choices.Of(Kind.Integer, Kind.Float), scope, 1)}, {_choices.Of("0.5", "0", "1", "0.9", "0.25")})",
                Kind.Float
            ),
            14 => (
                $"{_choices.Of("min", "max")}({_expressions.Of(ScalarKind(), scope, 1)})",
                Kind.Mixed
            ),
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
        string skip = limits && _choices.Chance(30) ? $"SKIP {_constants.Count(0, 2)} " : "";
        string limit = limits ? $"LIMIT {_constants.Count(0, 5)} " : "";
        return $"ORDER BY {string.Join(", ", keys)} {skip}{limit}";
    }
}
