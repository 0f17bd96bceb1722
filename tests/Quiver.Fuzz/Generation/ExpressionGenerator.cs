namespace Quiver.Fuzz.Generation;

/// <summary>Random expressions of a kind over the variables of a scope.</summary>
internal sealed class ExpressionGenerator(Choices choices, QueryGenerator queries)
{
    /// <summary>An expression.</summary>
    /// <param name="kind">What it gives, or null.</param>
    /// <param name="scope">The variables it may use.</param>
    /// <param name="depth">How deep it may be.</param>
    public string Of(Kind kind, Scope scope, int depth = 2)
    {
        var variables = scope.Of(kind);
        if (variables.Count > 0 && choices.Chance(40))
        {
            return choices.Of(variables);
        }
        return kind switch
        {
            Kind.Integer => Integer(scope, depth),
            Kind.Float => Float(scope, depth),
            Kind.Text => Text(scope, depth),
            Kind.Boolean => Condition(scope, depth),
            Kind.Date => Property(Kind.Date, scope) ?? $"date('{choices.Of(Vocabulary.Dates)}')",
            Kind.Integers => Integers(scope, depth),
            Kind.Texts => Texts(scope, depth),
            Kind.Map => Map(scope, depth),
            Kind.Mixed => Mixed(scope, depth),
            _ => variables.Count > 0 ? choices.Of(variables) : "null",
        };
    }

    /// <summary>A condition.</summary>
    public string Condition(Scope scope, int depth = 2)
    {
        if (depth <= 0)
        {
            return choices.Next(3) switch
            {
                0 => Comparison(scope, 0),
                1 => Property(Kind.Boolean, scope) ?? "true",
                _ => Comparison(scope, 0),
            };
        }
        return choices.Next(23) switch
        {
            < 5 => Comparison(scope, depth - 1),
            18 or 19 => Searchable(scope),
            20 => $"({Searchable(scope)} OR {Searchable(scope)})",
            21 => $"({Searchable(scope)} AND {Searchable(scope)})",
            5 =>
                $"({Condition(scope, depth - 1)} {choices.Of("AND", "OR", "XOR")} {Condition(scope, depth - 1)})",
            6 => $"(NOT ({Condition(scope, depth - 1)}))",
            7 => $"({Of(Any(), scope, depth - 1)}) IS {choices.Of("", "NOT ")}NULL",
            8 => $"{Of(Kind.Integer, scope, depth - 1)} IN {Of(Kind.Integers, scope, depth - 1)}",
            9 =>
                $"{Of(Kind.Text, scope, depth - 1)} {choices.Of("STARTS WITH", "ENDS WITH", "CONTAINS")} {Of(Kind.Text, scope, 0)}",
            10 => LabelTest(scope),
            11 => Exists(scope, depth),
            12 => $"(true AND {PatternTest(scope)})",
            13 =>
                $"{choices.Of("any", "all", "none", "single")}(q IN {Of(Kind.Integers, scope, depth - 1)} WHERE {Condition(scope.With("q", Kind.Integer), depth - 1)})",
            14 => Property(Kind.Boolean, scope) ?? Comparison(scope, 0),
            15 => Entities(scope),
            16 => $"{Of(Kind.Mixed, scope, depth - 1)} IN [{List(Kind.Mixed, scope, 3)}]",
            _ =>
                $"({Of(Kind.Integer, scope, 0)} {Operator()} {Of(Kind.Integer, scope, depth - 1)} {Operator()} {Of(Kind.Integer, scope, 0)})",
        };
    }

    private string Operator() => choices.Of("=", "<>", "<", "<=", ">", ">=", "<>", "<=");

    private Kind Any() =>
        choices.Of(
            Kind.Integer,
            Kind.Float,
            Kind.Text,
            Kind.Boolean,
            Kind.Date,
            Kind.Mixed,
            Kind.Integers
        );

