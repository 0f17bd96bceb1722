namespace Quiver.Benchmarks.Reads;

/// <summary>The ten queries, each with five paraphrases.</summary>
internal static class ReadCases
{
    private const string With = "an extra WITH";
    private const string Reversed = "reversed";
    private const string OfRelationship = "a predicate on the relationship";
    private const string List = "a list parameter";
    private const string Unlabelled = "unlabelled";
    private const string Path =
        "WITH RECURSIVE t(id, d) AS (SELECT CAST($1 AS bigint), 0 UNION SELECT k.b, t.d + 1 FROM t JOIN knows k ON k.a = t.id WHERE t.d < 5) SELECT d FROM t WHERE id = $2 LIMIT 1";
    private const string DuckPath =
        "WITH RECURSIVE t(id, d) USING KEY (id) AS (SELECT $1::BIGINT, 0 UNION (SELECT k.b, t.d + 1 FROM t JOIN knows k ON k.a = t.id LEFT JOIN recurring.t AS s ON s.id = k.b WHERE s.id IS NULL AND t.d < 10)) SELECT min(d) FROM t WHERE id = $2";

    public static IReadOnlyList<ReadCase> All { get; } =
    [
        new("RETURN 1", 110, [], "RETURN 1")
        {
            Duck = "SELECT 1",
            Repetitions = 1_000,
            Paraphrases =
            [
                new(With, "WITH 1 AS x RETURN x"),
                new(List, "UNWIND [1] AS x RETURN x"),
                new("a subquery", "CALL () { RETURN 1 AS x } RETURN x"),
                new("arithmetic", "RETURN 2 - 1"),
                new("an alias", "RETURN 1 AS one"),
            ],
        },
        new(
            "point lookup by indexed id",
            140,
            ["id"],
            "MATCH (p:Person {id: $id}) RETURN p.firstName, p.lastName, p.age"
        )
        {
            Duck = "SELECT firstname, lastname, age FROM persons WHERE id = $1",
            Repetitions = 500,
            Paraphrases =
            [
                new(
                    With,
                    "MATCH (p:Person {id: $id}) WITH p RETURN p.firstName, p.lastName, p.age"
                ),
                new(
                    "WHERE",
                    "MATCH (p:Person) WHERE $id = p.id RETURN p.firstName, p.lastName, p.age"
                ),
                new(
                    List,
                    "MATCH (p:Person) WHERE p.id IN $ids RETURN p.firstName, p.lastName, p.age"
                ),
                new(
                    "UNWIND",
                    "UNWIND $ids AS i MATCH (p:Person {id: i}) RETURN p.firstName, p.lastName, p.age"
                ),
                new(
                    "a further predicate",
                    "MATCH (p:Person {id: $id}) WHERE p.age > 0 RETURN p.firstName, p.lastName, p.age"
                ),
            ],
        },
        new(
            "one hop with properties",
            200,
            ["id"],
            "MATCH (p:Person {id: $id})-[k:KNOWS]->(f:Person) RETURN f.id, f.firstName, f.lastName, k.since"
        )
        {
            Duck =
                "SELECT p.id, p.firstname, p.lastname, k.since FROM knows k JOIN persons p ON p.id = k.b WHERE k.a = $1",
            Paraphrases =
            [
                new(
                    With,
                    "MATCH (p:Person {id: $id}) WITH p MATCH (p)-[k:KNOWS]->(f:Person) RETURN f.id, f.firstName, f.lastName, k.since"
                ),
                new(
                    Reversed,
                    "MATCH (f:Person)<-[k:KNOWS]-(p:Person {id: $id}) RETURN f.id, f.firstName, f.lastName, k.since"
                ),
                new(
                    OfRelationship,
                    "MATCH (p:Person {id: $id})-[k:KNOWS]->(f:Person) WHERE k.since > date('1900-01-01') RETURN f.id, f.firstName, f.lastName, k.since"
                ),
                new(
                    List,
                    "MATCH (p:Person)-[k:KNOWS]->(f:Person) WHERE p.id IN $ids RETURN f.id, f.firstName, f.lastName, k.since"
                ),
                new(
                    Unlabelled,
                    "MATCH (p:Person {id: $id})-[k:KNOWS]->(f) RETURN f.id, f.firstName, f.lastName, k.since"
                ),
            ],
        },
        Hops(
            "two hops, distinct count",
            170,
            "SELECT count(DISTINCT k2.b) FROM knows k1 JOIN knows k2 ON k2.a = k1.b WHERE k1.a = $1",
            [
                "MATCH (p:Person {id: $id})-[:KNOWS]->(:Person)-[:KNOWS]->(f:Person) RETURN count(DISTINCT f)",
                "MATCH (p:Person {id: $id})-[:KNOWS]->(x:Person) WITH x MATCH (x)-[:KNOWS]->(f:Person) RETURN count(DISTINCT f)",
                "MATCH (f:Person)<-[:KNOWS]-(:Person)<-[:KNOWS]-(p:Person {id: $id}) RETURN count(DISTINCT f)",
                "MATCH (p:Person {id: $id})-[:KNOWS]->(:Person)-[k:KNOWS]->(f:Person) WHERE k.since > date('1900-01-01') RETURN count(DISTINCT f)",
                "MATCH (p:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(f:Person) WHERE p.id IN $ids RETURN count(DISTINCT f)",
                "MATCH (p:Person {id: $id})-[:KNOWS]->()-[:KNOWS]->(f) RETURN count(DISTINCT f)",
            ]
        ),
        Hops(
            "three hops, distinct count",
            800,
            "SELECT count(DISTINCT k3.b) FROM knows k1 JOIN knows k2 ON k2.a = k1.b JOIN knows k3 ON k3.a = k2.b WHERE k1.a = $1 AND NOT (k3.a = k1.a AND k3.b = k1.b)",
            [
                "MATCH (p:Person {id: $id})-[:KNOWS]->(:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(f:Person) RETURN count(DISTINCT f)",
                "MATCH (p:Person {id: $id})-[:KNOWS]->(:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(f:Person) WITH DISTINCT f RETURN count(f)",
                "MATCH (f:Person)<-[:KNOWS]-(:Person)<-[:KNOWS]-(:Person)<-[:KNOWS]-(p:Person {id: $id}) RETURN count(DISTINCT f)",
                "MATCH (p:Person {id: $id})-[:KNOWS]->(:Person)-[k:KNOWS]->(:Person)-[:KNOWS]->(f:Person) WHERE k.since > date('1900-01-01') RETURN count(DISTINCT f)",
                "MATCH (p:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(f:Person) WHERE p.id IN $ids RETURN count(DISTINCT f)",
                "MATCH (p:Person {id: $id})-[:KNOWS]->()-[:KNOWS]->()-[:KNOWS]->(f) RETURN count(DISTINCT f)",
            ]
        ) with
        {
            // Kuzu walks a relationship twice.
            Kuzu =
                "MATCH (p:Person {id: $id})-[a:KNOWS]->(:Person)-[:KNOWS]->(:Person)-[c:KNOWS]->(f:Person) WHERE id(a) <> id(c) RETURN count(DISTINCT f.id)",
            Repetitions = 50,
        },
        new(
            "friends of friends, top 10",
            220,
            ["id"],
            FriendsOfFriends(
                "MATCH (p:Person {id: $id})-[:KNOWS]->(f:Person)-[:KNOWS]->(c:Person) WHERE c.id <> $id AND NOT (p)-[:KNOWS]->(c)"
            )
        )
        {
            Kuzu =
                "MATCH (p:Person {id: $id})-[:KNOWS]->(f:Person)-[:KNOWS]->(c:Person) WHERE c.id <> $id AND NOT EXISTS { MATCH (p)-[:KNOWS]->(c) } RETURN c.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 10",
            Duck =
                "SELECT k2.b AS id, count(*) AS n FROM knows k1 JOIN knows k2 ON k2.a = k1.b WHERE k1.a = $1 AND k2.b <> $1 AND NOT EXISTS (SELECT 1 FROM knows x WHERE x.a = $1 AND x.b = k2.b) GROUP BY k2.b ORDER BY n DESC, id LIMIT 10",
            Paraphrases =
            [
                new(
                    With,
                    FriendsOfFriends(
                        "MATCH (p:Person {id: $id})-[:KNOWS]->(f:Person) WITH p, f MATCH (f)-[:KNOWS]->(c:Person) WHERE c <> p AND NOT (p)-[:KNOWS]->(c)"
                    )
                ),
                new(
                    Reversed,
                    FriendsOfFriends(
                        "MATCH (c:Person)<-[:KNOWS]-(f:Person)<-[:KNOWS]-(p:Person {id: $id}) WHERE c.id <> $id AND NOT (c)<-[:KNOWS]-(p)"
                    )
                ),
                new(
                    OfRelationship,
                    FriendsOfFriends(
                        "MATCH (p:Person {id: $id})-[k:KNOWS]->(f:Person)-[:KNOWS]->(c:Person) WHERE k.since > date('1900-01-01') AND c.id <> $id AND NOT (p)-[:KNOWS]->(c)"
                    )
                ),
                new(
                    List,
                    FriendsOfFriends(
                        "MATCH (p:Person)-[:KNOWS]->(f:Person)-[:KNOWS]->(c:Person) WHERE p.id IN $ids AND NOT c.id IN $ids AND NOT EXISTS { (p)-[:KNOWS]->(c) }"
                    )
                ),
                new(
                    Unlabelled,
                    FriendsOfFriends(
                        "MATCH (p:Person {id: $id})-[:KNOWS]->(f)-[:KNOWS]->(c) WHERE c.id <> $id AND NOT (p)-[:KNOWS]->(c)"
                    )
                ),
            ],
        },
        new(
            "shortest path between two persons",
            250,
            ["a", "b"],
            "MATCH (a:Person {id: $a}), (b:Person {id: $b}) MATCH p = shortestPath((a)-[:KNOWS*..10]->(b)) RETURN length(p)"
        )
        {
            Kuzu =
                "MATCH p = (a:Person {id: $a})-[:KNOWS* SHORTEST 1..10]->(b:Person {id: $b}) RETURN length(p) AS n",
            Duck = DuckPath,
            Postgres = Path,
            Repetitions = 50,
            Paraphrases =
            [
                new(
                    With,
                    "MATCH (a:Person {id: $a}) WITH a MATCH (b:Person {id: $b}) MATCH p = shortestPath((a)-[:KNOWS*..10]->(b)) RETURN length(p)"
                ),
                new(
                    Reversed,
                    "MATCH (a:Person {id: $a}), (b:Person {id: $b}) MATCH p = shortestPath((b)<-[:KNOWS*..10]-(a)) RETURN length(p)"
                ),
                new(
                    OfRelationship,
                    "MATCH (a:Person {id: $a}), (b:Person {id: $b}) MATCH p = shortestPath((a)-[k:KNOWS*..10]->(b)) WHERE all(x IN k WHERE x.since > date('1900-01-01')) RETURN length(p)"
                ),
                new(
                    List,
                    "MATCH (a:Person), (b:Person) WHERE a.id IN [$a] AND b.id IN [$b] MATCH p = shortestPath((a)-[:KNOWS*..10]->(b)) RETURN length(p)"
                ),
                new(
                    "SHORTEST 1",
                    "MATCH p = SHORTEST 1 (a:Person {id: $a})-[:KNOWS]->{1,10}(b:Person {id: $b}) RETURN length(p)"
                ),
            ],
        },
        new(
            "average age by last name",
            1_100,
            [],
            "MATCH (p:Person) RETURN p.lastName, avg(p.age), count(*)"
        )
        {
            Duck = "SELECT lastname, avg(age), count(*) FROM persons GROUP BY lastname",
            Repetitions = 50,
            Paraphrases =
            [
                new(
                    With,
                    "MATCH (p:Person) WITH p.lastName AS l, p.age AS a RETURN l, avg(a), count(*)"
                ),
                new(
                    "a further predicate",
                    "MATCH (p:Person) WHERE p.age >= 0 RETURN p.lastName, avg(p.age), count(*)"
                ),
                new("count(p)", "MATCH (p:Person) RETURN p.lastName, avg(p.age), count(p)"),
                new(
                    "sorted",
                    "MATCH (p:Person) RETURN p.lastName AS l, avg(p.age), count(*) ORDER BY l"
                ),
                new(
                    "sum and count",
                    "MATCH (p:Person) RETURN p.lastName, 1.0 * sum(p.age) / count(p.age), count(*)"
                ),
            ],
        },
        new(
            "top 20 posts by likes",
            12_000,
            [],
            "MATCH (:Person)-[l:LIKES]->(m:Post) RETURN m.id AS id, count(l) AS n ORDER BY n DESC, id LIMIT 20"
        )
        {
            Duck =
                "SELECT b AS id, count(*) AS n FROM likes GROUP BY b ORDER BY n DESC, id LIMIT 20",
            Repetitions = 5,
            Paraphrases =
            [
                new(
                    With,
                    "MATCH (:Person)-[l:LIKES]->(m:Post) WITH m, count(l) AS n RETURN m.id AS id, n ORDER BY n DESC, id LIMIT 20"
                ),
                new(
                    Reversed,
                    "MATCH (m:Post)<-[l:LIKES]-(:Person) RETURN m.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 20"
                ),
                new(
                    "a subquery",
                    "MATCH (m:Post) WITH m, COUNT { (m)<-[:LIKES]-() } AS n RETURN m.id AS id, n ORDER BY n DESC, id LIMIT 20"
                ),
                new(
                    List,
                    "MATCH (p:Person)-[l:LIKES]->(m:Post) WHERE NOT p.id IN [-1, -2] RETURN m.id AS id, count(l) AS n ORDER BY n DESC, id LIMIT 20"
                ),
                new(
                    Unlabelled,
                    "MATCH ()-[l:LIKES]->(m) RETURN m.id AS id, count(l) AS n ORDER BY n DESC, id LIMIT 20"
                ),
            ],
        },
        Triangles(),
    ];

