/** A table on its way out, whatever file it becomes. */
import type { Geometry } from 'geojson';
import type { Column } from '../../domain/column';
import type { Note } from '../../domain/fault';

export interface ExportTable {
  /** The file's and the layer's name, without an ending. */
  readonly name: string;
  /** All of one length. */
  readonly columns: readonly Column[];
  /** WGS84 degrees, one a row; null without places. */
  readonly geometries: readonly (Geometry | null)[] | null;
  /** Lines for files that can carry them: source, parameters, 合成数据. */
  readonly notes: readonly string[];
}

export const exportFormats = ['csv', 'xlsx', 'geojson', 'geoparquet', 'shapefile', 'gpkg'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface WrittenFile {
  readonly blob: Blob;
  /** With its ending, and without characters that a file system refuses. */
  readonly name: string;
  /** What the format could not hold. */
  readonly notes: Note[];
}

/** A table that every writer can rely on: names unique and not empty, geometries valid as RFC 7946 has them. */
export interface ReadyTable extends ExportTable {
  readonly rows: number;
}

/** The value of a cell: missing, unreached and absent are null; no negative zero. */
export function cellValue(column: Column, row: number): string | number | null {
  if (column.type === 'text') return column.values[row] ?? null;
  const value = column.values[row]!;
  return Number.isFinite(value) ? value + 0 : null;
}

/** A name that Windows, macOS and Linux take, Chinese kept. */
export function fileName(name: string): string {
  const plain = name
    // eslint-disable-next-line no-control-regex -- exactly what Windows forbids in file names
    .replace(/[\u0000-\u001f\u007f"*/:<>?\\|]/g, '_')
    .trim()
    .replace(/^\.+|\.+$/g, '');
  return [...plain].slice(0, 80).join('').trim() || 'table';
}

/** `wanted`, or with a number behind it where a column has the name, whatever its case. */
export function freeName(wanted: string, columns: readonly Column[]): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = wanted;
  for (let use = 2; taken.has(name); use++) name = `${wanted}_${use}`;
  return name;
}
