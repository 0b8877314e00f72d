/** DuckDB-WASM in this thread, for tests: the engine the page ships, behind the same door. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConsoleLogger, createDuckDB, LogLevel, NODE_RUNTIME } from '@duckdb/duckdb-wasm/blocking';
import {
  loadInPieces,
  openingStatements,
  quoteName,
  runInSlices,
  toCell,
  type Database,
  type Sliced,
} from '../../src/db/database';

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
  const slices: Sliced = connection.useUnsafe((bindings, id) => ({
    start: async (sql) => bindings.startPendingQuery(id, sql, false),
    poll: async () => bindings.pollPendingQuery(id),
    cancel: async () => bindings.cancelPendingQuery(id),
  }));
  const drop = async (name: string) => {
    connection.query(`DROP TABLE IF EXISTS ${quoteName(name)}`);
  };
  return {
    load: async (name, columns, control) => {
      await drop(name);
      const insert = async (stream: Uint8Array, create: boolean) =>
        connection.insertArrowFromIPCStream(stream, { name, create });
      await loadInPieces(columns, insert, control);
    },
    drop,
    rows: async (sql, parameters = []) => {
      const statement = connection.prepare(sql);
      try {
        const table = statement.query(...parameters);
        const names = table.schema.fields.map((field) => field.name);
        return table
          .toArray()
          .map((row) => names.map((name) => toCell((row as Record<string, unknown>)[name])));
      } finally {
        statement.close();
      }
    },
    tablesIn: async (sql) => connection.getTableNames(sql),
    check: async (sql) => connection.prepare(sql).close(),
    execute: (sql, signal) => runInSlices(slices, sql, signal),
    close: async () => connection.close(),
  };
}