    private static string FriendsOfFriends(string match) =>
        match + " RETURN c.id AS id, count(f) AS n ORDER BY n DESC, id LIMIT 10";

    private static ReadCase Hops(string name, double goal, string sql, string[] cypher) =>
        new(name, goal, ["id"], cypher[0])
        {
            Kuzu = cypher[0].Replace("DISTINCT f)", "DISTINCT f.id)", StringComparison.Ordinal),
            Duck = sql,
            Paraphrases =
            [
                new(With, cypher[1]),
                new(Reversed, cypher[2]),
                new(OfRelationship, cypher[3]),
                new(List, cypher[4]),
                new(Unlabelled, cypher[5]),
            ],
        };

    private static ReadCase Triangles() =>
        new(
            "triangles over KNOWS",
            20_000,
            [],
            "MATCH (a:Person)-[:KNOWS]->(b:Person)-[:KNOWS]->(c:Person), (a)-[:KNOWS]->(c) RETURN count(*)"
        )
        {
            Duck =
                "SELECT count(*) FROM knows x JOIN knows y ON y.a = x.b JOIN knows z ON z.a = x.a AND z.b = y.b",
            Repetitions = 5,
            MostPersons = 10_000,
            Paraphrases =
            [
                new(
                    With,
                    "MATCH (a:Person)-[:KNOWS]->(b:Person) WITH a, b MATCH (b)-[:KNOWS]->(c:Person), (a)-[:KNOWS]->(c) RETURN count(*)"
                ),
                new(
                    Reversed,
                    "MATCH (c:Person)<-[:KNOWS]-(b:Person)<-[:KNOWS]-(a:Person), (c)<-[:KNOWS]-(a) RETURN count(*)"
                ),
                new(
                    OfRelationship,
                    "MATCH (a:Person)-[:KNOWS]->(b:Person)-[:KNOWS]->(c:Person), (a)-[k:KNOWS]->(c) WHERE k.since > date('1900-01-01') RETURN count(*)"
                ),
                new(
                    List,
                    "MATCH (a:Person)-[:KNOWS]->(b:Person)-[:KNOWS]->(c:Person), (a)-[:KNOWS]->(c) WHERE NOT a.id IN [-1, -2] RETURN count(*)"
                ),
                new(
                    Unlabelled,
                    "MATCH (a:Person)-[:KNOWS]->(b)-[:KNOWS]->(c), (a)-[:KNOWS]->(c) RETURN count(*)"
                ),
            ],
        };
}
