// Answers measurements for the read benchmark: a line of JSON { text, names, parameters: [[…], …], limit } on standard input brings a line
// { times: [µs, …], checks: ["…", …] }. A check is the number of rows plus the sum of their last column where that holds integers.
'use strict';
const readline = require('node:readline');

const isInteger = (value) => typeof value === 'bigint' || Number.isInteger(value);

// run(text, names, values) gives the rows as arrays.
exports.serve = async (run) => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { text, names, parameters, limit } = JSON.parse(line);
    const times = [];
    const checks = [];
    const began = Date.now();
    for (const values of parameters) {
      const started = process.hrtime.bigint();
      const rows = await run(text, names, values);
      times.push(Number(process.hrtime.bigint() - started) / 1000);
      let check = 0n;
      for (const row of rows) {
        const last = row[row.length - 1];
        check += 1n + (isInteger(last) ? BigInt(last) : 0n);
      }
      checks.push(String(check));
      if (Date.now() - began > limit) break;
    }
    console.log(JSON.stringify({ times, checks }));
  }
};
