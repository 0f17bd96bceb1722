using Quiver.Cypher.Execution.Procedures;

namespace Quiver.Apoc.Queries;

/// <summary>apoc.refactor, but for mergeNodes: relationships turned, moved and renamed, nodes copied.</summary>
internal static class RefactorProcedures
{
    private const string Result = " YIELD input INTEGER, output RELATIONSHIP, error STRING: ";

    private const string Counts =
        " YIELD batches INTEGER, total INTEGER, timeTaken INTEGER, committedOperations INTEGER: ";

    private const string Counted =
        " RETURN 1 AS batches, count(*) AS total, 0 AS timeTaken, count(*) AS committedOperations";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        Moving(
            "setType(rel RELATIONSHIP, newType STRING)",
            "(start)-[new:$($newType)]->(end)",
            "Gives a relationship another type."
        ),
        Moving(
            "invert(rel RELATIONSHIP)",
            "(end)-[new:$(type(rel))]->(start)",
            "Turns a relationship round."
        ),
        Moving(
            "to(rel RELATIONSHIP, newNode NODE)",
            "(start)-[new:$(type(rel))]->(other)",
            "Lets a relationship end at another node.",
            "$newNode AS other"
        ),
        Moving(
            "from(rel RELATIONSHIP, newNode NODE)",
            "(other)-[new:$(type(rel))]->(end)",
            "Lets a relationship start at another node.",
            "$newNode AS other"
        ),
        QueryProcedure.Changing(
            "apoc.refactor.cloneNodes(nodes LIST<NODE>, withRelationships BOOLEAN = false, skipProperties LIST<STRING> = []) YIELD input INTEGER, output NODE, error STRING: Copies nodes with their labels and properties, and with their relationships if asked.",
            """
            UNWIND $nodes AS node
            CREATE (copy) SET copy = apoc.map.removeKeys(properties(node), $skipProperties)
            SET copy:$(labels(node))
            WITH node, copy
            CALL (node, copy) {
              WITH node, copy WHERE $withRelationships
              MATCH (node)-[r]->(other)
              CREATE (copy)-[new:$(type(r))]->(other) SET new = properties(r)
            }
            CALL (node, copy) {
              WITH node, copy WHERE $withRelationships
              MATCH (node)<-[r]-(other) WHERE other <> copy
              CREATE (copy)<-[new:$(type(r))]-(other) SET new = properties(r)
            }
            RETURN id(node) AS input, copy AS output, null AS error
            """
        ),
        QueryProcedure.Changing(
            "apoc.refactor.normalizeAsBoolean(entity ANY, propertyKey STRING, trueValues LIST<ANY>, falseValues LIST<ANY>): Makes a property true or false, by the values that stand for each, or removes it.",
            """
            WITH $entity AS e
            SET e[$propertyKey] = CASE WHEN e[$propertyKey] IN $trueValues THEN true WHEN e[$propertyKey] IN $falseValues THEN false END
            """
        ),
        QueryProcedure.Changing(
            "apoc.refactor.rename.label(oldLabel STRING, newLabel STRING, nodes LIST<NODE> = [])"
                + Counts
                + "Gives all or some nodes of a label another one in its place.",
            """
            CALL () {
              WITH 1 AS one WHERE $nodes = [] MATCH (node:$($oldLabel)) RETURN node
              UNION ALL
              UNWIND $nodes AS node WITH node WHERE $oldLabel IN labels(node) RETURN node
            }
            SET node:$($newLabel) REMOVE node:$($oldLabel)
            """ + Counted
        ),
        QueryProcedure.Changing(
            "apoc.refactor.rename.type(oldType STRING, newType STRING, rels LIST<RELATIONSHIP> = [])"
                + Counts
                + "Gives all or some relationships of a type another one in its place.",
            """
            CALL () {
              WITH 1 AS one WHERE $rels = [] MATCH ()-[rel:$($oldType)]->() RETURN rel
              UNION ALL
              UNWIND $rels AS rel WITH rel WHERE type(rel) = $oldType RETURN rel
            }
            WITH rel, startNode(rel) AS start, endNode(rel) AS end
            CREATE (start)-[new:$($newType)]->(end) SET new = properties(rel) DELETE rel
            """ + Counted
        ),
        QueryProcedure.Changing(
            "apoc.refactor.rename.nodeProperty(oldName STRING, newName STRING, nodes LIST<NODE> = [])"
                + Counts
                + "Gives a property of all or some nodes another key.",
            """
            CALL () {
              WITH 1 AS one WHERE $nodes = [] MATCH (node) RETURN node
              UNION ALL
              UNWIND $nodes AS node RETURN node
            }
            WITH node WHERE node[$oldName] IS NOT NULL
            SET node += apoc.map.fromLists([$newName, $oldName], [node[$oldName], null])
            """ + Counted
        ),
        QueryProcedure.Changing(
            "apoc.refactor.rename.typeProperty(oldName STRING, newName STRING, rels LIST<RELATIONSHIP> = [])"
                + Counts
                + "Gives a property of all or some relationships another key.",
            """
            CALL () {
              WITH 1 AS one WHERE $rels = [] MATCH ()-[rel]->() RETURN rel
              UNION ALL
              UNWIND $rels AS rel RETURN rel
            }
            WITH rel WHERE rel[$oldName] IS NOT NULL
            SET rel += apoc.map.fromLists([$newName, $oldName], [rel[$oldName], null])
            """ + Counted
        ),
    ];

    /// <summary>A relationship made anew in the place of another.</summary>
    private static Procedure Moving(
        string signature,
        string pattern,
        string description,
        string also = "0 AS none"
    ) =>
        QueryProcedure.Changing(
            $"apoc.refactor.{signature}{Result}{description}",
            $"""
            WITH $rel AS rel, {also}
            WITH *, id(rel) AS input, startNode(rel) AS start, endNode(rel) AS end, properties(rel) AS kept
            CREATE {pattern} SET new = kept DELETE rel
            RETURN input, new AS output, null AS error
            """
        );
}
