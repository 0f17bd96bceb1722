using Quiver.Cypher.Execution.Procedures;

namespace Quiver.Apoc.Queries;

/// <summary>apoc.create, apoc.nodes, apoc.atomic and apoc.convert.setJsonProperty: labels, properties and nodes changed by names that are computed.</summary>
internal static class CreateProcedures
{
    private const string Changed = "WITH $container AS c, $container[$propertyName] AS old ";
    private const string OldAndNew =
        " RETURN c AS container, $propertyName AS property, old AS oldValue, c[$propertyName] AS newValue";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        QueryProcedure.Changing(
            "apoc.create.nodes(labels LIST<STRING>, props LIST<MAP>) YIELD node NODE: Creates a node with each of some maps of properties.",
            "UNWIND $props AS p CREATE (node:$($labels)) SET node = p RETURN node"
        ),
        QueryProcedure.Changing(
            "apoc.create.setLabels(nodes ANY, labels LIST<STRING>) YIELD node NODE: Gives nodes just these labels.",
            "UNWIND $nodes AS node REMOVE node:$([l IN labels(node) WHERE NOT l IN $labels]) SET node:$($labels) RETURN node"
        ),
        QueryProcedure.Changing(
            "apoc.create.removeLabels(nodes ANY, labels LIST<STRING>) YIELD node NODE: Removes labels from nodes.",
            "UNWIND $nodes AS node REMOVE node:$($labels) RETURN node"
        ),
        QueryProcedure.Changing(
            "apoc.create.setProperty(nodes ANY, key STRING, value ANY) YIELD node NODE: Sets a property of nodes.",
            "UNWIND $nodes AS node SET node[$key] = $value RETURN node"
        ),
        QueryProcedure.Changing(
            "apoc.create.setProperties(nodes ANY, keys LIST<STRING>, values LIST<ANY>) YIELD node NODE: Sets properties of nodes.",
            "UNWIND $nodes AS node SET node += apoc.map.fromLists($keys, $values) RETURN node"
        ),
        QueryProcedure.Changing(
            "apoc.create.removeProperties(nodes ANY, keys LIST<STRING>) YIELD node NODE: Removes properties of nodes.",
            "UNWIND $nodes AS node SET node += apoc.map.fromLists($keys, [k IN $keys | null]) RETURN node"
        ),
        QueryProcedure.Changing(
            "apoc.create.setRelProperty(rels ANY, key STRING, value ANY) YIELD rel RELATIONSHIP: Sets a property of relationships.",
            "UNWIND $rels AS rel SET rel[$key] = $value RETURN rel"
        ),
        QueryProcedure.Changing(
            "apoc.create.setRelProperties(rels ANY, keys LIST<STRING>, values LIST<ANY>) YIELD rel RELATIONSHIP: Sets properties of relationships.",
            "UNWIND $rels AS rel SET rel += apoc.map.fromLists($keys, $values) RETURN rel"
        ),
        QueryProcedure.Changing(
            "apoc.create.removeRelProperties(rels ANY, keys LIST<STRING>) YIELD rel RELATIONSHIP: Removes properties of relationships.",
            "UNWIND $rels AS rel SET rel += apoc.map.fromLists($keys, [k IN $keys | null]) RETURN rel"
        ),
        QueryProcedure.Reading(
            "apoc.create.uuids(count INTEGER) YIELD row INTEGER, uuid STRING: Gives so many random universally unique identifiers.",
            "UNWIND range(0, $count - 1) AS row RETURN row, randomUUID() AS uuid"
        ),
        QueryProcedure.Changing(
            "apoc.convert.setJsonProperty(node NODE, key STRING, value ANY): Sets a property to a value in JSON.",
            "WITH $node AS node SET node[$key] = apoc.convert.toJson($value)"
        ),
        QueryProcedure.Changing(
            "apoc.nodes.delete(nodes ANY, batchSize INTEGER = 20000) YIELD value INTEGER: Deletes nodes and their relationships, in the transaction of the call, and counts them.",
            "UNWIND $nodes AS node WITH DISTINCT node DETACH DELETE node RETURN count(*) AS value"
        ),
        QueryProcedure.Changing(
            "apoc.nodes.link(nodes LIST<NODE>, type STRING, config MAP = {}): Creates a relationship from each node of a list to the next one; with avoidDuplicates only where there is none.",
            """
            UNWIND range(0, size($nodes) - 2) AS i
            WITH $nodes[i] AS a, $nodes[i + 1] AS b
            WHERE NOT (coalesce($config.avoidDuplicates, false) AND apoc.nodes.connected(a, b, $type + '>'))
            CREATE (a)-[:$($type)]->(b)
            """
        ),
        Atomic("add", "number NUMBER", "coalesce(old, 0) + $number", "Adds to a number."),
        Atomic(
            "subtract",
            "number NUMBER",
            "coalesce(old, 0) - $number",
            "Subtracts from a number."
        ),
        Atomic(
            "concat",
            "string STRING",
            "coalesce(toString(old), '') + $string",
            "Appends to a text."
        ),
        Atomic(
            "insert",
            "position INTEGER, value ANY",
            "apoc.coll.insert(coalesce(old, []), $position, $value)",
            "Puts a value into a list."
        ),
        Atomic(
            "remove",
            "position INTEGER",
            "apoc.coll.remove(coalesce(old, []), $position)",
            "Removes an element of a list."
        ),
    ];

    // Statements that meet another transaction's change are run again: nothing is lost, and there is nothing to try again.
    private static Procedure Atomic(
        string name,
        string argument,
        string value,
        string description
    ) =>
        QueryProcedure.Changing(
            $"apoc.atomic.{name}(container ANY, propertyName STRING, {argument}, retryAttempts INTEGER = 5) YIELD container ANY, property STRING, oldValue ANY, newValue ANY: {description}",
            $"{Changed}SET c[$propertyName] = {value}{OldAndNew}"
        );
}
