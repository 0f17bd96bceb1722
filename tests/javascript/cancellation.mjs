// A query that would run for hours ends when its session closes; the server answers others at once.
import { answer, errorOf, request } from './connection.mjs';

const endless = 'MATCH (a), (b), (c) WHERE a.id + b.id + c.id = -1 RETURN count(*)';

await answer(async (driver) => {
  const session = driver.session({ database: request.database });
  const running = errorOf(session.run(endless));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const started = Date.now();
  await session.close();
  const closed = await running;
  const closing = Date.now() - started;

  const limited = driver.session({ database: request.database });
  const timeout = await errorOf(limited.run(endless, {}, { timeout: 200 }));
  await limited.close();

  const next = await driver.executeQuery('RETURN 1 AS x', {}, { database: request.database });
  return { closed, closing, timeout, alive: next.records[0].get('x') };
});
