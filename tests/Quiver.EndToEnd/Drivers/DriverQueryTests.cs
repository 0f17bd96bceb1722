using System.Text.Json.Nodes;
using Quiver.EndToEnd.SocialNetwork;

namespace Quiver.EndToEnd.Drivers;

/// <summary>Answers through the official driver, compared with those computed from the CSV files.</summary>
public sealed class DriverQueryTests(SocialNetworkServer network)
{
    /// <summary>The query of the first release's goal.</summary>
    internal const string MessagesOfFriends =
        "MATCH (p:Person)-[:KNOWS]-(f)<-[:HAS_CREATOR]-(m:Message) WHERE p.id = $id "
        + "RETURN f.firstName, count(m) AS n ORDER BY n DESC, f.firstName LIMIT 10";

    [Theory]
    [InlineData("bolt", "snb")]
    [InlineData("neo4j", "snb")]
    [InlineData("bolt", "snb5")]
    [InlineData("neo4j", "snb5")]
    public async Task Messages_of_friends_are_counted_as_the_files_say(
        string scheme,
        string database
    )
    {
        var server = network.Require();
        long[] persons = [.. network.Answers.Persons];
        string[][] answers = await JavaScriptDriver.QueryAsync(
            server,
            database,
            persons.Select(p => (MessagesOfFriends, (JsonObject?)new JsonObject { ["id"] = p })),
            scheme
        );
        Assert.Equal(persons.Select(network.Answers.MessagesOfFriends), answers);
        Assert.Contains(answers, rows => rows.Length == 10);
        Assert.Contains(answers, rows => rows.Length == 0);
    }

    [Theory]
    [InlineData("bolt")]
    [InlineData("neo4j")]
    public async Task Nodes_per_label_and_relationships_per_type_are_those_of_the_files(
        string scheme
    )
    {
        var server = network.Require();
        var expected = network.Answers;
        (string, JsonObject?)[] queries =
        [
            ("MATCH (n) RETURN count(n)", null),
            ("MATCH ()-[r]->() RETURN count(r)", null),
            ("MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) ORDER BY label", null),
            ("MATCH ()-[r]->() RETURN type(r) AS type, count(*) ORDER BY type", null),
            .. expected.NodesByLabel.Keys.Select(label =>
                ($"MATCH (n:{label}) RETURN count(*)", (JsonObject?)null)
            ),
            .. expected.RelationshipsByType.Keys.Select(type =>
                ($"MATCH ()<-[r:{type}]-() RETURN count(*)", (JsonObject?)null)
            ),
        ];
        string[][] answers = await JavaScriptDriver.QueryAsync(server, "snb", queries, scheme);
        string[][] wanted =
        [
            [$"{expected.NodeCount}"],
            [$"{expected.RelationshipCount}"],
            Sorted(expected.NodesByLabel),
            Sorted(expected.RelationshipsByType),
            .. expected.NodesByLabel.Values.Select(count => new[] { $"{count}" }),
            .. expected.RelationshipsByType.Values.Select(count => new[] { $"{count}" }),
        ];
        Assert.Equal(wanted, answers);
    }

    private static string[] Sorted(IReadOnlyDictionary<string, long> counts) =>
        [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")];
}
