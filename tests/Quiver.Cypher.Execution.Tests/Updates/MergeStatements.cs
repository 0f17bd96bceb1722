using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Updates;

/// <summary>Random MERGE statements over nodes :L and relationships :R with properties p and q, and random rows for them.</summary>
internal sealed class MergeStatements(Random random, IReadOnlyList<Value> pool)
{
    private const int KnownNodes = 6;

    private static readonly string[] s_before =
    [
        "",
        "",
        "CREATE (:L {p: 1, q: 'a'}), (:N {p: 1.0}), (:L:N)",
        "MATCH (n:L) WITH n LIMIT 10 SET n.p = 2",
        "MATCH (n:L) WITH n SKIP 20 LIMIT 5 DETACH DELETE n",
        "MATCH (a:L), (b:L) WITH a, b LIMIT 7 CREATE (a)-[:R {p: 1}]->(b)",
    ];

    private static readonly string[] s_labels = ["", ":L", ":L", ":N", ":L:N", ":Fresh"];

    private static readonly string[] s_properties =
    [
        "",
        " {p: row.a}",
        " {p: row.a}",
        " {p: row.a, q: row.b}",
        " {q: row.i}",
        " {p: 1}",
        " {fresh: row.a}",
        " {p: row.i + 0.0}",
    ];

    private static readonly string[] s_actions =
    [
        "ON CREATE SET x.c = 1 ON MATCH SET x.c = coalesce(x.c, 0) + 1",
        "ON CREATE SET x.c = row.i, x.d = x.c",
        "ON MATCH SET x.c = x.p",
        "ON MATCH SET x.q = row.i",
        "ON CREATE SET x.p = 2",
        "ON CREATE SET x += {d: row.i, e: 1} ON MATCH SET x.d = null",
        "ON CREATE SET x = {p: row.i}",
        "ON CREATE SET x.d = null, x.e = keys(x)",
        "ON MATCH SET x.k = size(keys(x))",
        "ON MATCH SET x.k = x.p, x.c = properties(x).c",
    ];

    private static readonly string[] s_nodeActions =
    [
        "ON CREATE SET x:Made ON MATCH SET x:Seen",
        "ON CREATE SET x:L",
        "ON MATCH SET x.l = labels(x)",
        "ON CREATE SET x:Made:More, x.l = x:Made",
    ];

    private static readonly string[] s_relationshipActions =
    [
        "ON CREATE SET r.t = type(r) ON MATCH SET r.s = startNode(r) = a",
        "ON MATCH SET a.c = coalesce(a.c, 0) + 1",
        "ON CREATE SET a.c = coalesce(a.c, 0) + 1, r.c = a.c",
    ];

    private static readonly string[] s_arrows = ["-[r:T]->", "<-[r:T]-", "-[r:T]-"];

    /// <summary>A statement to run before, in the same transaction; empty for none.</summary>
    public string Before() => Any(s_before);

    /// <summary>A statement that merges nodes.</summary>
    public string OfNodes()
    {
        string pattern = $"(x{Any(s_labels)}{Any(s_properties)})";
        string actions = Actions(s_nodeActions);
        string start = random.Next(5) == 0 ? "CREATE (:L {p: 1}) WITH 1 AS one " : "";
        return random.Next(6) == 0
            ? $"{start}FOREACH (row IN $rows | MERGE {pattern} {actions})"
            : $"{start}UNWIND $rows AS row MERGE {pattern} {actions} RETURN row.i, x, x.c";
    }

    /// <summary>A statement that merges relationships between nodes that are there.</summary>
    public string OfRelationships()
    {
        string match = random.Next(10) == 0 ? "OPTIONAL MATCH" : "MATCH";
        string type = random.Next(3) == 0 ? "Fresh" : "R";
        string arrow = Any(s_arrows)
            .Replace("T", type + Any(s_properties), StringComparison.Ordinal);
        string ends = random.Next(8) == 0 ? $"(a){arrow}(a)" : $"(a){arrow}(b)";
        string actions = Actions(s_relationshipActions).Replace("x", "r", StringComparison.Ordinal);
        return $"UNWIND $rows AS row {match} (a) WHERE id(a) = row.x MATCH (b) WHERE id(b) = row.y "
            + $"MERGE {ends} {actions} RETURN row.i, r, r.c, a.c";
    }

    /// <summary>The statements' parameter: rows with values for properties and ids of nodes.</summary>
    public MapValue Rows()
    {
        var rows = new Value[random.Next(1, 30)];
        var few = new Value[4];
        for (int i = 0; i < few.Length; i++)
        {
            few[i] = pool[random.Next(pool.Count)];
        }
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Value.Map(
                new MapValue([
                    new("a", Any(few)),
                    new("b", random.Next(3) == 0 ? Any(few) : Value.Integer(random.Next(3))),
                    new("i", Value.Integer(random.Next(4))),
                    new("x", Value.Integer(random.Next(KnownNodes))),
                    new("y", Value.Integer(random.Next(KnownNodes))),
                ])
            );
        }
        return new MapValue([new("rows", Value.List(rows))]);
    }

    private string Actions(string[] special) =>
        random.Next(4) switch
        {
            0 => "",
            1 => Any(special),
            _ => Any(s_actions),
        };

    private T Any<T>(T[] items) => items[random.Next(items.Length)];
}
