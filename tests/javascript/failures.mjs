// What a program gets for each mistake.
import neo4j from 'neo4j-driver';
import { answer, connect, errorOf, request } from './connection.mjs';

await answer(async (driver) => {
  const database = request.database;
  const run = (text, parameters) => errorOf(driver.executeQuery(text, parameters ?? {}, { database }));
  const wrong = connect('not-the-password');
  const open = neo4j.driver(request.url);
  const result = {
    syntax: await run('MATCH (p:Person)\nWHERE p.id = RETURN p'),
    variable: await run('MATCH (person) RETURN persn'),
    parameter: await run('RETURN $missing'),
    division: await run('RETURN 1 / 0'),
    type: await run('RETURN 1 + date("2024-01-01") AS x'),
    writing: await errorOf(
      driver.executeQuery('CREATE (n:Person) RETURN n', {}, { database, routing: neo4j.routing.READ })
    ),
    database: await errorOf(driver.executeQuery('RETURN 1', {}, { database: 'nowhere' })),
    password: await errorOf(wrong.executeQuery('RETURN 1', {}, { database })),
    noPassword: await errorOf(open.executeQuery('RETURN 1', {}, { database })),
  };
  await wrong.close();
  await open.close();
  result.alive = (await driver.executeQuery('RETURN 1 AS x', {}, { database })).records[0].get('x');
  return result;
});
