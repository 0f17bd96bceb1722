namespace Quiver.Cypher.Syntax.Tests;

/// <summary>Makes random queries that are valid, with redundant brackets and every form of the language.</summary>
internal sealed class QueryGenerator(Random random)
{
    private const int MaxDepth = 3;

    /// <summary>One more query.</summary>
    public string Next() => Query(0);

    private string Query(int depth)
    {
        string union = Pick(" UNION ", " UNION ALL ", " UNION DISTINCT ");
        return string.Join(union, Some(1, 2, () => Single(depth)));
    }

    private string Single(int depth) =>
        string.Concat(Some(0, 2, () => (depth == 0 ? AnyClause() : Clause(depth)) + " "))
        + "RETURN "
        + Projection(depth, "");

    private string AnyClause() => random.Next(3) == 0 ? Update(0) : Clause(0);

    private string Update(int depth) =>
        random.Next(depth > 1 ? 6 : 7) switch
        {
            0 => $"CREATE {Patterns(0)}",
            1 => $"INSERT {Patterns(0)}",
            2 =>
                $"MERGE {Chain(0, 0)}{string.Concat(Some(0, 2, () => $" ON {Pick("CREATE", "MATCH")} SET {Items()}"))}",
            3 => $"SET {Items()}",
            4 => $"REMOVE {string.Join(", ", Some(1, 2, RemoveItem))}",
            5 =>
                $"{Pick("", "DETACH ", "NODETACH ")}DELETE {string.Join(", ", Some(1, 2, () => Expression(1)))}",
            _ =>
                $"FOREACH ({Variable()} IN ({Expression(1)}) | {string.Join(' ', Some(1, 2, () => Update(depth + 1)))})",
        };

    private string Items() => string.Join(", ", Some(1, 2, SetItem));

    private string SetItem() =>
        random.Next(4) switch
        {
            0 => $"{Variable()}.{Key()} = {Expression(1)}",
            1 => $"({Expression(1)})[{Expression(1)}] = {Expression(1)}",
            2 => $"{Variable()} {Pick("=", "+=")} {Expression(1)}",
            _ => $"{Variable()}{WrittenLabels()}",
        };

    private string RemoveItem() =>
        Pick(
            $"{Variable()}.{Key()}",
            $"{Variable()}[{Expression(1)}]",
            Variable() + WrittenLabels()
        );

    private string WrittenLabels() =>
        Pick(":A", " IS A", ":A:B", $":$({Expression(1)})", $":A:$({Expression(1)})");

    private string Clause(int depth) =>
        random.Next(6) switch
        {
            4 =>
                $"{Pick("", "OPTIONAL ")}CALL {Pick("p", "a.`b c`.d")}({Maybe(() => Expression(depth + 1))}) YIELD {Pick("x", "x AS " + Variable())}{Maybe(() => " WHERE " + Expression(depth))}",
            5 =>
                $"{Pick("", "OPTIONAL ")}CALL {Pick("", "() ", "(*) ", $"({Variable()}) ")}{{ {Query(depth + 2)} }}",
            0 =>
                $"{Pick("", "OPTIONAL ")}MATCH {Patterns(depth)}{Maybe(() => " WHERE " + Expression(depth))}",
            1 => $"UNWIND {Expression(depth)} AS {Variable()}",
            2 => $"WITH *{Maybe(() => " WHERE " + Expression(depth))}",
            _ =>
                $"WITH {Projection(depth, " AS " + Variable())}{Maybe(() => " WHERE " + Expression(depth))}",
        };

    private string Projection(int depth, string alias) =>
        Maybe(() => "DISTINCT ")
        + string.Join(
            ", ",
            Some(
                1,
                3,
                () =>
                    Expression(depth)
                    + (alias.Length > 0 ? alias : Maybe(() => " AS " + Variable()))
            )
        )
        + Maybe(() => " ORDER BY " + Expression(depth) + Pick("", " ASC", " DESC"))
        + Maybe(() => Pick(" SKIP ", " OFFSET ") + Expression(depth))
        + Maybe(() => " LIMIT " + Expression(depth));

