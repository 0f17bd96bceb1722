namespace Quiver.Fuzz.Generation;

/// <summary>Random expressions of a kind over the variables of a scope.</summary>
internal sealed class ExpressionGenerator
{
    private static readonly Kind[] SearchKinds =
    [
        Kind.Integer,
        Kind.Integer,
        Kind.Text,
        Kind.Text,
        Kind.Mixed,
        Kind.Boolean,
        Kind.Float,
        Kind.Date,
        Kind.DateTime,
        Kind.Duration,
    ];

    private readonly Choices _choices;
    private readonly ConstantGenerator _constants;
    private readonly SubqueryGenerator _subqueries;
    private readonly MomentGenerator _moments;

    public ExpressionGenerator(
        Choices choices,
        ConstantGenerator constants,
        SubqueryGenerator subqueries
    )
    {
        _choices = choices;
        _constants = constants;
        _subqueries = subqueries;
        _moments = new(choices, constants, this);
    }

    /// <summary>An expression.</summary>
    /// <param name="kind">What it gives, or null.</param>
    /// <param name="scope">The variables it may use.</param>
    /// <param name="depth">How deep it may be.</param>
    public string Of(Kind kind, Scope scope, int depth = 2)
    {
        var variables = scope.Of(kind);
        if (variables.Count > 0 && _choices.Chance(40))
        {
            return _choices.Of(variables);
        }
        return kind switch
        {
            Kind.Integer => Integer(scope, depth),
            Kind.Float => Float(scope, depth),
            Kind.Text => Text(scope, depth),
            Kind.Boolean => Condition(scope, depth),
            Kind.Date => _moments.Date(scope, depth),
            Kind.DateTime => _moments.DateTime(scope, depth),
            Kind.Duration => _moments.Duration(scope, depth),
            Kind.Point => _moments.Point(scope, depth),
            Kind.Integers => Integers(scope, depth),
            Kind.Texts => Texts(scope, depth),
            Kind.Map => Map(scope, depth),
            Kind.Record => _constants.Of(Kind.Record),
            Kind.Records => _constants.Of(Kind.Records),
            Kind.Mixed => Mixed(scope, depth),
            _ => variables.Count > 0 ? _choices.Of(variables) : "null",
        };
    }

    /// <summary>A condition.</summary>
    public string Condition(Scope scope, int depth = 2)
    {
        if (depth <= 0)
        {
            return _choices.Next(3) switch
            {
                0 => Comparison(scope, 0),
                1 => Property(Kind.Boolean, scope) ?? "true",
                _ => Comparison(scope, 0),
            };
        }
        return _choices.Next(23) switch
        {
            < 5 => Comparison(scope, depth - 1),
            18 or 19 => Searchable(scope),
            20 => $"({Searchable(scope)} OR {Searchable(scope)})",
            21 => $"({Searchable(scope)} AND {Searchable(scope)})",
            5 =>
                $"({Condition(scope, depth - 1)} {_choices.Of("AND", "OR", "XOR")} {Condition(scope, depth - 1)})",
            6 => $"(NOT ({Condition(scope, depth - 1)}))",
            7 => $"({Of(Any(), scope, depth - 1)}) IS {_choices.Of("", "NOT ")}NULL",
            8 => $"{Of(Kind.Integer, scope, depth - 1)} IN {Of(Kind.Integers, scope, depth - 1)}",
            9 =>
                $"{Of(Kind.Text, scope, depth - 1)} {_choices.Of("STARTS WITH", "ENDS WITH", "CONTAINS")} {Of(Kind.Text, scope, 0)}",
            10 => LabelTest(scope),
            11 => Exists(scope, depth),
            12 => $"(true AND {PatternTest(scope)})",
            13 =>
                $"{_choices.Of("any", "all", "none", "single")}(q IN {Of(Kind.Integers, scope, depth - 1)} WHERE {Condition(scope.With("q", Kind.Integer), depth - 1)})",
            14 => Property(Kind.Boolean, scope) ?? Comparison(scope, 0),
            15 => Entities(scope),
            17 when NodeLists(scope).Count > 0 =>
                $"{_choices.Of("any", "all", "none", "single")}(q IN {_choices.Of(NodeLists(scope))} WHERE {OfNode(scope.With("q", Kind.Node), depth - 1)})",
            16 => $"{Of(Kind.Mixed, scope, depth - 1)} IN [{List(Kind.Mixed, scope, 3)}]",
            _ =>
                $"({Of(Kind.Integer, scope, 0)} {Operator()} {Of(Kind.Integer, scope, depth - 1)} {Operator()} {Of(Kind.Integer, scope, 0)})",
        };
    }

