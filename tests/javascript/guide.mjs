// What a user of the guide writes: one driver, executeQuery without a database, reading and writing: [{ text, parameters, database }] gives [{ rows, counters }].
import { answer, request } from './connection.mjs';

await answer(async (driver) => {
  const results = [];
  for (const { text, parameters, database } of request.queries) {
    const { records, summary } = await driver.executeQuery(
      text,
      parameters ?? {},
      database ? { database } : {},
    );
    results.push({
      rows: records.map((r) => [...r.values()]),
      counters: summary.counters.updates(),
      database: summary.database.name,
    });
  }
  return results;
});
