/** DuckDB-WASM in this thread, for tests: the engine the page ships, behind the same door. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConsoleLogger, createDuckDB, LogLevel, NODE_RUNTIME } from '@duckdb/duckdb-wasm/blocking';
import { toArrowStream } from '../../src/db/arrow';
import { openingStatements, quoteName, toCell, type Database } from '../../src/db/database';

export async function openNodeDatabase(): Promise<Database> {
  const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
  const bundle = {
    mainModule: join(dist, 'duckdb-eh.wasm'),
    mainWorker: join(dist, 'duckdb-node-eh.worker.cjs'),
  };
  const engine = await createDuckDB(
    { mvp: bundle, eh: bundle },
    new ConsoleLogger(LogLevel.ERROR),
    NODE_RUNTIME,
  );
  await engine.instantiate();
  const connection = engine.connect();
  for (const statement of openingStatements) connection.query(statement);
  return {
    load: async (name, columns) => {
      connection.query(`DROP TABLE IF EXISTS ${quoteName(name)}`);
      connection.insertArrowFromIPCStream(toArrowStream(columns), { name, create: true });
    },
    rows: async (sql, parameters = []) => {
      const statement = connection.prepare(sql);
      const table = statement.query(...parameters);
      const names = table.schema.fields.map((field) => field.name);
      const rows = table
        .toArray()
        .map((row) => names.map((name) => toCell((row as Record<string, unknown>)[name])));
      statement.close();
      return rows;
    },
    close: async () => connection.close(),
  };
}
