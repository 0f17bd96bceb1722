using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Queries;

/// <summary>The procedures that make or change single nodes and relationships, for calls that the planner could not make clauses of: a query for each row.</summary>
internal static class GeneralCalls
{
    /// <summary>The procedure of a signature.</summary>
    public static Procedure Of(ProcedureSignature signature) =>
        QueryProcedure.Changing(
            signature,
            signature.Name switch
            {
                "apoc.create.node" => static _ =>
                    "CREATE (node) SET node:$(coalesce($labels, [])) SET node += coalesce($props, {}) RETURN node",
                "apoc.create.relationship" => static _ =>
                    "WITH $from AS a, $to AS b CREATE (a)-[rel:$($relType)]->(b) SET rel = coalesce($props, {}) RETURN rel",
                "apoc.create.addLabels" => static _ =>
                    "UNWIND $nodes AS node SET node:$(coalesce($labels, [])) RETURN node",
                "apoc.merge.node" or "apoc.merge.node.eager" => NodeMerge,
                _ => RelationshipMerge,
            }
        );

    private static string NodeMerge(IReadOnlyList<Value> arguments)
    {
        var labels = arguments[0].IsNull ? ListValue.Empty : arguments[0].AsList();
        var names = string.Concat(labels.Select(static l => $":{Quote(l.AsString())}"));
        var identity = arguments[1].IsNull ? MapValue.Empty : arguments[1].AsMap();
        return identity.Count == 0
            ? throw ApocErrors.NoIdentity()
            : $"MERGE (node{names} {Identity(identity)}){Actions("node")} RETURN node";
    }

    private static string RelationshipMerge(IReadOnlyList<Value> arguments)
    {
        string type = arguments[1].IsNull ? "" : Quote(arguments[1].AsString());
        var identity = arguments[2].IsNull ? MapValue.Empty : arguments[2].AsMap();
        return $"WITH $startNode AS a, $endNode AS b MERGE (a)-[rel:{type} {Identity(identity)}]->(b){Actions("rel")} RETURN rel";
    }

    private static string Identity(MapValue identity) =>
        $"{{{string.Join(", ", identity.Keys.Select(static k => $"{Quote(k)}: $identProps.{Quote(k)}"))}}}";

    private static string Actions(string variable) =>
        $" ON CREATE SET {variable} += coalesce($onCreateProps, {{}}) ON MATCH SET {variable} += coalesce($onMatchProps, {{}})";

    private static string Quote(string name) =>
        $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
