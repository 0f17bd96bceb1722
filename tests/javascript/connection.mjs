// What all scripts share: the request is a JSON object on standard input, the answer one on standard output.
import neo4j from 'neo4j-driver';
import { readFileSync } from 'node:fs';

export const request = JSON.parse(readFileSync(0, 'utf8'));

export function connect(password = request.password, config = {}) {
  return neo4j.driver(request.url, neo4j.auth.basic(request.user, password), {
    disableLosslessIntegers: true,
    ...config,
  });
}

// Runs the body with a driver that is always closed, and prints what it returns.
export async function answer(body) {
  const driver = connect();
  try {
    console.log(JSON.stringify(await body(driver)));
  } finally {
    await driver.close();
  }
}

// What an error says, as a user's program sees it.
export async function errorOf(promise) {
  try {
    await promise;
    return null;
  } catch (error) {
    return {
      code: error.code,
      message: error.message,
      gqlStatus: error.gqlStatus,
      position: error.diagnosticRecord?._position ?? null,
    };
  }
}
