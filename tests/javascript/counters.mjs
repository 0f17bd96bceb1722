// Many clients that count at once in transactions which the driver runs again when one of them was a deadlock's victim.
import { answer, connect, request } from './connection.mjs';

await answer(async () => {
  const driver = connect(request.password, { maxConnectionPoolSize: request.clients, maxTransactionRetryTime: 120_000 });
  let attempts = 0;
  const add = 'MATCH (c:Counter {id: $id}) SET c.n = c.n + 1';
  const count = async (client) => {
    for (let i = 0; i < request.times; i++) {
      const session = driver.session({ database: request.database });
      // Two orders of two counters: without locks one would lose updates, with locks two clients wait for each other.
      const order = (client + i) % 2 === 0 ? [0, 1] : [1, 0];
      await session.executeWrite(async (tx) => {
        attempts++;
        for (const id of order) {
          await tx.run(add, { id });
        }
      });
      await session.close();
    }
  };
  try {
    await driver.executeQuery('UNWIND [0, 1] AS id CREATE (:Counter {id: id, n: 0})', {}, { database: request.database });
    // A round in which nobody met anybody shows nothing: on a machine that does one thing at a time there may be such.
    let rounds = 0;
    do {
      rounds++;
      await Promise.all(Array.from({ length: request.clients }, (_, client) => count(client)));
    } while (attempts === rounds * request.clients * request.times && rounds < 20);
    const { records } = await driver.executeQuery(
      'MATCH (c:Counter) RETURN c.n ORDER BY c.id', {}, { database: request.database });
    return { attempts, rounds, counts: records.map((record) => record.get(0)) };
  } finally {
    await driver.close();
  }
});
