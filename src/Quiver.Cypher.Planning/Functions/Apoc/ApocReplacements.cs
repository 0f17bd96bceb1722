namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>What does the work of functions and procedures of APOC that are not there.</summary>
internal static class ApocReplacements
{
    // A name, or its beginning with a dot at the end, and what to use. The first line that fits counts.
    private const string Table = """
        apoc.agg.first: head(collect(x))
        apoc.agg.last: last(collect(x))
        apoc.agg.median: percentileCont(x, 0.5)
        apoc.agg.nth: collect(x)[n]
        apoc.agg.percentiles: percentileDisc(x, p) for each percentile
        apoc.agg.product: reduce(p = 1, x IN collect(y) | p * x)
        apoc.agg.slice: collect(x)[from..to]
        apoc.agg.statistics: min(x), max(x), avg(x), stDev(x) and percentileDisc(x, p)
        apoc.agg.: the aggregating functions of Cypher
        apoc.coll.elements: WITH and indexes, list[0] AS first
        apoc.coll.reverse: reverse(list)
        apoc.coll.split: UNWIND and conditions
        apoc.convert.toBoolean: toBoolean(value)
        apoc.convert.toBooleanList: toBooleanList(list)
        apoc.convert.toFloat: toFloat(value)
        apoc.convert.toInteger: toInteger(value)
        apoc.convert.toIntList: toIntegerList(list)
        apoc.convert.toString: toString(value)
        apoc.convert.toStringList: toStringList(list)
        apoc.create.vNode: a map, RETURN {label: 'Person', name: n.name}
        apoc.create.vNodes: maps, RETURN {label: 'Person', name: n.name}
        apoc.create.vRelationship: a map, RETURN {type: 'KNOWS', from: a.name, to: b.name}
        apoc.create.virtual.: a map, RETURN n {.name}
        apoc.cypher.mapParallel: apoc.cypher.run
        apoc.cypher.parallel: apoc.cypher.run
        apoc.cypher.runMany: one statement after the other in a transaction
        apoc.cypher.runSchema: the schema command itself
        apoc.cypher.runTimeboxed: apoc.cypher.run and the transaction's time-out
        apoc.date.parseAsZonedDateTime: apoc.temporal.toZonedTemporal
        apoc.export.: apoc.export.json.all, .data, .graph or .query
        apoc.import.csv: 'quiver database import', also of a database that is served, or LOAD CSV
        apoc.import.: apoc.import.json
        apoc.load.: apoc.load.json, apoc.load.csv or LOAD CSV
        apoc.lock.: SET of a property of the node or relationship, which locks it until the transaction ends
        apoc.map.fromNodes: apoc.map.groupBy(COLLECT { MATCH (n:Label) RETURN n }, 'key')
        apoc.math.round: round(x, precision)
        apoc.merge.: apoc.merge.node or apoc.merge.relationship
        apoc.meta.subGraph: apoc.meta.graph({includeLabels: […], includeRels: […]})
        apoc.nodes.get: MATCH (n) WHERE elementId(n) IN $ids
        apoc.nodes.rels: MATCH ()-[r]->() WHERE elementId(r) IN $ids
        apoc.nodes.group: an aggregation, RETURN n.key, count(*)
        apoc.periodic.: apoc.periodic.iterate, apoc.periodic.commit or CALL { … } IN TRANSACTIONS; what is to run at times is called by a timer outside of the server
        apoc.refactor.mergeRelationships: SET first += properties(second) DELETE second
        apoc.schema.assert: CREATE INDEX … IF NOT EXISTS and CREATE CONSTRAINT … IF NOT EXISTS
        apoc.schema.: SHOW INDEXES and SHOW CONSTRAINTS
        apoc.search.: MATCH with WHERE, or db.index.fulltext.queryNodes
        apoc.stats.degrees: percentileDisc(COUNT { (n)--() }, p)
        apoc.text.doubleMetaphone: apoc.text.phonetic
        apoc.text.phoneticDelta: apoc.text.phonetic
        apoc.trigger.: statements of the application; the server has no triggers
        apoc.warmup.: nothing: the server needs no warming
        """;

    private static readonly (string Name, string Use)[] s_all =
    [
        .. Table
            .Split('\n')
            .Select(static line =>
                (
                    line[..line.IndexOf(": ", StringComparison.Ordinal)],
                    line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]
                )
            ),
    ];

    /// <summary>What to use in the place of a name; null where nothing is known.</summary>
    public static string? Find(string name) =>
        s_all
            .FirstOrDefault(r =>
                r.Name.EndsWith('.')
                    ? name.StartsWith(r.Name, StringComparison.OrdinalIgnoreCase)
                    : name.Equals(r.Name, StringComparison.OrdinalIgnoreCase)
            )
            .Use;
}
