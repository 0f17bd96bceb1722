namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>apoc.any, apoc.node, apoc.rel, apoc.label, apoc.nodes and apoc.path: functions on nodes, relationships and paths.</summary>
internal static class ApocGraphFunctions
{
    /// <summary>A line for each.</summary>
    public const string Table = """
        @apoc.any.isDeleted(object ENTITY) BOOLEAN: Returns whether the query has deleted a node or relationship.
        @apoc.any.properties(thing PROPERTIED, keys? LIST<STRING>) MAP: Returns the properties of a node, relationship or map as a map.
        @apoc.any.property(thing PROPERTIED, key STRING) ANY: Returns a property of a node, relationship or map.
        @apoc.label.exists(node ENTITY, label STRING) BOOLEAN: Returns whether a node has a label, or a relationship a type.
        @apoc.node.degree(node NODE, relTypes? STRING) INTEGER: Returns the number of relationships of a node, of all or some types and directions.
        @apoc.node.degree.in(node NODE, relTypes? STRING) INTEGER: Returns the number of relationships that end at a node.
        @apoc.node.degree.out(node NODE, relTypes? STRING) INTEGER: Returns the number of relationships that start at a node.
        apoc.node.id(node NODE) INTEGER: Returns the number of a node.
        @apoc.node.labels(node NODE) LIST<STRING>: Returns the labels of a node.
        @apoc.node.relationship.exists(node NODE, relTypes? STRING) BOOLEAN: Returns whether a node has a relationship, of all or some types and directions.
        @apoc.node.relationship.types(node NODE, relTypes? STRING) LIST<STRING>: Returns the types of the relationships of a node.
        @apoc.node.relationships.exist(node NODE, relTypes? STRING) MAP: Returns for each of some types and directions whether a node has such a relationship.
        @apoc.nodes.connected(startNode NODE, endNode NODE, types? STRING) BOOLEAN: Returns whether there is a relationship between two nodes.
        apoc.path.combine(path1 PATH, path2 PATH) PATH: Returns two paths as one, the second of which starts where the first ends.
        apoc.path.create(startNode NODE, rels? LIST) PATH: Returns the path from a node through relationships.
        apoc.path.elements(path PATH) LIST: Returns the nodes and relationships of a path in turn.
        apoc.path.slice(path PATH, offset? INTEGER, length? INTEGER) PATH: Returns the part of a path from a relationship on, up to a length.
        apoc.rel.endNode(rel RELATIONSHIP) NODE: Returns the end of a relationship.
        apoc.rel.id(rel RELATIONSHIP) INTEGER: Returns the number of a relationship.
        apoc.rel.startNode(rel RELATIONSHIP) NODE: Returns the start of a relationship.
        apoc.rel.type(rel RELATIONSHIP) STRING: Returns the type of a relationship.
        """;
}
