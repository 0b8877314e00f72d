/** Columns of text as a file that the readers here read back cell by cell: CSV, or GeoJSON where rows have geometries. */
import type { Geometry } from 'geojson';
import type { Pause } from '../domain/progress';

/** Rows joined into one part of a file. */
const partRows = 4096;

export interface PlainColumn {
  readonly name: string;
  readonly cells: readonly string[];
  /** Cells are read as numbers or coordinates, of which −33°52′ begins as a formula does. */
  readonly isFigure: boolean;
}

/** CSV (RFC 4180) in UTF-8 with the mark that spreadsheets look for. Words that a spreadsheet would run get a `'` in front. */
export async function plainCsv(columns: readonly PlainColumn[], pause: Pause): Promise<Uint8Array[]> {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`\ufeff${columns.map(({ name }) => csvCell(name, false)).join(',')}\r\n`)];
  const count = columns[0]!.cells.length;
  for (let first = 0; first < count; first += partRows) {
    const lines: string[] = [];
    for (let i = first; i < Math.min(count, first + partRows); i++)
      lines.push(`${columns.map(({ cells, isFigure }) => csvCell(cells[i]!, isFigure)).join(',')}\r\n`);
    parts.push(encoder.encode(lines.join('')));
    await pause();
  }
  return parts;
}

/** GeoJSON in whatever system the geometries are in: the study says which. */
export async function plainGeoJson(
  columns: readonly PlainColumn[],
  geometries: readonly (Geometry | null)[],
  pause: Pause,
): Promise<Uint8Array[]> {
  const encoder = new TextEncoder();
  const keys = columns.map(({ name }) => JSON.stringify(name));
  const parts = [encoder.encode('{"type":"FeatureCollection","features":[\n')];
  for (let first = 0; first < geometries.length; first += partRows) {
    const lines: string[] = [];
    for (let i = first; i < Math.min(geometries.length, first + partRows); i++) {
      const properties = columns.map(({ cells }, at) => `${keys[at]!}:${JSON.stringify(cells[i]!)}`);
      const geometry = JSON.stringify(geometries[i] ?? null);
      lines.push(`{"type":"Feature","properties":{${properties.join(',')}},"geometry":${geometry}}`);
    }
    parts.push(encoder.encode(`${first > 0 ? ',\n' : ''}${lines.join(',\n')}`));
    await pause();
  }
  parts.push(encoder.encode('\n]}\n'));
  return parts;
}

const formulaStart = /^[\s\u200b-\u200f\u2060\ufeff]*[=@\t\r＝＠]/u;
const signStart = /^[\s\u200b-\u200f\u2060\ufeff]*[+\-＋－]/u;
/** Numbers, and dashes that say "none". */
const plainSigned = /^\s*([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[-－]+)\s*$/;

function csvCell(text: string, isFigure: boolean): string {
  const isFormula = formulaStart.test(text) || (!isFigure && signStart.test(text) && !plainSigned.test(text));
  const safe = isFormula ? `'${text}` : text;
  // Other delimiters are quoted too, so that none is taken for this file's.
  return /[",;\t|\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
