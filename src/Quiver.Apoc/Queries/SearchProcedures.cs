using Quiver.Cypher.Execution.Procedures;

namespace Quiver.Apoc.Queries;

/// <summary>apoc.neighbors, apoc.coll, apoc.schema.properties and those of apoc.algo that are searches for paths: what reads and is a query.</summary>
internal static class SearchProcedures
{
    private const string Near = "node NODE, types STRING = '', distance INTEGER = 1";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        QueryProcedure.Reading(
            $"apoc.neighbors.tohop({Near}) YIELD node NODE: Finds the nodes that so many relationships lead to at most.",
            "CALL apoc.path.subgraphNodes($node, {relationshipFilter: $types, minLevel: 1, maxLevel: $distance}) YIELD node RETURN node"
        ),
        QueryProcedure.Reading(
            $"apoc.neighbors.tohop.count({Near}) YIELD value INTEGER: Counts the nodes that so many relationships lead to at most.",
            "CALL apoc.path.subgraphNodes($node, {relationshipFilter: $types, minLevel: 1, maxLevel: $distance}) YIELD node RETURN count(*) AS value"
        ),
        QueryProcedure.Reading(
            $"apoc.neighbors.byhop({Near}) YIELD nodes LIST<NODE>: Finds the nodes at each distance up to one, a row for each.",
            """
            CALL apoc.path.spanningTree($node, {relationshipFilter: $types, minLevel: 1, maxLevel: $distance}) YIELD path
            WITH length(path) AS hop, collect(last(nodes(path))) AS nodes ORDER BY hop RETURN nodes
            """
        ),
        QueryProcedure.Reading(
            $"apoc.neighbors.byhop.count({Near}) YIELD value LIST<ANY>: Counts the nodes at each distance up to one.",
            """
            CALL apoc.path.spanningTree($node, {relationshipFilter: $types, minLevel: 1, maxLevel: $distance}) YIELD path
            WITH length(path) AS hop, count(*) AS found ORDER BY hop RETURN collect(found) AS value
            """
        ),
        QueryProcedure.Reading(
            $"apoc.neighbors.athop({Near}) YIELD node NODE: Finds the nodes at a distance.",
            """
            CALL apoc.path.spanningTree($node, {relationshipFilter: $types, minLevel: 1, maxLevel: $distance}) YIELD path
            WITH path WHERE length(path) = $distance RETURN last(nodes(path)) AS node
            """
        ),
        QueryProcedure.Reading(
            $"apoc.neighbors.athop.count({Near}) YIELD value INTEGER: Counts the nodes at a distance.",
            """
            CALL apoc.path.spanningTree($node, {relationshipFilter: $types, minLevel: 1, maxLevel: $distance}) YIELD path
            WITH path WHERE length(path) = $distance RETURN count(*) AS value
            """
        ),
        QueryProcedure.Reading(
            "apoc.algo.allSimplePaths(startNode NODE, endNode NODE, relTypesAndDirections STRING, maxNodes INTEGER) YIELD path PATH: Finds the paths between two nodes that come to no node twice.",
            """
            CALL apoc.path.expandConfig($startNode, {relationshipFilter: $relTypesAndDirections, minLevel: 1, maxLevel: $maxNodes, endNodes: [$endNode], uniqueness: 'NODE_PATH'}) YIELD path
            RETURN path
            """
        ),
        QueryProcedure.Reading(
            "apoc.algo.cover(nodes LIST<NODE>) YIELD rel RELATIONSHIP: Finds the relationships between nodes of a list.",
            "UNWIND $nodes AS node WITH DISTINCT node MATCH (node)-[rel]->(other) WHERE other IN $nodes RETURN rel"
        ),
        QueryProcedure.Reading(
            "apoc.coll.partition(coll LIST<ANY>, batchSize INTEGER) YIELD value LIST<ANY>: Cuts a list into lists of a size.",
            "UNWIND range(0, size($coll) - 1, $batchSize) AS i RETURN $coll[i..i + $batchSize] AS value"
        ),
        QueryProcedure.Reading(
            "apoc.coll.zipToRows(list1 LIST<ANY>, list2 LIST<ANY>) YIELD value LIST<ANY>: Gives each value of a list with that at the same place of another.",
            "UNWIND apoc.coll.zip($list1, $list2) AS value RETURN value"
        ),
        QueryProcedure.Reading(
            "apoc.schema.properties.distinct(label STRING, key STRING) YIELD value LIST<ANY>: Finds the different values of a property of the nodes of a label.",
            "MATCH (n:$($label)) RETURN collect(DISTINCT n[$key]) AS value"
        ),
        QueryProcedure.Reading(
            "apoc.schema.properties.distinctCount(label STRING, key STRING) YIELD label STRING, key STRING, value ANY, count INTEGER: Counts the nodes of a label by the values of a property.",
            "MATCH (n:$($label)) WITH n[$key] AS value WHERE value IS NOT NULL RETURN $label AS label, $key AS key, value, count(*) AS count"
        ),
    ];
}
