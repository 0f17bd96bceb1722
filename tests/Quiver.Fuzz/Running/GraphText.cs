using Quiver.Fuzz.Reference;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Running;

/// <summary>Plain graphs as Cypher and as the graph of a specification.</summary>
internal static class GraphText
{
    public static string Node(PlainNode node) =>
        $"(n{node.Id}{string.Concat(node.Labels.Select(l => ":" + l))} {Map(node.Properties)})";

    public static string Relationship(PlainRelationship r) =>
        $"(n{r.Start})-[:{r.Type} {Map(r.Properties)}]->(n{r.End})";

    public static string Map(IEnumerable<KeyValuePair<string, Value>> properties) =>
        ValueText.Format(Value.Map(new MapValue(properties)));

    /// <summary>One line for each node and relationship.</summary>
    public static IEnumerable<string> Lines(PlainGraph graph) =>
        graph.Nodes.Values.Select(Node).Concat(graph.Relationships.Values.Select(Relationship));
}
