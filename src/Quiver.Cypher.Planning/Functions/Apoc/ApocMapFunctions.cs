namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>apoc.map: functions on maps.</summary>
internal static class ApocMapFunctions
{
    /// <summary>A line for each.</summary>
    public const string Table = """
        apoc.map.clean(map MAP, keys LIST<STRING>, values LIST) MAP: Returns a map without given keys and without entries of given values.
        apoc.map.flatten(map MAP, delimiter? STRING) MAP: Returns a map in which the entries of inner maps stand under joined keys.
        apoc.map.fromLists(keys LIST<STRING>, values LIST) MAP: Returns a map of keys from one list and values from another.
        apoc.map.fromPairs(pairs LIST) MAP: Returns a map of a list of pairs, each a key and its value.
        apoc.map.fromValues(values LIST) MAP: Returns a map of a list in which each key is followed by its value.
        ~apoc.map.get(map MAP, key STRING, value? ANY, fail? BOOLEAN) ANY: Returns the value of a key; without the key a default, or it fails.
        @apoc.map.groupBy(values LIST, key STRING) MAP: Returns maps, nodes or relationships by the text of a property, one for each.
        @apoc.map.groupByMulti(values LIST, key STRING) MAP: Returns lists of maps, nodes or relationships by the text of a property.
        ~apoc.map.merge(map1 MAP, map2 MAP) MAP: Returns a map with the entries of two; those of the second stay where both have a key.
        apoc.map.mergeList(maps LIST) MAP: Returns a map with the entries of all maps of a list.
        ~apoc.map.mget(map MAP, keys LIST<STRING>, values? LIST, fail? BOOLEAN) LIST: Returns the values of some keys; without a key a default, or it fails.
        apoc.map.removeKey(map MAP, key STRING, config? MAP) MAP: Returns a map without one key, also in inner maps if asked.
        apoc.map.removeKeys(map MAP, keys LIST<STRING>, config? MAP) MAP: Returns a map without some keys, also in inner maps if asked.
        ~apoc.map.setEntry(map MAP, key STRING, value ANY) MAP: Returns a map in which a key has a value.
        ~apoc.map.setKey(map MAP, key STRING, value ANY) MAP: Returns a map in which a key has a value.
        ~apoc.map.setLists(map MAP, keys LIST<STRING>, values LIST) MAP: Returns a map in which keys of one list have the values of another.
        ~apoc.map.setPairs(map MAP, pairs LIST) MAP: Returns a map in which the keys of pairs have their values.
        ~apoc.map.setValues(map MAP, pairs LIST) MAP: Returns a map in which each key of a list has the value behind it.
        apoc.map.sortedProperties(map MAP, ignoreCase? BOOLEAN) LIST: Returns the entries of a map as pairs in the order of their keys.
        ~apoc.map.submap(map MAP, keys LIST<STRING>, values? LIST, fail? BOOLEAN) MAP: Returns the entries of some keys; without a key a default, or it fails.
        apoc.map.unflatten(map MAP, delimiter? STRING) MAP: Returns a map in which joined keys have become inner maps.
        ~apoc.map.values(map MAP, keys? LIST<STRING>, addNullsForMissing? BOOLEAN) LIST: Returns the values of some keys.
        """;
}
