/** A table as Parquet; with places as GeoParquet 1.1 (WKB, longitude before latitude: OGC:CRS84, the standard's default). */
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import { boxOf } from './geometry';
import type { ReadyTable, WrittenFile } from './table';
import { cellValue, fileName, freeName } from './table';
import { writeWkb } from './wkb-write';

/** Small enough that writing one group of a wide table takes a moment. */
const GROUP_ROWS = 5000;

const physical = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  integer: { type: 'INT32' },
} as const;

/** Missing cells and places are nulls. The lines of `notes` stand in the file's key-value metadata as JSON. */
export async function writeParquet(table: ReadyTable, control?: Control): Promise<WrittenFile> {
  const { columns, geometries, name, notes, rows } = table;
  const pause = pacer(control);
  const place = geometries === null ? null : freeName('geometry', columns);
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length + (place === null ? 0 : 1) },
    ...columns.map((column) => ({
      name: column.name,
      repetition_type: 'OPTIONAL' as const,
      ...physical[column.type],
    })),
  ];
  if (place !== null) schema.push({ name: place, repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY' });
  const metadata = notes.length > 0 ? [{ key: 'notes', value: JSON.stringify(notes) }] : [];
  if (place !== null) metadata.push({ key: 'geo', value: JSON.stringify(geoOf(table, place)) });
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema, kvMetadata: metadata, createdBy: 'Care Circle' });
  for (let first = 0; first < rows; first += GROUP_ROWS) {
    const size = Math.min(GROUP_ROWS, rows - first);
    const columnData = columns.map((column) => ({
      name: column.name,
      data: Array.from({ length: size }, (_, i) => cellValue(column, first + i)),
    }));
    if (place !== null) {
      const data = geometries!
        .slice(first, first + size)
        .map((geometry) => (geometry === null ? null : writeWkb(geometry)));
      columnData.push({ name: place, data, statistics: false } as never);
    }
    await parquet.write({ columnData, rowGroupSize: size });
    control?.progress?.({ stage: 'write', done: first, total: rows, what: name });
    await pause();
  }
  await parquet.finish();
  const blob = new Blob([writer.getBuffer()], { type: 'application/vnd.apache.parquet' });
  return { blob, name: `${fileName(name)}.parquet`, notes: [] };
}

/** The `geo` member of GeoParquet 1.1.0. */
function geoOf({ geometries }: ReadyTable, column: string): unknown {
  const types = new Set(geometries!.flatMap((geometry) => (geometry === null ? [] : [geometry.type])));
  const box = boxOf(geometries!);
  return {
    version: '1.1.0',
    primary_column: column,
    columns: {
      [column]: {
        encoding: 'WKB',
        geometry_types: [...types].sort(),
        orientation: 'counterclockwise',
        ...(box === null ? {} : { bbox: box }),
      },
    },
  };
}