    private string Comparison(Scope scope, int depth)
    {
        var kind = Any();
        var other =
            kind is Kind.Integer or Kind.Float && choices.Chance(30) ? Kind.Float
            : choices.Chance(10) ? Kind.Mixed
            : kind;
        return $"({Of(kind, scope, depth)} {Operator()} {Of(other, scope, depth)})";
    }

    /// <summary>A property of some node or relationship of the scope; null when there is none.</summary>
    private string? Property(Kind kind, Scope scope)
    {
        string[] entities = [.. scope.Of(Kind.Node), .. scope.Of(Kind.Relationship)];
        return entities.Length == 0
            ? null
            : $"{choices.Of(entities)}.{(kind == Kind.Integer && choices.Chance(30) ? "id" : Vocabulary.KeyOf(kind))}";
    }

    private string List(Kind kind, Scope scope, int count) =>
        string.Join(
            ", ",
            Enumerable.Range(0, choices.Next(count + 1)).Select(_ => Of(kind, scope, 0))
        );

    private string Number() =>
        choices.Chance(3)
            ? choices.Of("9223372036854775807", "9007199254740993")
            : $"{choices.Next(6)}";

    private string Integer(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return choices.Next(3) == 0 ? Number() : Property(Kind.Integer, scope) ?? Number();
        }
        return choices.Next(20) switch
        {
            < 3 => Number(),
            < 8 => Property(Kind.Integer, scope) ?? Number(),
            8 or 9 =>
                $"({Of(Kind.Integer, scope, depth - 1)} {choices.Of("+", "-", "*")} {Of(Kind.Integer, scope, depth - 1)})",
            10 =>
                $"({Of(Kind.Integer, scope, depth - 1)} {choices.Of("/", "%")} {1 + choices.Next(4)})",
            11 => $"size({Of(choices.Of(Kind.Integers, Kind.Texts, Kind.Text), scope, depth - 1)})",
            12 => scope.Of(Kind.Path) is { Count: > 0 } paths
                ? $"length({choices.Of(paths)})"
                : "2",
            13 => Case(Kind.Integer, scope, depth),
            14 => $"coalesce({Of(Kind.Integer, scope, depth - 1)}, {Of(Kind.Integer, scope, 0)})",
            15 => $"COUNT {{ {queries.Subpattern(scope, depth)} }}",
            16 => $"{Of(Kind.Integers, scope, depth - 1)}[{choices.Next(4) - 1}]",
            17 => $"{choices.Of("head", "last")}({Of(Kind.Integers, scope, depth - 1)})",
            18 =>
                $"reduce(acc = 0, q IN {Of(Kind.Integers, scope, depth - 1)} | acc + {choices.Of("q", "1", "q * 2")})",
            _ => choices.Next(4) switch
            {
                0 => $"abs({Of(Kind.Integer, scope, depth - 1)})",
                1 => $"sign({Of(choices.Of(Kind.Integer, Kind.Float), scope, depth - 1)})",
                2 => $"({Of(Kind.Date, scope, 0)}).{choices.Of("year", "month", "day")}",
                _ => $"-({Of(Kind.Integer, scope, depth - 1)})",
            },
        };
    }

    private string Float(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return Property(Kind.Float, scope) ?? choices.Of("0.5", "1.0", "2.5");
        }
        return choices.Next(9) switch
        {
            0 => choices.Of("0.5", "1.0", "2.5", "NaN", "1e300"),
            < 4 => Property(Kind.Float, scope) ?? "1.5",
            4 =>
                $"({Of(Kind.Float, scope, depth - 1)} {choices.Of("+", "-", "*", "/", "%")} {Of(choices.Of(Kind.Float, Kind.Integer), scope, depth - 1)})",
            5 => $"toFloat({Of(Kind.Integer, scope, depth - 1)})",
            6 =>
                $"{choices.Of("ceil", "floor", "round", "sqrt", "abs")}({Of(Kind.Float, scope, depth - 1)})",
            7 => Case(Kind.Float, scope, depth),
            _ => $"({Of(Kind.Integer, scope, 0)} ^ {choices.Of("2", "0.5", "1")})",
        };
    }

    private string Literal() => $"'{choices.Of(Vocabulary.Texts)}'";

    private string Text(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return choices.Next(3) == 0 ? Literal() : Property(Kind.Text, scope) ?? Literal();
        }
        return choices.Next(14) switch
        {
            0 => Literal(),
            < 5 => Property(Kind.Text, scope) ?? Literal(),
            5 =>
                $"({Of(Kind.Text, scope, depth - 1)} + {Of(choices.Of(Kind.Text, Kind.Integer), scope, 0)})",
            6 =>
                $"{choices.Of("toUpper", "toLower", "trim", "reverse")}({Of(Kind.Text, scope, depth - 1)})",
            7 =>
                $"substring({Of(Kind.Text, scope, depth - 1)}, {choices.Next(3)}{choices.Of("", ", 1", ", 2")})",
            8 =>
                $"{choices.Of("left", "right")}({Of(Kind.Text, scope, depth - 1)}, {choices.Next(3)})",
            9 =>
                $"replace({Of(Kind.Text, scope, depth - 1)}, {choices.Of("'a'", "'b'", "'x'")}, {Literal()})",
            10 =>
                $"toString({Of(choices.Of(Kind.Integer, Kind.Boolean, Kind.Date), scope, depth - 1)})",
            11 => scope.Of(Kind.Relationship) is { Count: > 0 } all
                ? $"type({choices.Of(all)})"
                : Literal(),
            12 => Case(Kind.Text, scope, depth),
            _ => $"{choices.Of("head", "last")}({Of(Kind.Texts, scope, depth - 1)})",
        };
    }

    private string Case(Kind kind, Scope scope, int depth) =>
        choices.Next(3) switch
        {
            0 =>
                $"CASE WHEN {Condition(scope, depth - 1)} THEN {Of(kind, scope, depth - 1)} ELSE {Of(kind, scope, depth - 1)} END",
            1 =>
                $"CASE {Of(Kind.Integer, scope, depth - 1)} WHEN {Of(Kind.Integer, scope, 0)} THEN {Of(kind, scope, depth - 1)} WHEN {choices.Of("1, 2", "> 2", "IS NULL")} THEN {Of(kind, scope, 0)} END",
            _ => $"coalesce({Of(kind, scope, depth - 1)}, {Of(kind, scope, depth - 1)})",
        };

    private string Integers(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return choices.Next(2) == 0
                ? $"[{List(Kind.Integer, scope, 3)}]"
                : Property(Kind.Integers, scope) ?? "[1, 2]";
        }
        string[] lists = [.. scope.Of(Kind.Nodes), .. scope.Of(Kind.Relationships)];
        return choices.Next(11) switch
        {
            0 => $"[{List(Kind.Integer, scope, 3)}]",
            1 or 2 => Property(Kind.Integers, scope) ?? "[1, null, 2]",
            3 => $"range({choices.Next(3)}, {choices.Next(5)})",
            4 =>
                $"[q IN {Of(Kind.Integers, scope, depth - 1)} WHERE {Condition(scope.With("q", Kind.Integer), depth - 1)} | {Of(Kind.Integer, scope.With("q", Kind.Integer), depth - 1)}]",
            5 =>
                $"({Of(Kind.Integers, scope, depth - 1)} + {Of(choices.Of(Kind.Integers, Kind.Integer), scope, depth - 1)})",
            6 =>
                $"{Of(Kind.Integers, scope, depth - 1)}[{choices.Of("1..", "..2", "-1..", "0..1")}]",
            7 => $"{choices.Of("tail", "reverse")}({Of(Kind.Integers, scope, depth - 1)})",
            8 when lists.Length > 0 => $"[q IN {choices.Of(lists)} | q.{choices.Of("id", "i")}]",
            8 when scope.Of(Kind.Path) is { Count: > 0 } paths =>
                $"[q IN {choices.Of("nodes", "relationships")}({choices.Of(paths)}) | q.id]",
            9 when scope.Of(Kind.Node).Count > 0 => queries.PatternComprehension(scope),
            10 => queries.CollectSubquery(scope, depth),
            _ => "[0, 1, 2]",
        };
    }

    private string Texts(Scope scope, int depth) =>
        choices.Next(5) switch
        {
            0 => $"[{List(Kind.Text, scope, 3)}]",
            1 when scope.Of(Kind.Node) is { Count: > 0 } nodes =>
                $"{choices.Of("labels", "keys")}({choices.Of(nodes)})",
            2 => $"split({Of(Kind.Text, scope, depth - 1)}, {choices.Of("'a'", "'b'")})",
            3 => $"[q IN {Of(Kind.Integers, scope, depth - 1)} | toString(q)]",
            _ => "['a', 'b']",
        };

    private string Map(Scope scope, int depth)
    {
        string[] entities = [.. scope.Of(Kind.Node), .. scope.Of(Kind.Relationship)];
        return choices.Next(3) switch
        {
            1 when entities.Length > 0 =>
                $"{choices.Of(entities)} {{.i, {choices.Of(".*", ".m", ".s")}, x: {Of(Kind.Integer, scope, depth - 1)}}}",
            2 when entities.Length > 0 => $"properties({choices.Of(entities)})",
            _ =>
                $"{{x: {Of(Kind.Integer, scope, depth - 1)}, y: {Of(Kind.Text, scope, depth - 1)}}}",
        };
    }

    private string Mixed(Scope scope, int depth) =>
        choices.Next(4) switch
        {
            0 or 1 => Property(Kind.Mixed, scope) ?? Of(Any(), scope, 0),
            2 => choices.Of("null", "1", "1.0", "'a'", "true", "[1]"),
            _ => Of(Any(), scope, depth - 1),
        };

    /// <summary>A condition that an index may answer.</summary>
    private string Searchable(Scope scope)
    {
        string[] entities = [.. scope.Of(Kind.Node), .. scope.Of(Kind.Relationship)];
        if (entities.Length == 0)
        {
            return Comparison(scope, 0);
        }
        string property =
            $"{choices.Of(entities)}.{choices.Of("i", "s", "m", "b", "f", "d", "id")}";
        string value = choices.Of(
            "1",
            "2",
            "0",
            "1.0",
            "0.5",
            "'a'",
            "'b'",
            "true",
            "null",
            "NaN",
            "date('2020-03-01')",
            Of(Kind.Mixed, scope, 0)
        );
        return choices.Next(8) switch
        {
            0 or 1 => $"{property} = {value}",
            2 => $"{value} {Operator()} {property}",
            3 => $"{property} {Operator()} {value}",
            4 => $"{property} IN [{List(Kind.Mixed, scope, 3)}]",
            5 =>
                $"{property} {choices.Of("STARTS WITH", "ENDS WITH", "CONTAINS")} {choices.Of("'a'", "'b'", "''")}",
            6 => $"{value} <= {property} < {choices.Of("3", "'c'", "2.5", "date('2024-01-01')")}",
            _ => $"{property} IS NOT NULL",
        };
    }

    private string LabelTest(Scope scope) =>
        scope.Of(Kind.Node) is { Count: > 0 } nodes
            ? $"{choices.Of(nodes)}:{choices.Of("A", "B", "A&B", "!A", "A|C", "!(A&B)", "%")}"
            : "true";

    private string Exists(Scope scope, int depth) =>
        $"EXISTS {{ {queries.Subpattern(scope, depth)} }}";

    private string PatternTest(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        return nodes.Count == 0
            ? "true"
            : $"({choices.Of(nodes)}){choices.Of("-->", "<--", "--", "-[:R]->", "-[:S*1..2]-")}({choices.Of("", ":A", ":B", choices.Of(nodes))})";
    }

    private string Entities(Scope scope)
    {
        var nodes = scope.Of(Kind.Node);
        return nodes.Count < 2
            ? Comparison(scope, 0)
            : $"{choices.Of(nodes)} {choices.Of("=", "<>")} {choices.Of(nodes)}";
    }
}
