/**
 * Columns to Arrow IPC, the one way tables enter DuckDB (tools.md, finding 1).
 * Vectors are built from buffers by hand: Arrow's own builders use `new Function`, which the page's security policy forbids.
 */
import {
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  type Data,
  type DataType,
} from 'apache-arrow';
import type { Column } from '../domain/column';

/** @returns one Arrow IPC stream; all columns have the same length. */
export function toArrowStream(columns: readonly Column[]): Uint8Array {
  const length = columns[0]?.values.length ?? 0;
  const children = columns.map((column) => toData(column, length));
  const fields = columns.map((column, index) => new Field(column.name, children[index]!.type, true));
  const struct = makeData({ type: new Struct(fields), length, nullCount: 0, children });
  return tableToIPC(new Table([new RecordBatch(new Schema(fields), struct)]), 'stream');
}

function toData(column: Column, length: number): Data<DataType> {
  if (column.values.length !== length)
    throw new Error(`column ${column.name}: ${column.values.length} values, expected ${length}`);
  if (column.type === 'integer')
    return makeData({ type: new Int32(), length, nullCount: 0, data: column.values });
  if (column.type === 'number') {
    const { bitmap, nullCount } = validity(length, (row) => Number.isFinite(column.values[row]));
    return makeData({ type: new Float64(), length, nullCount, nullBitmap: bitmap, data: column.values });
  }
  const { bitmap, nullCount } = validity(length, (row) => column.values[row] !== null);
  const encoder = new TextEncoder();
  const offsets = new Int32Array(length + 1);
  let bytes = new Uint8Array(Math.max(1024, length * 16));
  let end = 0;
  for (let row = 0; row < length; row++) {
    const text = column.values[row] ?? '';
    // A UTF-16 unit takes at most three bytes in UTF-8.
    if (end + text.length * 3 > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, end + text.length * 3));
      larger.set(bytes.subarray(0, end));
      bytes = larger;
    }
    end += encoder.encodeInto(text, bytes.subarray(end)).written;
    offsets[row + 1] = end;
  }
  return makeData({
    type: new Utf8(),
    length,
    nullCount,
    nullBitmap: bitmap,
    valueOffsets: offsets,
    data: bytes.subarray(0, end),
  });
}

function validity(
  length: number,
  isValid: (row: number) => boolean,
): { bitmap: Uint8Array; nullCount: number } {
  const bitmap = new Uint8Array((length + 7) >> 3);
  let nullCount = 0;
  for (let row = 0; row < length; row++) {
    if (isValid(row)) bitmap[row >> 3]! |= 1 << (row & 7);
    else nullCount++;
  }
  return { bitmap, nullCount };
}
