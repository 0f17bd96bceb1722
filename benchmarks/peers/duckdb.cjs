// node duckdb.cjs load|count FOLDER DATABASE [text]
//   load   the five files of a generated graph into tables of declared types, without any index, and a checkpoint
//   count  how many rows the tables hold, as {"nodes":…,"relationships":…}
//   query  prepared statements, as serving.cjs says
'use strict';
const { DuckDBInstance } = require('@duckdb/node-api');

const [mode, folder, database, keys] = process.argv.slice(2);
const Id = keys === 'text' ? 'VARCHAR' : 'BIGINT';
const Ends = { a: Id, b: Id };
const tables = {
  persons: { id: Id, firstName: 'VARCHAR', lastName: 'VARCHAR', birthday: 'DATE', created: 'TIMESTAMP', age: 'INTEGER', score: 'DOUBLE', email: 'VARCHAR', label: 'VARCHAR' },
  posts: { id: Id, content: 'VARCHAR', length: 'INTEGER', created: 'TIMESTAMP' },
  knows: { ...Ends, since: 'DATE' },
  likes: Ends,
  hascreator: Ends,
};

function reading(table) {
  const columns = Object.entries(tables[table]).map(([name, type]) => `'${name}': '${type}'`).join(', ');
  const dialect = `header = true, auto_detect = false, delim = ',', quote = '"', escape = '"'`;
  return `read_csv('${folder}/${table}.csv', ${dialect}, columns = {${columns}})`;
}

async function main() {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  if (mode === 'load') {
    for (const table in tables) {
      const all = table === 'persons' ? "* REPLACE (string_split(email, ';') AS email)" : '*';
      await connection.run(`CREATE TABLE ${table} AS SELECT ${all} FROM ${reading(table)}`);
    }
    await connection.run('CHECKPOINT');
  } else if (mode === 'query') {
    const prepared = new Map();
    await require('./serving.cjs').serve(async (text, names, values) => {
      let statement = prepared.get(text);
      if (!statement) prepared.set(text, (statement = await connection.prepare(text)));
      values.forEach((value, i) => statement.bindBigInt(i + 1, BigInt(value)));
      return (await statement.runAndReadAll()).getRows();
    });
  } else {
    const count = async (table) =>
      Number((await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows()[0][0]);
    console.log(JSON.stringify({
      nodes: (await count('persons')) + (await count('posts')),
      relationships: (await count('knows')) + (await count('likes')) + (await count('hascreator')),
    }));
  }
  connection.closeSync();
  instance.closeSync();
}

main().catch((error) => { console.error(error); process.exit(1); });