    /// <summary>A condition about one of many nodes, often with a subquery.</summary>
    private string OfNode(Scope scope, int depth) =>
        _choices.Next(4) switch
        {
            0 => $"q.i {Operator()} {Of(Kind.Integer, scope, 0)}",
            1 =>
                $"EXISTS {{ (q){_choices.Of("-->", "<--", "--", "-[:R]->")}({_choices.Of("", ":A", ":B")}) }}",
            2 => $"COUNT {{ (q)--({_choices.Of("", ":C")}) }} {Operator()} {_choices.Next(4)}",
            _ => Condition(scope, depth),
        };

    private static IReadOnlyList<string> NodeLists(Scope scope) =>
        [.. scope.Of(Kind.Nodes), .. scope.Of(Kind.Path).Select(p => $"nodes({p})")];

    private string Operator() => _choices.Of("=", "<>", "<", "<=", ">", ">=", "<>", "<=");

    private Kind Any() =>
        _choices.Of(
            Kind.Integer,
            Kind.Float,
            Kind.Text,
            Kind.Boolean,
            Kind.Date,
            Kind.DateTime,
            Kind.Duration,
            Kind.Point,
            Kind.Mixed,
            Kind.Integers
        );

    private string Comparison(Scope scope, int depth)
    {
        var kind = Any();
        var other =
            kind is Kind.Integer or Kind.Float && _choices.Chance(30) ? Kind.Float
            : _choices.Chance(10) ? Kind.Mixed
            : kind;
        return $"({Of(kind, scope, depth)} {Operator()} {Of(other, scope, depth)})";
    }

    /// <summary>A property of some node, relationship or record of the scope; null when there is none.</summary>
    public string? Property(Kind kind, Scope scope)
    {
        var holders = scope.Holders;
        return holders.Count == 0
            ? null
            : $"{_choices.Of(holders)}.{(kind == Kind.Integer && _choices.Chance(30) ? "id" : Vocabulary.KeyOf(kind, _choices))}";
    }

    private string List(Kind kind, Scope scope, int count) =>
        string.Join(
            ", ",
            Enumerable.Range(0, _choices.Next(count + 1)).Select(_ => Of(kind, scope, 0))
        );

    private string Number() => _constants.Of(Kind.Integer);

