// Runs queries by executeQuery: [{ text, parameters }] gives [[row, …], …].
import neo4j from 'neo4j-driver';
import { answer, request } from './connection.mjs';

await answer(async (driver) => {
  const results = [];
  for (const { text, parameters } of request.queries) {
    const { records, summary } = await driver.executeQuery(text, parameters ?? {}, {
      database: request.database,
      routing: neo4j.routing.READ,
    });
    results.push({ keys: records[0]?.keys ?? [], rows: records.map((r) => [...r.values()]) });
    if (summary.database.name !== request.database) {
      throw new Error(`answered by ${summary.database.name}`);
    }
  }
  return results;
});
