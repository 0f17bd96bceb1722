using Quiver.Benchmarks.Generation;

namespace Quiver.Benchmarks.Queries;

/// <summary>The queries that are measured.</summary>
internal static class QueryTable
{
    private const int LeastLimit = 11;
    private const int LimitSpread = 10;

    /// <summary>The queries over a graph; the first five are those that every report names.</summary>
    public static IReadOnlyList<ReadQuery> Of(GraphShape shape, ExpectedAnswers answers) =>
        [
            new("round trip", "RETURN 1 AS one", "unused", 2000)
            {
                Value = shape.PersonId,
                Expected = _ =>
                    [
                        [1L],
                    ],
            },
            new(
                "point look-up by id",
                "MATCH (p:Person) WHERE p.id = $id RETURN p.firstName, p.lastName, p.age",
                "id",
                500
            )
            {
                Value = shape.PersonId,
                Expected = answers.Person,
            },
            new(
                "one hop with properties",
                "MATCH (p:Person)-[k:KNOWS]->(f:Person) WHERE p.id = $id RETURN f.id, f.firstName, f.lastName, k.since",
                "id",
                300
            )
            {
                Value = shape.PersonId,
                Expected = answers.Friends,
                AnyOrder = true,
            },
            new(
                "friends of friends, top 10",
                "MATCH (p:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(f:Person) WHERE p.id = $id AND f.id <> $id RETURN f.id AS id, count(*) AS common ORDER BY common DESC, id LIMIT 10",
                "id",
                200
            )
            {
                Value = shape.PersonId,
                Expected = answers.FriendsOfFriends,
            },
            new(
                "average age by last name",
                "MATCH (p:Person) WHERE p.age > $least RETURN p.lastName, avg(p.age), count(*)",
                "least",
                100
            )
            {
                // Below every age: the parameter changes, the answer does not.
                Value = person => -person,
                Expected = _ => answers.AgesByLastName(),
                AnyOrder = true,
            },
            new(
                "two hops, distinct count",
                "MATCH (p:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(f:Person) WHERE p.id = $id RETURN count(DISTINCT f)",
                "id",
                200
            )
            {
                Value = shape.PersonId,
                Expected = answers.ReachableInTwo,
            },
            new(
                "three hops, distinct count",
                "MATCH (p:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(:Person)-[:KNOWS]->(f:Person) WHERE p.id = $id RETURN count(DISTINCT f)",
                "id",
                100
            )
            {
                Value = shape.PersonId,
                Expected = answers.ReachableInThree,
            },
            new(
                "posts of friends by name, top 10",
                "MATCH (p:Person)-[:KNOWS]-(f)<-[:HAS_CREATOR]-(m:Post) WHERE p.id = $id RETURN f.firstName, count(m) AS n ORDER BY n DESC, f.firstName LIMIT 10",
                "id",
                200
            )
            {
                Value = shape.PersonId,
                Expected = answers.PostsOfFriends,
            },
            new(
                "most liked posts",
                "MATCH (:Person)-[:LIKES]->(m:Post) RETURN m.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT $limit",
                "limit",
                15
            )
            {
                Value = person => Limit(person),
                Expected = person => answers.MostLiked(Limit(person)),
            },
        ];

    private static int Limit(int person) => LeastLimit + (person % LimitSpread);
}