    private string Patterns(int depth) =>
        string.Join(", ", Some(1, 2, () => Maybe(() => Variable() + " = ") + Chain(depth, 0)));

    private string Chain(int depth, int leastSteps) =>
        Node(depth) + string.Concat(Some(leastSteps, 2, () => Relationship(depth) + Node(depth)));

    private string Node(int depth) =>
        $"({Maybe(Variable)}{Maybe(() => ":" + Labels(0))}{Maybe(() => " " + Properties(depth))}{Maybe(() => " WHERE " + Expression(depth + 1))})";

    private string Relationship(int depth)
    {
        string detail = Maybe(() =>
            $"[{Maybe(Variable)}{Maybe(() => Pick(":A|:B", ":" + Labels(0)))}"
            + Pick(
                Pick("*", "*2", "*1..3", "*..5", "*2..", "* 1 .. 2")
                    + Maybe(() => " " + Properties(depth)),
                Maybe(() => " " + Properties(depth))
                    + Maybe(() => " WHERE " + Expression(depth + 1))
            )
            + "]"
        );
        return Pick("-", "<-") + detail + Pick("-", "->");
    }

    private string Properties(int depth) => Pick("$p", Map(depth));

    private string Map(int depth) =>
        $"{{{string.Join(", ", Some(0, 2, () => Key() + ": " + Expression(depth + 1)))}}}";

    private string Labels(int depth) =>
        depth > 2
            ? Pick("A", "B", "`a b`", "%", "Order")
            : random.Next(6) switch
            {
                0 => "!" + Labels(depth + 2),
                1 => $"({Labels(depth + 1)})",
                2 => $"{Labels(depth + 1)}&{Labels(depth + 1)}",
                3 => $"{Labels(depth + 1)}|{Labels(depth + 1)}",
                _ => Labels(3),
            };

    private string Types(int depth) =>
        random.Next(depth > 2 ? 3 : 6) switch
        {
            0 => Pick("INTEGER", "zoned datetime", "ANY", "NOTHING", "PROPERTY VALUE"),
            1 => Pick("STRING", "TIME WITH TIME ZONE", "VECTOR<INT8>(3)", "NODE", "NULL"),
            2 => Pick("BOOL LIST", "PATH", "ANY<INT | STRING>", "FLOAT! ARRAY"),
            3 => $"LIST<{Types(depth + 1)}>",
            4 => $"LIST<{Types(depth + 1)}> LIST",
            _ => $"ANY<LIST<{Types(depth + 1)}> | LIST<{Types(depth + 1)}>>",
        };

