// node kuzu.cjs load|count FOLDER DATABASE [text]
//   load   the five files of a generated graph by COPY, and a checkpoint. Lists of mails stay text: Kuzu writes lists in another way.
//   count  how many nodes and relationships there are, as {"nodes":…,"relationships":…}
//   query  prepared statements, as serving.cjs says
'use strict';
const kuzu = require('kuzu');

const [mode, folder, path, keys] = process.argv.slice(2);
const Id = keys === 'text' ? 'STRING' : 'INT64';
const Dialect = `(header = true, delim = ',', quote = '"', escape = '"')`;

async function main() {
  const database = new kuzu.Database(path);
  const connection = new kuzu.Connection(database);
  const query = async (text) => {
    const result = await connection.query(text);
    const rows = await result.getAll();
    result.close();
    return rows;
  };
  if (mode === 'load') {
    await query(`CREATE NODE TABLE Person(id ${Id} PRIMARY KEY, firstName STRING, lastName STRING, birthday DATE, created TIMESTAMP, age INT32, score DOUBLE, email STRING, label STRING)`);
    await query(`CREATE NODE TABLE Post(id ${Id} PRIMARY KEY, content STRING, length INT32, created TIMESTAMP)`);
    await query('CREATE REL TABLE KNOWS(FROM Person TO Person, since DATE)');
    await query('CREATE REL TABLE LIKES(FROM Person TO Post)');
    await query('CREATE REL TABLE HAS_CREATOR(FROM Post TO Person)');
    const files = { Person: 'persons', Post: 'posts', KNOWS: 'knows', LIKES: 'likes', HAS_CREATOR: 'hascreator' };
    for (const [table, file] of Object.entries(files)) {
      await query(`COPY ${table} FROM '${folder}/${file}.csv' ${Dialect}`);
    }
    await query('CHECKPOINT');
  } else if (mode === 'query') {
    const prepared = new Map();
    await require('./serving.cjs').serve(async (text, names, values) => {
      let statement = prepared.get(text);
      if (!statement) prepared.set(text, (statement = await connection.prepare(text)));
      const result = await connection.execute(statement, Object.fromEntries(names.map((name, i) => [name, values[i]])));
      const rows = (await result.getAll()).map(Object.values);
      result.close();
      return rows;
    });
  } else {
    const count = async (pattern) => Number((await query(`MATCH ${pattern} RETURN count(*) AS n`))[0].n);
    console.log(JSON.stringify({ nodes: await count('(n)'), relationships: await count('()-[r]->()') }));
  }
  await connection.close();
  await database.close();
}

main().catch((error) => { console.error(error); process.exit(1); });
