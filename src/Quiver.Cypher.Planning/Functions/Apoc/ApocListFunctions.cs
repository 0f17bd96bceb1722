namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>apoc.coll: functions on lists.</summary>
internal static class ApocListFunctions
{
    /// <summary>A line for each.</summary>
    public const string Table = """
        apoc.coll.avg(coll LIST) FLOAT: Returns the average of the list's numbers.
        apoc.coll.combinations(coll LIST, minSelect INTEGER, maxSelect? INTEGER) LIST: Returns all choices of so many elements of the list, without order.
        apoc.coll.contains(coll LIST, value ANY) BOOLEAN: Returns whether a value is in the list.
        apoc.coll.containsAll(coll1 LIST, coll2 LIST) BOOLEAN: Returns whether all values of a second list are in the first.
        apoc.coll.containsAllSorted(coll1 LIST, coll2 LIST) BOOLEAN: Returns whether all values of a second list are in the first, which is sorted.
        apoc.coll.containsDuplicates(coll LIST) BOOLEAN: Returns whether a value is in the list more than once.
        apoc.coll.containsSorted(coll LIST, value ANY) BOOLEAN: Returns whether a value is in the list, which is sorted.
        apoc.coll.different(coll LIST) BOOLEAN: Returns whether no value is in the list more than once.
        apoc.coll.disjunction(list1 LIST, list2 LIST) LIST: Returns the different values that are in one of two lists only.
        apoc.coll.dropDuplicateNeighbors(list LIST) LIST: Returns the list without values that are equal to the one before.
        apoc.coll.duplicates(coll LIST) LIST: Returns the values that are in the list more than once, once each.
        apoc.coll.duplicatesWithCount(coll LIST) LIST: Returns a map of item and count for each value that is in the list more than once.
        ~apoc.coll.fill(item ANY, count INTEGER) LIST: Returns a list of so many times the same value.
        apoc.coll.flatten(coll LIST, recursive? BOOLEAN) LIST: Returns the list with the elements of lists in the place of these, all the way down if asked.
        apoc.coll.frequencies(coll LIST) LIST: Returns a map of item and count for each value of the list.
        apoc.coll.frequenciesAsMap(coll LIST) MAP: Returns how often each value is in the list, by its text.
        apoc.coll.indexOf(coll LIST, value ANY) INTEGER: Returns the place of a value in the list, or -1.
        ~apoc.coll.insert(coll LIST, index INTEGER, value ANY) LIST: Returns the list with a value put in at an index.
        apoc.coll.insertAll(coll LIST, index INTEGER, values LIST) LIST: Returns the list with values put in at an index.
        apoc.coll.intersection(list1 LIST, list2 LIST) LIST: Returns the different values that are in both lists.
        apoc.coll.isEqualCollection(coll LIST, values LIST) BOOLEAN: Returns whether two lists have the same values, each as often, in any order.
        apoc.coll.max(values LIST) ELEMENT: Returns the greatest value of the list.
        apoc.coll.min(values LIST) ELEMENT: Returns the least value of the list.
        ~apoc.coll.occurrences(coll LIST, item ANY) INTEGER: Returns how often a value is in the list.
        apoc.coll.pairWithOffset(coll LIST, offset INTEGER) LIST: Returns each value with the one so many places behind it, or null.
        apoc.coll.pairs(list LIST) LIST: Returns each value with the one behind it, the last with null.
        apoc.coll.pairsMin(list LIST) LIST: Returns each value but the last with the one behind it.
        !apoc.coll.randomItem(coll LIST) ELEMENT: Returns a value of the list by chance.
        !apoc.coll.randomItems(coll LIST, itemCount INTEGER, allowRepick? BOOLEAN) LIST: Returns some values of the list by chance, none twice unless allowed.
        apoc.coll.remove(coll LIST, index INTEGER, length? INTEGER) LIST: Returns the list without one or more values from an index on.
        apoc.coll.removeAll(list1 LIST, list2 LIST) LIST: Returns the first list without the values of the second.
        apoc.coll.runningTotal(list LIST) LIST: Returns the sums of the list's numbers up to each of them.
        ~apoc.coll.set(coll LIST, index INTEGER, value ANY) LIST: Returns the list with another value at an index.
        !apoc.coll.shuffle(coll LIST) SAME: Returns the list in an order by chance.
        apoc.coll.sort(coll LIST) SAME: Returns the list in ascending order.
        @apoc.coll.sortMaps(list LIST, prop STRING) SAME: Returns a list of maps in the descending order of a key, or in ascending order with ^ before it.
        @apoc.coll.sortMulti(coll LIST, orderFields? LIST<STRING>, limit? INTEGER, skip? INTEGER) LIST: Returns a list of maps in the order of several keys, descending without ^ before the key.
        @apoc.coll.sortNodes(coll LIST, prop STRING) SAME: Returns a list of nodes in the descending order of a property, or in ascending order with ^ before it.
        apoc.coll.sortText(coll LIST, config? MAP) SAME: Returns a list of texts in ascending order.
        apoc.coll.stdev(list LIST, isBiasCorrected? BOOLEAN) FLOAT: Returns the standard deviation of the list's numbers, of a sample or of all.
        apoc.coll.subtract(list1 LIST, list2 LIST) LIST: Returns the different values of the first list that are not in the second.
        apoc.coll.sum(coll LIST) FLOAT: Returns the sum of the list's numbers.
        apoc.coll.sumLongs(coll LIST) INTEGER: Returns the sum of the list's numbers as a whole number.
        apoc.coll.toSet(coll LIST) SAME: Returns the list without values that it has already.
        apoc.coll.union(list1 LIST, list2 LIST) LIST: Returns the different values of both lists.
        apoc.coll.unionAll(list1 LIST, list2 LIST) LIST: Returns all values of both lists.
        apoc.coll.zip(list1 LIST, list2 LIST) LIST: Returns each value of the first list with that at the same place in the second, or null.
        """;
}
