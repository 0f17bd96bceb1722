using Quiver.Cypher.Execution.Writing;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Tests.Updates;

public sealed class MergeAnalysisTests
{
    [Theory]
    [InlineData("MERGE (n)")]
    [InlineData("MERGE (n:A:B {p: 1, q: 2})")]
    [InlineData("MERGE (n:A {p: 1}) ON CREATE SET n.c = 1, n:C ON MATCH SET n.c = n.c + 1")]
    [InlineData("MERGE (n:A {p: 1}) ON CREATE SET n += {c: 1}")]
    [InlineData("MATCH (a), (b) MERGE (a)-[r:R]->(b) ON MATCH SET a:A, a.p = 1")]
    [InlineData("MATCH (a), (b) MERGE (a)-[:R {p: 1}]-(b)")]
    public void Rows_are_merged_at_once_where_only_the_pattern_made_can_match(string statement) =>
        Assert.True(AllowsBatch(statement));

    [Theory]
    [InlineData("MERGE (n:A {p: 1}) ON CREATE SET n.p = 2")]
    [InlineData("MERGE (n:A {p: 1}) ON MATCH SET n += {p: 2}")]
    [InlineData("MERGE (n:A {p: 1}) ON CREATE SET n = {c: 1}")]
    [InlineData("MERGE (n:A {p: 1}) ON CREATE SET n += $map")]
    [InlineData("MATCH (a) MERGE (n:A {p: 1}) ON CREATE SET a:A")]
    [InlineData("MATCH (a) MERGE (n:A {p: 1}) ON CREATE SET a[$key] = 1")]
    [InlineData("MATCH (a), (b) MERGE (a)-[r:R {p: 1}]->(b) ON MATCH SET r.p = 2")]
    [InlineData("MERGE (n:A {p: 1, p: 2})")]
    [InlineData("MATCH (a) MERGE (a)-[:R]->(b)")]
    [InlineData("MERGE (a:A)-[:R]->(b:B)")]
    public void Rows_are_merged_one_by_one_where_something_else_can_come_to_match(
        string statement
    ) => Assert.False(AllowsBatch(statement));

    private static bool AllowsBatch(string statement)
    {
        using var graph = new TestGraph(["(a:A {p: 1})"]);
        return MergeAnalysis.AllowsBatch(MergeOf(graph.Plan(statement).Root)!);
    }

    private static Merge? MergeOf(PlanNode plan) =>
        plan as Merge ?? plan.Children.Select(MergeOf).FirstOrDefault(static m => m is not null);
}
