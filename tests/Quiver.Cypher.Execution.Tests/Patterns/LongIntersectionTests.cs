using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Tests.Patterns;

public sealed class LongIntersectionTests
{
    /// <summary>The nodes that many have in common with one that has far more: first they are searched for, then that one's are marked.</summary>
    [Theory]
    [InlineData("(p)-[:HAS]->(x)<-[:HAS]-(h)")]
    [InlineData("(h)-[:HAS]->(x)<-[:HAS]-(p)")]
    [InlineData("(p)-[r:HAS]->(x)<-[s:HAS]-(h)")]
    public void What_a_long_list_has_in_common_with_short_ones_is_found(string pattern)
    {
        const int Items = 700;
        const int People = 120;
        var random = new Random(11);
        var hubs = new List<int>[] { [], [] };
        var lines = new List<string>();
        for (int item = 0; item < Items; item++)
        {
            lines.Add($"(x{item}:X {{id: {item}}})");
            for (int hub = 0; hub < hubs.Length; hub++)
            {
                // Some twice, as there may be several relationships.
                for (int times = random.Next(3); times > 0; times--)
                {
                    hubs[hub].Add(item);
                }
            }
        }
        for (int hub = 0; hub < hubs.Length; hub++)
        {
            lines.Add($"(h{hub}:H {{id: {hub}}})");
            lines.AddRange(hubs[hub].Select(item => $"(h{hub})-[:HAS]->(x{item})"));
        }
        var expected = new List<(long Hub, long Person, long Item)>();
        for (int person = 0; person < People; person++)
        {
            lines.Add($"(p{person}:P {{id: {person}}})");
            lines.Add($"(h0)-[:KNOWS]->(p{person})");
            lines.Add($"(h1)-[:KNOWS]->(p{person})");
            for (int i = random.Next(8); i > 0; i--)
            {
                int item = random.Next(Items);
                lines.Add($"(p{person})-[:HAS]->(x{item})");
                for (int hub = 0; hub < hubs.Length; hub++)
                {
                    int times = hubs[hub].Count(has => has == item);
                    expected.AddRange(
                        Enumerable.Repeat(((long)hub, (long)person, (long)item), times)
                    );
                }
            }
        }
        using var graph = new TestGraph(lines);
        string query = $"MATCH (h:H)-[:KNOWS]->(p:P), {pattern} RETURN h.id, p.id, x.id";
        Assert.Contains("Expand(Intersect)", Plans(graph, query), StringComparison.Ordinal);
        var found = graph
            .Run(query)
            .Rows.Select(static row =>
                (row[0].AsInteger(), row[1].AsInteger(), row[2].AsInteger())
            );
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), found.Order());
    }

    private static string Plans(TestGraph graph, string query) =>
        string.Join(' ', Names(graph.Plan(query).Root));

    private static IEnumerable<string> Names(PlanNode node) =>
        node.Children.SelectMany(Names).Prepend(node.Name);
}
