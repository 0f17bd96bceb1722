// EXPLAIN gives a plan and no rows, PROFILE rows and a plan with counts.
import { answer, request } from './connection.mjs';

const operators = (plan) => [plan, ...plan.children.flatMap(operators)];

await answer(async (driver) => {
  const run = (prefix) =>
    driver.executeQuery(prefix + request.query, request.parameters, { database: request.database });
  const explained = await run('EXPLAIN ');
  const profiled = await run('PROFILE ');
  const all = operators(profiled.summary.profile);
  return {
    explainedRows: explained.records.length,
    explained: operators(explained.summary.plan).map((o) => o.operatorType),
    estimates: operators(explained.summary.plan).every((o) => o.arguments.EstimatedRows >= 0),
    hasNoProfile: explained.summary.profile === false || explained.summary.profile == null,
    profiledRows: profiled.records.length,
    profiled: all.map((o) => o.operatorType),
    rootRows: all[0].rows,
    counted: all.every((o) => typeof o.rows === 'number'),
    queryType: profiled.summary.queryType,
  };
});
