// One value of each kind, there and back: as parameter, as literal, and as the driver's own classes.
import neo4j from 'neo4j-driver';
import { answer, request } from './connection.mjs';

await answer(async (driver) => {
  const database = request.database;
  const sent = {
    null: null,
    boolean: true,
    integer: neo4j.int('9007199254740993'),
    float: -0.5,
    text: 'Zażółć gęślą jaźń 🐘',
    bytes: new Int8Array([1, -2, 3]),
    list: [neo4j.int(1), 'two', [3.5], null],
    map: { a: neo4j.int(1), b: { c: [true] } },
    date: new neo4j.types.Date(neo4j.int(2024), neo4j.int(2), neo4j.int(29)),
    time: neo4j.types.Time.fromStandardDate(new Date(1e12), 5),
    localTime: new neo4j.types.LocalTime(
      neo4j.int(23), neo4j.int(59), neo4j.int(58), neo4j.int(123456789)),
    localDateTime: neo4j.types.LocalDateTime.fromStandardDate(new Date(1e12), 7),
    offsetDateTime: new neo4j.types.DateTime(2026, 3, 29, 3, 30, 0, 1, 7200),
    zonedDateTime: new neo4j.types.DateTime(2026, 3, 29, 3, 30, 0, 1, 7200, 'Europe/Paris'),
    duration: new neo4j.types.Duration(14, -3, 5, 600000000),
    point: new neo4j.types.Point(neo4j.int(4326), 12.5, 41.9),
    point3d: new neo4j.types.Point(neo4j.int(9157), 1, 2, 3),
    vector: neo4j.vector(new Float32Array([1, -2.5])),
    integerVector: neo4j.vector(new BigInt64Array([1n, -(2n ** 40n)])),
  };
  const lossless = neo4j.driver(
    request.url, neo4j.auth.basic(request.user, request.password));
  const text = (value) =>
    value instanceof Int8Array ? `bytes ${[...value]}`
    : Array.isArray(value) ? `[${value.map(text)}]`
    : neo4j.isInt(value) ? `${value}`
    : value !== null && value?.constructor === Object
      ? `{${Object.keys(value).sort().map((k) => `${k}: ${text(value[k])}`)}}`
    : `${value?.constructor?.name ?? 'null'} ${value}`;
  const echoed = {};
  const { records } = await lossless.executeQuery(
    `RETURN ${Object.keys(sent).map((k) => `$\`${k}\` AS \`${k}\``).join(', ')}`, sent, { database });
  for (const key of Object.keys(sent)) {
    echoed[key] = { sent: text(sent[key]), got: text(records[0].get(key)) };
  }
  await lossless.close();

  const literals = (await driver.executeQuery(`RETURN date('2024-02-29') AS date,
    time('12:30:15.5+02:00') AS time, localtime('23:59:58.123456789') AS localTime,
    datetime('2026-03-29T03:30:00+02:00[Europe/Paris]') AS zoned,
    localdatetime('2024-02-29T01:02:03') AS local, duration('P1Y2M-3DT5.6S') AS duration,
    point({longitude: 12.5, latitude: 41.9}) AS point, [1, [2.5, 'x'], null] AS list,
    {a: 1, b: {c: true}} AS map`, {}, { database })).records[0];
  const printed = Object.fromEntries(literals.keys.map((k) => [k, `${
    typeof literals.get(k) === 'object' && !('year' in literals.get(k)) && ['list', 'map'].includes(k)
      ? JSON.stringify(literals.get(k)) : literals.get(k)}`]));

  const graph = (await driver.executeQuery(
    `MATCH p = (a:Person)-[k:KNOWS]->(b:Person) WHERE a.id = $a AND b.id = $b
     RETURN a, k, b, p, [a, b] AS both, {rel: k} AS map, nodes(p) AS nodes`,
    { a: neo4j.int(request.from), b: neo4j.int(request.to) }, { database })).records[0];
  const [a, k, b, p] = ['a', 'k', 'b', 'p'].map((key) => graph.get(key));
  return {
    echoed,
    printed,
    graph: {
      classes: [neo4j.isNode(a), neo4j.isRelationship(k), neo4j.isPath(p)],
      labels: a.labels,
      type: k.type,
      id: a.properties.id,
      speaks: a.properties.speaks,
      creationDate: k.properties.creationDate,
      ends: k.start === a.identity && k.end === b.identity
        && k.startNodeElementId === a.elementId && k.endNodeElementId === b.elementId,
      elementIds: [a.elementId, k.elementId],
      path: p.length === 1 && p.start.elementId === a.elementId && p.end.elementId === b.elementId
        && p.segments[0].relationship.elementId === k.elementId,
      both: graph.get('both').map((n) => n.elementId === a.elementId || n.elementId === b.elementId),
      map: graph.get('map').rel.elementId === k.elementId,
      nodes: graph.get('nodes').length,
    },
  };
});
