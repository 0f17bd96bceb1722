// A database that is replaced by an import while it is asked without a pause.
import neo4j from 'neo4j-driver';
import { spawn } from 'node:child_process';
import { answer, request } from './connection.mjs';

const Count = 'MATCH (n) RETURN count(n) AS nodes, max(n.name) AS name';
const summary = (result) => `${result.records[0].get('nodes')} ${result.records[0].get('name')}`;

await answer(async (driver) => {
  const errors = [];
  let done = false;

  // One session that asks queries of their own, one that asks in managed transactions.
  async function loop(seen, ask) {
    const session = driver.session({ database: request.database });
    while (!done) {
      try {
        const got = summary(await ask(session));
        if (seen.at(-1) !== got) seen.push(got);
      } catch (error) {
        errors.push(`${error.code}: ${error.message}`);
      }
    }
    await session.close();
  }
  const seen = [[], []];
  const loops = [
    loop(seen[0], (session) => session.run(Count)),
    loop(seen[1], (session) => session.executeRead((tx) => tx.run(Count))),
  ];
  // Until both have seen so many databases; however long a machine takes, the test that runs this ends it.
  const bothHaveSeen = async (count) => {
    while (errors.length === 0 && seen.some((loop) => loop.length < count)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  const open = driver.session({ database: request.database });
  const transaction = await open.beginTransaction();
  const before = summary(await transaction.run(Count));
  const streaming = driver.session({ database: request.database, fetchSize: 1 });
  const rows = streaming.run('MATCH (n) RETURN n')[Symbol.asyncIterator]();
  const streamed = [(await rows.next()).value.get('n').properties.name];

  await bothHaveSeen(1);
  const child = spawn(request.program, request.arguments, { cwd: request.folder, env: { ...process.env, ...request.environment } });
  let output = '';
  child.stdout.on('data', (text) => { output += text; });
  child.stderr.on('data', (text) => { output += text; });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));

  const during = summary(await transaction.run(Count));
  await transaction.commit();
  for (let row = await rows.next(); !row.done; row = await rows.next()) {
    streamed.push(row.value.get('n').properties.name);
  }
  await streaming.close();
  // The same session, whose bookmark is of the old log.
  const after = summary(await open.run(Count));
  await open.close();
  if (exitCode === 0) await bothHaveSeen(2);
  done = true;
  await Promise.all(loops);
  return { exitCode, output, errors, before, during, after, streamed, seen };
});
