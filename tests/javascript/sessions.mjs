// Sessions and transactions: auto-commit, explicit, managed, and what is left of them.
import neo4j from 'neo4j-driver';
import { answer, errorOf, request } from './connection.mjs';

const first = (result) => result.records[0].get(0);

await answer(async (driver) => {
  const result = {};
  const session = driver.session({ database: request.database });
  result.autoCommit = first(await session.run('RETURN $x + 1', { x: neo4j.int(41) }));

  const transaction = await session.beginTransaction();
  result.explicit = [
    first(await transaction.run('MATCH (n:Place) RETURN count(n)')),
    first(await transaction.run('MATCH (n:Forum) RETURN count(n)')),
  ];
  await transaction.commit();

  const rolledBack = await session.beginTransaction();
  result.beforeRollback = first(await rolledBack.run('RETURN 1'));
  await rolledBack.rollback();

  const failing = await session.beginTransaction();
  result.failure = await errorOf(failing.run('RETURN nothing'));
  result.afterFailure = await errorOf(failing.run('RETURN 1'));
  await failing.rollback();

  result.managed = await session.executeRead(async (tx) =>
    first(await tx.run('UNWIND range(1, 10) AS x RETURN sum(x)')));
  const bookmarks = session.lastBookmarks();
  result.bookmarks = bookmarks.length;
  await session.close();

  const next = driver.session({ database: request.database, bookmarks });
  result.afterBookmark = first(await next.run('RETURN "seen"'));
  await next.close();

  const interleaved = driver.session({ database: request.database, fetchSize: 10 });
  const open = await interleaved.beginTransaction();
  const outer = open.run('UNWIND range(1, 50) AS x RETURN x');
  const inner = open.run('UNWIND range(51, 100) AS x RETURN x');
  result.interleaved = [(await outer).records.length, (await inner).records.length];
  await open.commit();
  await interleaved.close();

  result.serverInfo = await driver.getServerInfo({ database: request.database });
  result.supportsMultiDb = await driver.supportsMultiDb();
  result.authentication = await driver.verifyAuthentication({ database: request.database });
  return result;
});
