/** Attributes of a shapefile: dBase III records in UTF-8. Limits: names of 10 bytes, texts of 254 bytes, 255 fields. */
import type { Column } from '../../domain/column';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import type { ReadyTable } from './table';
import { cellValue } from './table';

export const mostFields = 255;
const MOST_NAME = 10;
const MOST_TEXT = 254;
const PIECE_ROWS = 512;

const encoder = new TextEncoder();

interface Field {
  readonly column: Column;
  readonly name: Uint8Array;
  /** C text, N a number written out. */
  readonly type: 'C' | 'N';
  readonly length: number;
  readonly decimals: number;
}

/** Names that fit in 10 bytes of UTF-8, cut between characters, no two alike whatever their case. */
export function fieldNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    // eslint-disable-next-line no-control-regex -- a NUL ends a name
    const plain = name.replace(/[\u0000-\u001f]/g, ' ').trim() || 'field';
    let short = cutBytes(plain, MOST_NAME);
    for (let use = 2; taken.has(short.toLowerCase()); use++) {
      const ending = `_${use}`;
      short = cutBytes(plain, MOST_NAME - ending.length) + ending;
    }
    taken.add(short.toLowerCase());
    return short;
  });
}

/** The fields of a table as wide as its values in `rows` need, and how many texts do not fit in theirs. */
export async function planFields(
  table: ReadyTable,
  rows: ArrayLike<number>,
  control?: Control,
): Promise<{ readonly fields: Field[]; readonly cut: number }> {
  const names = fieldNames(table.columns.map(({ name }) => name));
  const pause = pacer(control);
  const fields: Field[] = [];
  let cut = 0;
  for (const [at, column] of table.columns.entries()) {
    const name = encoder.encode(names[at]);
    let widest = 1;
    let isWhole = true;
    for (let i = 0; i < rows.length; i++) {
      if ((i & 4095) === 0) await pause();
      const value = cellValue(column, rows[i]!);
      if (typeof value === 'string') {
        const bytes = byteLength(plainText(value));
        widest = Math.max(widest, bytes);
        if (bytes > MOST_TEXT) cut++;
      } else if (value !== null && isWhole) {
        isWhole = Number.isSafeInteger(value);
        widest = Math.max(widest, String(value).length);
      }
    }
    if (column.type === 'text')
      fields.push({ column, name, type: 'C', length: Math.min(MOST_TEXT, widest), decimals: 0 });
    else if (isWhole) fields.push({ column, name, type: 'N', length: widest, decimals: 0 });
    // As GDAL has them: wide enough for every double in its shortest form.
    else fields.push({ column, name, type: 'N', length: 24, decimals: 15 });
  }
  return { fields, cut };
}

/** Bytes of the whole file. */
export function dbfBytes(fields: readonly Field[], rows: number): number {
  return 33 + 32 * fields.length + rows * recordLength(fields) + 1;
}

/** The .dbf of these rows in order, in pieces; missing is blank. */
export function* dbfPieces(
  fields: readonly Field[],
  rows: ArrayLike<number>,
  day: Date = new Date(),
): Generator<Uint8Array> {
  const length = recordLength(fields);
  yield header(fields, rows.length, length, day);
  for (let first = 0; first < rows.length; first += PIECE_ROWS) {
    const last = Math.min(rows.length, first + PIECE_ROWS);
    const bytes = new Uint8Array(length * (last - first)).fill(0x20);
    let at = 0;
    for (let i = first; i < last; i++) {
      at++;
      for (const field of fields) {
        putCell(bytes.subarray(at, at + field.length), field, rows[i]!);
        at += field.length;
      }
    }
    yield bytes;
  }
  yield Uint8Array.of(0x1a);
}

function header(fields: readonly Field[], rows: number, length: number, day: Date): Uint8Array {
  const bytes = new Uint8Array(33 + 32 * fields.length);
  const view = new DataView(bytes.buffer);
  bytes.set([3, day.getFullYear() - 1900, day.getMonth() + 1, day.getDate()]);
  view.setUint32(4, rows, true);
  view.setUint16(8, bytes.length, true);
  view.setUint16(10, length, true);
  fields.forEach(({ name, type, length: width, decimals }, i) => {
    const at = 32 + 32 * i;
    bytes.set(name, at);
    bytes[at + 11] = type.charCodeAt(0);
    bytes[at + 16] = width;
    bytes[at + 17] = decimals;
  });
  bytes[bytes.length - 1] = 0x0d;
  return bytes;
}

function putCell(cell: Uint8Array, { column, type }: Field, row: number): void {
  const value = cellValue(column, row);
  if (value === null) return;
  if (type === 'N') {
    const text = String(value);
    for (let i = 0; i < text.length; i++) cell[cell.length - text.length + i] = text.charCodeAt(i);
  } else encoder.encodeInto(plainText(String(value)), cell);
}

/** A NUL would end the text. */
function plainText(text: string): string {
  return text.replaceAll('\0', '');
}

function recordLength(fields: readonly Field[]): number {
  return fields.reduce((sum, field) => sum + field.length, 1);
}

function byteLength(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    // A pair is four bytes for two units.
    if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes++;
      i++;
    }
  }
  return bytes;
}

/** As many whole characters as `most` bytes hold. */
function cutBytes(text: string, most: number): string {
  const { read } = encoder.encodeInto(text, new Uint8Array(most));
  return text.slice(0, read).trim();
}
