/** Writes small shapefiles, dBase tables, zips and GeoPackages for the tests of their readers. */
import { zipSync } from 'fflate';
import initSqlJs from 'sql.js';

export type Bytes = Uint8Array<ArrayBuffer>;
export type Corner = readonly [number, number];

export interface ShpShape {
  readonly type: 0 | 1 | 3 | 5 | 8 | 11 | 13 | 15 | 31;
  /** Points, or rings and lines of points. */
  readonly parts: readonly (readonly Corner[])[];
}

export const point = (lon: number, lat: number): ShpShape => ({ type: 1, parts: [[[lon, lat]]] });

/** A .shp; heights of types above 10 are 7. */
export function shp(shapes: readonly ShpShape[]): Bytes {
  const records = shapes.map((shape, i) => {
    const content = shapeBytes(shape);
    const head = new DataView(new ArrayBuffer(8));
    head.setUint32(0, i + 1);
    head.setUint32(4, content.length / 2);
    return joinBytes([new Uint8Array(head.buffer), content]);
  });
  const header = new DataView(new ArrayBuffer(100));
  header.setUint32(0, 9994);
  header.setUint32(24, (100 + records.reduce((sum, record) => sum + record.length, 0)) / 2);
  header.setUint32(28, 1000, true);
  header.setUint32(32, shapes[0]?.type ?? 1, true);
  return joinBytes([new Uint8Array(header.buffer), ...records]);
}

function shapeBytes({ type, parts }: ShpShape): Bytes {
  const points = parts.flat();
  const kind = type % 10;
  const isMulti = kind === 3 || kind === 5;
  const hasZ = type > 10 && type < 20;
  const head = type === 0 ? 4 : kind === 1 ? 4 : isMulti ? 44 + 4 * parts.length : 40;
  const tail = hasZ ? (kind === 1 ? 16 : 16 + 8 * points.length) : 0;
  const view = new DataView(new ArrayBuffer(type === 0 ? 4 : head + 16 * points.length + tail));
  view.setUint32(0, type, true);
  if (type === 0) return new Uint8Array(view.buffer);
  if (isMulti) {
    view.setUint32(36, parts.length, true);
    view.setUint32(40, points.length, true);
    let first = 0;
    parts.forEach((part, i) => {
      view.setUint32(44 + 4 * i, first, true);
      first += part.length;
    });
  } else if (kind === 8) view.setUint32(36, points.length, true);
  points.forEach(([x, y], i) => {
    view.setFloat64(head + 16 * i, x, true);
    view.setFloat64(head + 16 * i + 8, y, true);
  });
  return new Uint8Array(view.buffer);
}

export interface DbfField {
  readonly name: Bytes;
  readonly type: string;
  readonly length: number;
}

/** A .dbf of encoded cells; `wrong` puts lies into its header. */
export function dbf(
  fields: readonly DbfField[],
  rows: readonly (readonly Bytes[])[],
  wrong: { records?: number; start?: number; length?: number; language?: number; deleted?: number[] } = {},
): Bytes {
  const start = 33 + 32 * fields.length;
  const length = 1 + fields.reduce((sum, field) => sum + field.length, 0);
  const bytes = new Uint8Array(start + length * rows.length + 1);
  const view = new DataView(bytes.buffer);
  bytes[0] = 3;
  view.setUint32(4, wrong.records ?? rows.length, true);
  view.setUint16(8, wrong.start ?? start, true);
  view.setUint16(10, wrong.length ?? length, true);
  bytes[29] = wrong.language ?? 0;
  fields.forEach(({ name, type, length: size }, i) => {
    bytes.set(name.subarray(0, 11), 32 + 32 * i);
    bytes[32 + 32 * i + 11] = type.charCodeAt(0);
    bytes[32 + 32 * i + 16] = size;
  });
  bytes[start - 1] = 0x0d;
  rows.forEach((row, r) => {
    let at = start + r * length;
    bytes[at++] = wrong.deleted?.includes(r) ? 0x2a : 0x20;
    fields.forEach(({ length: size }, f) => {
      bytes.fill(0x20, at, at + size);
      bytes.set(row[f]!.subarray(0, size), at);
      at += size;
    });
  });
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}

export function zip(files: Readonly<Record<string, Bytes | string>>): Blob {
  const contents = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  ]);
  return new Blob([zipSync(Object.fromEntries(contents) as Record<string, Uint8Array>) as Bytes]);
}

/** A GeoPackage with what readers need of its tables; statements after that as given. */
export async function geoPackage(statements: readonly string[]): Promise<Bytes> {
  const sql = await initSqlJs();
  const database = new sql.Database();
  database.run(`
    CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]'), (-1, 'NONE', -1, 'undefined');
  `);
  for (const statement of statements) database.run(statement);
  const bytes = database.export();
  database.close();
  return Uint8Array.from(bytes);
}

/** A point as GeoPackages store it, as an SQL literal. */
export function pointLiteral(lon: number, lat: number): string {
  const view = new DataView(new ArrayBuffer(29));
  [0x47, 0x50, 0, 1].forEach((byte, at) => view.setUint8(at, byte));
  view.setUint32(4, 4326, true);
  view.setUint8(8, 1);
  view.setUint32(9, 1, true);
  view.setFloat64(13, lon, true);
  view.setFloat64(21, lat, true);
  return `x'${Buffer.from(view.buffer).toString('hex')}'`;
}

function joinBytes(parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