    private string Expression(int depth)
    {
        if (depth >= MaxDepth)
        {
            return Leaf();
        }
        string Inner() => Expression(depth + 1);
        return random.Next(30) switch
        {
            0 => $"({Inner()})",
            1 => $"({Inner()}) {Pick("OR", "XOR", "AND")} ({Inner()})",
            2 =>
                $"{Atom(depth)} {Pick("OR", "XOR", "AND")} {Atom(depth)} {Pick("or", "and")} {Atom(depth)}",
            3 => $"NOT {Atom(depth)}",
            4 =>
                $"{Atom(depth)} {Pick("=", "<>", "<=", ">", ">=")} {Atom(depth)} {Pick("=", ">")} {Atom(depth)}",
            5 =>
                $"{Atom(depth)} {Pick("STARTS WITH", "ENDS WITH", "CONTAINS", "=~", "IN")} {Atom(depth)}",
            6 =>
                $"{Atom(depth)} IS {Pick("", "NOT ")}{Pick("NULL", "NORMALIZED", "NFKD NORMALIZED", ":: " + Types(0))}",
            7 => $"{Variable()}:{Labels(0)}",
            8 => $"{Variable()} IS {Pick("", "NOT ")}{Labels(0)}",
            9 => $"{Atom(depth)} {Sign()} {Atom(depth)} {Sign()} {Atom(depth)}",
            10 => $"({Inner()}) {Sign()} ({Inner()})",
            11 => $"{Pick("-", "+", "- ")}{Atom(depth)}",
            12 => $"({Inner()})[{Inner()}]",
            13 => $"({Inner()})[{Maybe(Inner)}..{Maybe(Inner)}]",
            14 => $"CASE {Atom(depth)} WHEN {Inner()}, {Atom(depth)} THEN {Inner()} END",
            15 =>
                $"CASE WHEN {Inner()} THEN {Inner()} WHEN {Inner()} THEN {Inner()} ELSE {Inner()} END",
            16 =>
                $"[{Variable()} IN ({Inner()}){Maybe(() => " WHERE (" + Inner() + ")")}{Maybe(() => " | (" + Inner() + ")")}]",
            17 =>
                $"{Pick("all", "ANY", "none", "single")}({Variable()} IN {Inner()} WHERE {Inner()})",
            18 => $"reduce({Variable()} = {Inner()}, {Variable()} IN ({Inner()}) | {Inner()})",
            19 =>
                $"[{Maybe(() => Variable() + " = ")}{Chain(depth + 1, 1)}{Maybe(() => " WHERE (" + Inner() + ")")} | ({Inner()})]",
            20 => $"exists({Chain(depth + 1, 1)})",
            21 => $"NOT {Chain(depth + 1, 1)}",
            22 =>
                $"{Pick("EXISTS", "COUNT")} {{ {Patterns(depth + 1)}{Maybe(() => " WHERE " + Inner())} }}",
            23 => $"{Pick("EXISTS", "COUNT", "COLLECT")} {{ {Query(depth + 1)} }}",
            24 =>
                $"{Variable()} {{{string.Join(", ", Some(0, 3, () => Pick(".a", ".*", Variable(), $"k: {Inner()}")))}}}",
            25 => $"trim({Pick("BOTH FROM ", "LEADING 'x' FROM ", "'y' FROM ", "")}{Atom(depth)})",
            26 => $"normalize({Inner()}{Maybe(() => ", NFKC")})",
            _ => Atom(depth),
        };
    }

    private string Atom(int depth)
    {
        if (depth >= MaxDepth)
        {
            return Leaf();
        }
        return random.Next(8) switch
        {
            0 => $"({Expression(depth + 1)})",
            1 =>
                $"[{string.Join(", ", Some(0, 3, () => Pick(Leaf(), $"({Expression(depth + 1)})")))}]",
            2 => Map(depth + 1),
            3 =>
                $"{Pick("size", "point.distance", "count", "`my fn`", "date")}({Maybe(() => "DISTINCT ")}{Expression(depth + 1)}, {Leaf()})",
            4 => $"{Variable()}.{Key()}",
            5 => $"({Expression(depth + 1)}).{Key()}",
            _ => Leaf(),
        };
    }

    private string Leaf() =>
        Pick(
            Variable(),
            Pick("$p", "$0", "$`a b`"),
            Pick("0", "1", "42", "0x1F", "0o17", "9223372036854775807", "-9223372036854775808"),
            Pick("1.5", ".5", "1e9", "1.0E-3", "INF", "NaN"),
            Pick("''", "\"it's\"", "'a\\'b\\\\\\n\\u0041'", "'é🧐'"),
            Pick("true", "FALSE", "null", "count(*)")
        );

    private string Variable() =>
        Pick("n", "m", "x", "`a b`", "order", "limit", "`true`", "`a``b`", "größe");

    private string Key() => Pick("a", "b", "`k 1`", "order", "null", "count");

    private string Sign() => Pick("+", "-", "*", "/", "%", "^", "||");

    private string Maybe(Func<string> make) => random.Next(3) == 0 ? make() : "";

    private string Pick(params ReadOnlySpan<string> choices) =>
        choices[random.Next(choices.Length)];

    private IEnumerable<string> Some(int least, int most, Func<string> make) =>
        Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make()).ToArray();
}