    private string Integer(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return _choices.Next(3) == 0 ? Number() : Property(Kind.Integer, scope) ?? Number();
        }
        return _choices.Next(20) switch
        {
            < 3 => Number(),
            < 8 => Property(Kind.Integer, scope) ?? Number(),
            8 or 9 =>
                $"({Of(Kind.Integer, scope, depth - 1)} {_choices.Of("+", "-", "*")} {Of(Kind.Integer, scope, depth - 1)})",
            10 =>
                $"({Of(Kind.Integer, scope, depth - 1)} {_choices.Of("/", "%")} {1 + _choices.Next(4)})",
            11 =>
                $"size({Of(_choices.Of(Kind.Integers, Kind.Texts, Kind.Text), scope, depth - 1)})",
            12 => scope.Of(Kind.Path) is { Count: > 0 } paths
                ? $"length({_choices.Of(paths)})"
                : "2",
            13 => Case(Kind.Integer, scope, depth),
            14 => $"coalesce({Of(Kind.Integer, scope, depth - 1)}, {Of(Kind.Integer, scope, 0)})",
            15 => $"COUNT {{ {_subqueries.Pattern(scope, depth)} }}",
            16 => $"{Of(Kind.Integers, scope, depth - 1)}[{_choices.Next(4) - 1}]",
            17 => $"{_choices.Of("head", "last")}({Of(Kind.Integers, scope, depth - 1)})",
            18 =>
                $"reduce(acc = 0, q IN {Of(Kind.Integers, scope, depth - 1)} | acc + {_choices.Of("q", "1", "q * 2")})",
            _ => _choices.Next(4) switch
            {
                0 => $"abs({Of(Kind.Integer, scope, depth - 1)})",
                1 => $"sign({Of(_choices.Of(Kind.Integer, Kind.Float), scope, depth - 1)})",
                2 => _moments.Field(scope, depth),
                _ => $"-({Of(Kind.Integer, scope, depth - 1)})",
            },
        };
    }

    private string Float(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return Property(Kind.Float, scope) ?? _constants.Of(Kind.Float);
        }
        return _choices.Next(10) switch
        {
            8 => _moments.Length(scope, depth),
            0 => _choices.Of(_constants.Of(Kind.Float), "NaN", "1e300"),
            < 4 => Property(Kind.Float, scope) ?? "1.5",
            4 =>
                $"({Of(Kind.Float, scope, depth - 1)} {_choices.Of("+", "-", "*", "/", "%")} {Of(_choices.Of(Kind.Float, Kind.Integer), scope, depth - 1)})",
            5 => $"toFloat({Of(Kind.Integer, scope, depth - 1)})",
            6 =>
                $"{_choices.Of("ceil", "floor", "round", "sqrt", "abs")}({Of(Kind.Float, scope, depth - 1)})",
            7 => Case(Kind.Float, scope, depth),
            _ => $"({Of(Kind.Integer, scope, 0)} ^ {_choices.Of("2", "0.5", "1")})",
        };
    }

    private string Literal() => _constants.Of(Kind.Text);

    private string Text(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return _choices.Next(3) == 0 ? Literal() : Property(Kind.Text, scope) ?? Literal();
        }
        return _choices.Next(14) switch
        {
            0 => Literal(),
            < 5 => Property(Kind.Text, scope) ?? Literal(),
            5 =>
                $"({Of(Kind.Text, scope, depth - 1)} + {Of(_choices.Of(Kind.Text, Kind.Integer), scope, 0)})",
            6 =>
                $"{_choices.Of("toUpper", "toLower", "trim", "reverse")}({Of(Kind.Text, scope, depth - 1)})",
            7 =>
                $"substring({Of(Kind.Text, scope, depth - 1)}, {_choices.Next(3)}{_choices.Of("", ", 1", ", 2")})",
            8 =>
                $"{_choices.Of("left", "right")}({Of(Kind.Text, scope, depth - 1)}, {_choices.Next(3)})",
            9 =>
                $"replace({Of(Kind.Text, scope, depth - 1)}, {_choices.Of("'a'", "'b'", "'x'")}, {Literal()})",
            10 =>
                $"toString({Of(_choices.Of(Kind.Integer, Kind.Boolean, Kind.Date, Kind.DateTime), scope, depth - 1)})",
            11 => scope.Of(Kind.Relationship) is { Count: > 0 } all
                ? $"type({_choices.Of(all)})"
                : Literal(),
            12 => Case(Kind.Text, scope, depth),
            _ => $"{_choices.Of("head", "last")}({Of(Kind.Texts, scope, depth - 1)})",
        };
    }

    private string Case(Kind kind, Scope scope, int depth) =>
        _choices.Next(3) switch
        {
            0 =>
                $"CASE WHEN {Condition(scope, depth - 1)} THEN {Of(kind, scope, depth - 1)} ELSE {Of(kind, scope, depth - 1)} END",
            1 =>
                $"CASE {Of(Kind.Integer, scope, depth - 1)} WHEN {Of(Kind.Integer, scope, 0)} THEN {Of(kind, scope, depth - 1)} WHEN {_choices.Of("1, 2", "> 2", "IS NULL")} THEN {Of(kind, scope, 0)} END",
            _ => $"coalesce({Of(kind, scope, depth - 1)}, {Of(kind, scope, depth - 1)})",
        };

    private string Integers(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return _choices.Next(2) == 0
                ? $"[{List(Kind.Integer, scope, 3)}]"
                : Property(Kind.Integers, scope) ?? _constants.Of(Kind.Integers);
        }
        string[] lists = [.. scope.Of(Kind.Nodes), .. scope.Of(Kind.Relationships)];
        return _choices.Next(12) switch
        {
            0 => $"[{List(Kind.Integer, scope, 3)}]",
            1 or 2 => Property(Kind.Integers, scope) ?? _constants.Of(Kind.Integers),
            3 => $"range({_choices.Next(3)}, {_choices.Next(5)})",
            4 =>
                $"[q IN {Of(Kind.Integers, scope, depth - 1)} WHERE {Condition(scope.With("q", Kind.Integer), depth - 1)} | {Of(Kind.Integer, scope.With("q", Kind.Integer), depth - 1)}]",
            5 =>
                $"({Of(Kind.Integers, scope, depth - 1)} + {Of(_choices.Of(Kind.Integers, Kind.Integer), scope, depth - 1)})",
            6 =>
                $"{Of(Kind.Integers, scope, depth - 1)}[{_choices.Of("1..", "..2", "-1..", "0..1")}]",
            7 => $"{_choices.Of("tail", "reverse")}({Of(Kind.Integers, scope, depth - 1)})",
            11 when NodeLists(scope).Count > 0 =>
                $"[q IN {_choices.Of(NodeLists(scope))} WHERE {OfNode(scope.With("q", Kind.Node), depth - 1)} | {_choices.Of("q.id", "q.i", "COUNT { (q)-->() }", "size(labels(q))")}]",
            8 when lists.Length > 0 => $"[q IN {_choices.Of(lists)} | q.{_choices.Of("id", "i")}]",
            8 when scope.Of(Kind.Path) is { Count: > 0 } paths =>
                $"[q IN {_choices.Of("nodes", "relationships")}({_choices.Of(paths)}) | q.id]",
            9 when scope.Of(Kind.Node).Count > 0 => _subqueries.PatternComprehension(scope),
            10 => _subqueries.Collect(scope, depth),
            _ => _constants.Of(Kind.Integers),
        };
    }

    private string Texts(Scope scope, int depth) =>
        _choices.Next(5) switch
        {
            0 => $"[{List(Kind.Text, scope, 3)}]",
            1 when scope.Of(Kind.Node) is { Count: > 0 } nodes =>
                $"{_choices.Of("labels", "keys")}({_choices.Of(nodes)})",
            2 => $"split({Of(Kind.Text, scope, depth - 1)}, {_choices.Of("'a'", "'b'")})",
            3 => $"[q IN {Of(Kind.Integers, scope, depth - 1)} | toString(q)]",
            _ => "['a', 'b']",
        };

    private string Map(Scope scope, int depth)
    {
        var entities = scope.Holders;
        return _choices.Next(3) switch
        {
            1 when entities.Count > 0 =>
                $"{_choices.Of(entities)} {{.i, {_choices.Of(".*", ".m", ".s")}, x: {Of(Kind.Integer, scope, depth - 1)}}}",
            2 when entities.Count > 0 => $"properties({_choices.Of(entities)})",
            _ =>
                $"{{x: {Of(Kind.Integer, scope, depth - 1)}, y: {Of(Kind.Text, scope, depth - 1)}}}",
        };
    }

    private string Mixed(Scope scope, int depth) =>
        _choices.Next(4) switch
        {
            0 or 1 => Property(Kind.Mixed, scope) ?? Of(Any(), scope, 0),
            2 => _choices.Of("null", "1", "1.0", "'a'", "true", "[1]"),
            _ => Of(Any(), scope, depth - 1),
        };

    /// <summary>A condition that an index may answer.</summary>
    private string Searchable(Scope scope)
    {
        if (scope.Holders.Count == 0)
        {
            return Comparison(scope, 0);
        }
        if (_choices.Chance(15))
        {
            return _moments.PointSearch(scope);
        }
        var kind = _choices.Of(SearchKinds);
        bool isId = kind == Kind.Integer && _choices.Chance(30);
        string property =
            $"{_choices.Of(scope.Holders)}.{(isId ? "id" : Vocabulary.KeyOf(kind, _choices))}";
        string value = _choices.Next(4) switch
        {
            0 or 1 => _constants.Of(kind),
            2 => _choices.Of("null", "NaN", "1.0", "1", "'a'"),
            _ => Of(_choices.Of(kind, Kind.Mixed), scope, 0),
        };
        return _choices.Next(10) switch
        {
            0 or 1 => $"{property} = {value}",
            2 => $"{value} {Operator()} {property}",
            3 => $"{property} {Operator()} {value}",
            4 => $"{property} IN [{List(_choices.Of(kind, Kind.Mixed), scope, 3)}]",
            5 =>
                $"{property} {_choices.Of("STARTS WITH", "ENDS WITH", "CONTAINS")} {_choices.Of("'a'", "'b'", "''", _constants.Of(Kind.Text))}",
            6 => $"{value} <= {property} < {_constants.Of(kind)}",
            7 => $"{property} =~ {_choices.Of("'a.*'", "'.*b'", "'(?i)BOB'", "'[ab]+'")}",
            8 =>
                $"{property} IS {_choices.Of("", "NOT ")}:: {_choices.Of("INTEGER", "STRING", "FLOAT NOT NULL", "DATE", "LIST<INTEGER>", "BOOLEAN", "POINT")}",
            _ => $"{property} IS NOT NULL",
        };
    }

    private string LabelTest(Scope scope) =>
        scope.Of(Kind.Node) is { Count: > 0 } nodes
            ? $"{_choices.Of(nodes)}:{_choices.Of("A", "B", "A&B", "!A", "A|C", "!(A&B)", "%")}"
            : "true";

    private string Exists(Scope scope, int depth) =>
        $"EXISTS {{ {_subqueries.Pattern(scope, depth)} }}";

    private string PatternTest(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        return nodes.Count == 0
            ? "true"
            : $"({_choices.Of(nodes)}){_choices.Of("-->", "<--", "--", "-[:R]->", "-[:S*1..2]-")}({_choices.Of("", ":A", ":B", _choices.Of(nodes))})";
    }

    private string Entities(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        return nodes.Count < 2
            ? Comparison(scope, 0)
            : $"{_choices.Of(nodes)} {_choices.Of("=", "<>")} {_choices.Of(nodes)}";
    }
}
