/** The one door to DuckDB. Tables come in as columns, rows go out as plain values; the engine runs offline with nothing to load. */
import type { Column } from '../domain/column';

export type Cell = string | number | null;

export interface Database {
  /** Creates or replaces the table `name`. */
  load(name: string, columns: readonly Column[]): Promise<void>;
  /** Rows of a SELECT; `parameters` fill its `?`. Throws on invalid SQL: ours is always valid, so that is a bug. */
  rows(sql: string, parameters?: readonly Cell[]): Promise<Cell[][]>;
  close(): Promise<void>;
}

/**
 * Run first on every connection. Without them a mere typo makes DuckDB ask extensions.duckdb.org for a file and trap
 * (stack.md §2); file access off would also refuse registered files, but we register none.
 */
export const openingStatements = [
  'SET autoload_known_extensions=false',
  'SET autoinstall_known_extensions=false',
  'SET enable_external_access=false',
  'SET lock_configuration=true',
] as const;

/** An identifier, quoted. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** One cell as DuckDB's Arrow answer holds it: 64-bit integers are counts here and fit a double. */
export function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' || typeof value === 'string') return value;
  return String(value);
}
