// Reads all nodes a hundred at a time, then leaves a long result after its first rows.
import { answer, request } from './connection.mjs';

await answer(async (driver) => {
  const session = driver.session({ database: request.database, fetchSize: 100 });
  const labels = {};
  let count = 0;
  await new Promise((resolve, reject) =>
    session.run('MATCH (n) RETURN n').subscribe({
      onNext(record) {
        count++;
        for (const label of record.get('n').labels) labels[label] = (labels[label] ?? 0) + 1;
      },
      onCompleted: resolve,
      onError: reject,
    }));
  const started = Date.now();
  let seen = 0;
  const pairs = 'MATCH (a:Message), (b:Message) RETURN a.id, b.id';
  for await (const record of session.run(pairs)) {
    if (record.length === 2 && ++seen === 250) break;
  }
  const alive = (await session.run('RETURN 1 AS one')).records[0].get('one');
  await session.close();
  return { count, labels, seen, alive, milliseconds: Date.now() - started };
});
