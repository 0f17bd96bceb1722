namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>apoc.convert, apoc.json, apoc.meta.cypher, apoc.util, apoc.create and apoc.cypher: functions on values of any type, identifiers, and queries.</summary>
internal static class ApocValueFunctions
{
    /// <summary>A line for each.</summary>
    public const string Table = """
        apoc.convert.fromJsonList(list STRING, path? STRING, pathOptions? LIST<STRING>) LIST: Returns the list that a text in JSON stands for.
        apoc.convert.fromJsonMap(map STRING, path? STRING, pathOptions? LIST<STRING>) MAP: Returns the map that a text in JSON stands for.
        @apoc.convert.getJsonProperty(node NODE, key STRING, path? STRING, pathOptions? LIST<STRING>) ANY: Returns the value that a property in JSON stands for.
        @apoc.convert.getJsonPropertyMap(node NODE, key STRING, path? STRING, pathOptions? LIST<STRING>) MAP: Returns the map that a property in JSON stands for.
        @~apoc.convert.toJson(value ANY) STRING: Returns a value in JSON.
        apoc.convert.toList(value ANY) LIST: Returns a list as it is, and any other value as a list of it.
        @apoc.convert.toMap(map PROPERTIED) MAP: Returns the properties of a node or relationship, or a map as it is.
        ~apoc.convert.toNode(node ANY) NODE: Returns a node as it is, and null for anything else.
        ~apoc.convert.toNodeList(list ANY) LIST: Returns a list as one of nodes, and null for anything else.
        ~apoc.convert.toRelationship(relationship ANY) RELATIONSHIP: Returns a relationship as it is, and null for anything else.
        ~apoc.convert.toRelationshipList(list ANY) LIST: Returns a list as one of relationships, and null for anything else.
        apoc.convert.toSet(list ANY) LIST: Returns the different values of a list.
        @~apoc.convert.toSortedJsonMap(value PROPERTIED, ignoreCase? BOOLEAN) STRING: Returns a map, or the properties of a node, in JSON with sorted keys.
        !apoc.create.uuid() STRING: Returns a random universally unique identifier.
        !apoc.create.uuidBase64() STRING: Returns a random universally unique identifier in Base64.
        apoc.create.uuidBase64ToHex(base64Uuid STRING) STRING: Returns an identifier in Base64 in hexadecimal digits.
        apoc.create.uuidHexToBase64(uuid STRING) STRING: Returns an identifier in hexadecimal digits in Base64.
        @!apoc.cypher.runFirstColumnMany(statement STRING, params MAP) LIST: Returns what the first column of a query gives, with parameters that are its variables, too.
        @!apoc.cypher.runFirstColumnSingle(statement STRING, params MAP) ANY: Returns the first value of the first column of a query, with parameters that are its variables, too.
        apoc.json.path(json STRING, path? STRING, pathOptions? LIST<STRING>) ANY: Returns what a path finds in a text in JSON.
        ~apoc.meta.cypher.isType(value ANY, type STRING) BOOLEAN: Returns whether a value has the type that APOC calls so.
        ~apoc.meta.cypher.type(value ANY) STRING: Returns the name that APOC has for a value's type.
        @~apoc.meta.cypher.types(props ANY) MAP: Returns a map with such a name for each property.
        apoc.util.md5(values LIST) STRING: Returns the MD5 checksum of the texts of some values.
        apoc.util.sha1(values LIST) STRING: Returns the SHA-1 checksum of the texts of some values.
        apoc.util.sha256(values LIST) STRING: Returns the SHA-256 checksum of the texts of some values.
        apoc.util.sha384(values LIST) STRING: Returns the SHA-384 checksum of the texts of some values.
        apoc.util.sha512(values LIST) STRING: Returns the SHA-512 checksum of the texts of some values.
        !apoc.util.validatePredicate(predicate BOOLEAN, message STRING, params LIST) BOOLEAN: Fails with a message if the predicate holds, else returns true.
        apoc.version() STRING: Returns the version of APOC whose procedures are there.
        """;
}
