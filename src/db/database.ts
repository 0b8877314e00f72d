/** The one door to DuckDB. Tables come in as columns, rows go out as plain values; the engine runs offline with nothing to load. */
import type { Column } from '../domain/column';
import type { Control } from '../domain/progress';
import { breathe } from '../domain/progress';
import { toArrowStream } from './arrow';

export type Cell = string | number | null;

export interface Database {
  /** Creates or replaces the table `name`; pauses between pieces of the rows, so that a long table can be given up. */
  load(name: string, columns: readonly Column[], control?: Control): Promise<void>;
  /** Removes the table, where there is one. */
  drop(name: string): Promise<void>;
  /** Rows of a SELECT; `parameters` fill its `?`. Throws on invalid SQL: ours is always valid, so that is a bug. */
  rows(sql: string, parameters?: readonly Cell[]): Promise<Cell[][]>;
  /** The tables that one statement reads, by DuckDB's own parser. Throws DuckDB's error as JSON, also where there are several statements. */
  tablesIn(sql: string): Promise<readonly string[]>;
  /** Throws DuckDB's error, with the line and a caret below it, where the statement cannot be run. Runs nothing. */
  check(sql: string): Promise<void>;
  /** Runs a statement to its end, in slices of about a tenth of a second; throws an AbortError after `signal`. */
  execute(sql: string, signal: AbortSignal): Promise<void>;
  /** Ends the engine at once, whatever it is doing; tables are gone. */
  close(): Promise<void>;
}

/**
 * Run first on every connection. Without them a mere typo makes DuckDB ask extensions.duckdb.org for a file and trap
 * (stack.md §2); file access off would also refuse registered files, but we register none. The limit turns a result too
 * large for the tab into an error instead of a dead worker.
 */
export const openingStatements = [
  'SET autoload_known_extensions=false',
  'SET autoinstall_known_extensions=false',
  "SET memory_limit='1000MB'",
  'SET enable_external_access=false',
  'SET lock_configuration=true',
] as const;

/** An identifier, quoted. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text, quoted. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** One cell as DuckDB's Arrow answer holds it: 64-bit integers are counts here and fit a double. */
export function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' || typeof value === 'string') return value;
  return String(value);
}

/** Rows that enter the engine at once: about a tenth of a second of work. */
const rowsAtOnce = 50_000;

/** What `load` does, for whoever can run a statement and insert an Arrow stream. */
export async function loadInPieces(
  columns: readonly Column[],
  insert: (stream: Uint8Array, isFirst: boolean) => Promise<void>,
  control?: Control,
): Promise<void> {
  const length = columns[0]?.values.length ?? 0;
  for (let start = 0; start === 0 || start < length; start += rowsAtOnce) {
    control?.signal?.throwIfAborted();
    const end = Math.min(length, start + rowsAtOnce);
    const piece = columns.map((column) => ({ ...column, values: slice(column, start, end) }) as Column);
    await insert(toArrowStream(piece), start === 0);
    await breathe();
  }
}

function slice(column: Column, start: number, end: number): Column['values'] {
  return column.type === 'text' ? column.values.slice(start, end) : column.values.subarray(start, end);
}

/** A query that is run a slice at a time: null while it goes on. */
export interface Sliced {
  start(sql: string): Promise<unknown>;
  poll(): Promise<unknown>;
  cancel(): Promise<unknown>;
}

/** What `execute` does, for whoever can poll a query. */
export async function runInSlices(query: Sliced, sql: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let answer = await query.start(sql);
  while (answer === null) {
    if (signal.aborted) {
      await query.cancel();
      signal.throwIfAborted();
    }
    await breathe();
    answer = await query.poll();
  }
}
