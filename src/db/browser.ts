/** DuckDB-WASM in a worker of its own, from files of this site. */
import { AsyncDuckDB, type AsyncDuckDBConnection, ConsoleLogger, LogLevel } from '@duckdb/duckdb-wasm';
// The exception-handling build alone: the mvp build breaks on every SQL error, threads gain nothing on two cores (stack.md §2).
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import {
  loadInPieces,
  openingStatements,
  quoteName,
  runInSlices,
  toCell,
  type Cell,
  type Database,
  type Sliced,
} from './database';

export async function openDatabase(): Promise<Database> {
  const engine = new AsyncDuckDB(
    new ConsoleLogger(LogLevel.ERROR),
    new Worker(new URL(workerUrl, import.meta.url)),
  );
  await engine.instantiate(new URL(wasmUrl, import.meta.url).href);
  const connection = await engine.connect();
  for (const statement of openingStatements) await connection.query(statement);
  const drop = async (name: string) => {
    await connection.query(`DROP TABLE IF EXISTS ${quoteName(name)}`);
  };
  return {
    load: async (name, columns, control) => {
      await drop(name);
      const insert = (stream: Uint8Array, create: boolean) =>
        connection.insertArrowFromIPCStream(stream, { name, create });
      await loadInPieces(columns, insert, control);
    },
    drop,
    rows: (sql, parameters = []) => rowsOf(connection, sql, parameters),
    tablesIn: (sql) => connection.getTableNames(sql),
    check: async (sql) => (await connection.prepare(sql)).close(),
    execute: (sql, signal) => runInSlices(slicesOf(connection), sql, signal),
    close: () => engine.terminate(),
  };
}

function slicesOf(connection: AsyncDuckDBConnection): Sliced {
  return connection.useUnsafe((bindings, id) => ({
    start: (sql) => bindings.startPendingQuery(id, sql),
    poll: () => bindings.pollPendingQuery(id),
    cancel: () => bindings.cancelPendingQuery(id),
  }));
}

async function rowsOf(
  connection: AsyncDuckDBConnection,
  sql: string,
  parameters: readonly Cell[],
): Promise<Cell[][]> {
  const statement = await connection.prepare(sql);
  try {
    const table = await statement.query(...parameters);
    const names = table.schema.fields.map((field) => field.name);
    return table.toArray().map((row) => names.map((name) => toCell((row as Record<string, unknown>)[name])));
  } finally {
    await statement.close();
  }
}
