// Databases that are made, used, stopped, started, made read-only and dropped by commands.
import { answer, errorOf } from './connection.mjs';

await answer(async (driver) => {
  const on = (database) => ({ database });
  const run = (query, config = {}, parameters = {}) =>
    driver.executeQuery(query, parameters, config);
  const count = async (database) =>
    (await run('MATCH (n) RETURN count(n) AS n', on(database))).records[0].get('n');
  const result = {};

  const created = await run('CREATE DATABASE $name IF NOT EXISTS WAIT', {}, { name: 'Films' });
  result.waited = created.records.map((record) => record.toObject());
  result.systemUpdates = created.summary.counters.systemUpdates();
  result.empty = await count('films');
  await run('CREATE (:Film {title: $title})', on('FILMS'), { title: 'Metropolis' });
  result.written = await count('films');

  await run('STOP DATABASE films WAIT', on('system'));
  const session = driver.session({ database: 'films' });
  result.stopped = await errorOf(session.run('RETURN 1'));
  await session.close();
  await run('START DATABASE films WAIT', on('system'));
  result.started = await count('films');

  await run('ALTER DATABASE films SET ACCESS READ ONLY');
  result.readOnly = await errorOf(run('CREATE (:Film)', on('films')));
  const shown = await run(
    'SHOW DATABASES YIELD name, access, currentStatus, default WHERE name IN $names RETURN * ORDER BY name',
    on('system'),
    { names: ['films', 'system'] },
  );
  result.shown = shown.records.map((record) => record.toObject());

  await run('DROP DATABASE films');
  result.dropped = await errorOf(run('RETURN 1', on('films')));
  return result;
});
