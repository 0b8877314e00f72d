/** Parquet and GeoParquet, by hyparquet, column after column. Heavy: import it when such a file comes. */
import type { FileMetaData, ParquetParsers, SchemaElement } from 'hyparquet';
import { parquetMetadataAsync, parquetScan, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Feature, Geometry, Position } from 'geojson';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import { findSystem } from './crs';
import { safeNames } from './csv';
import { directoryProblem, pageProblem } from './parquet-check';
import { tooManyCells } from './stat-table';
import { dateText, durationText, floatText, numberText } from './stat-text';
import type { TextTable } from './text-table';
import { readWkb } from './wkb';

/** Reading stops after so long; a damaged page can send a decoder on a long way. */
const mostSeconds = 120;

/**
 * Reads a whole file. Geometries of the primary column (WKB or native encodings) become features; decimals, dates, times and
 * 64-bit integers are exact text; lists and records are JSON. What hyparquet throws at becomes a fault that names the column.
 */
export async function readParquet(blob: Blob, file: string, control?: Control): Promise<Result<TextTable>> {
  const source = {
    byteLength: blob.size,
    slice: (start: number, end = blob.size) => {
      // Node ends its process on slices that are no whole numbers of bytes.
      if (!(start >= 0 && start <= end && end <= blob.size)) throw new Error(`bytes ${start} to ${end}`);
      return blob.slice(start, end).arrayBuffer();
    },
  };
  const damaged = (column: string, reason: string) =>
    fail<TextTable>(fault('table.parquetDamaged', { column, reason }, { file }));
  const read = await attempt(() => parquetMetadataAsync(source));
  if (!read.ok) return damaged('', read.reason);
  const metadata = read.value;
  const checked = await attempt(() => Promise.resolve(directoryProblem(metadata, blob.size)));
  if (!checked.ok || checked.value !== null) return damaged('', checked.ok ? checked.value! : checked.reason);
  const rows = Number(metadata.num_rows);
  const columns = parquetSchema(metadata).children.map((child) => child.element);
  const names = columns.map((element) => element.name);
  const tooMany = tooManyCells(rows, names.length, file);
  if (tooMany !== null) return tooMany;
  if (rows === 0)
    return fail(fault('table.headerOnly', { columns: names.slice(0, 50).join(' | ') }, { file }));
  const unreadable = metadata.row_groups
    .flatMap((group) => group.columns.map((column) => column.meta_data!.codec))
    .find((codec) => codec !== 'UNCOMPRESSED' && !(codec in compressors));
  if (unreadable !== undefined) return fail(fault('table.codec', { codec: unreadable }, { file }));

  const geo = geoOf(metadata, columns);
  const kept = columns.filter(({ name }) => name !== geo?.column && !geo?.coverings.has(name));
  const { names: header, renamed } = safeNames(kept.map(({ name }) => name));
  const cells: string[][] = [];
  const rawColumns: unknown[][] = [];
  let geometries: (Geometry | null)[] | null = null;
  const started = performance.now();
  const pause = pacer(control);
  const parsers = exactParsers();
  for (const [index, element] of columns.entries()) {
    const { name } = element;
    if (geo?.coverings.has(name)) continue;
    control?.progress?.({ stage: 'read', done: index, total: columns.length, what: file });
    const problem = await attempt(() => pageProblem(source, metadata, name, compressors));
    if (!problem.ok || problem.value !== null)
      return damaged(name, problem.ok ? problem.value! : problem.reason);
    const textOf = cellWriter(element);
    const values: unknown[] = [];
    const scan = await attempt(() =>
      parquetScan({
        file: source,
        metadata,
        columns: [name],
        compressors,
        parsers,
        useOffsetIndex: false,
      }),
    );
    if (!scan.ok) return damaged(name, scan.reason);
    for (const range of scan.value.ranges) {
      await pause();
      if (performance.now() - started > 1000 * mostSeconds)
        return fail(fault('table.readerTimeout', { seconds: mostSeconds }, { file }));
      const part = await attempt(() => scan.value.readColumn({ column: name, ...range }));
      if (!part.ok) return damaged(name, part.reason);
      for (const value of part.value) values.push(value);
    }
    if (values.length !== rows) return damaged(name, `${values.length} of ${rows} rows`);
    if (name === geo?.column) geometries = values.map((value) => geo.read(value));
    else {
      cells.push(values.map(textOf));
      rawColumns.push(values);
    }
  }
  const notes: Note[] = [];
  if (renamed.length > 0) notes.push(fault('table.headersRenamed', { names: renamed.join(' | ') }, { file }));
  return succeed({
    file,
    format: 'parquet',
    encoding: '',
    crs: geometries === null ? '' : geo!.crs,
    header,
    cells,
    rows: Int32Array.from({ length: rows }, (_, position) => position + 1),
    features: geometries?.map((geometry, row) => featureOf(geometry, header, cells, rawColumns, row)) ?? null,
    notes,
  });
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** The library throws plain errors of many kinds at damaged bytes; an abort and a vanished file are not its doing. */
async function attempt<T>(work: () => Promise<T> | T): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof DOMException) throw error;
    const text = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: text.replace(/\s+/g, ' ').slice(0, 120) };
  }
}

/** Numbers are numbers in a feature's properties, for readers of streets look at them. */
function featureOf(
  geometry: Geometry | null,
  header: readonly string[],
  cells: readonly string[][],
  raw: readonly unknown[][],
  row: number,
): Feature {
  const properties = header.map((name, at) => {
    const value = raw[at]![row];
    return [name, typeof value === 'number' || typeof value === 'boolean' ? value : cells[at]![row]!];
  });
  return {
    type: 'Feature',
    properties: Object.fromEntries(properties) as Record<string, unknown>,
    geometry: geometry as Geometry,
  };
}

/** Exact values instead of JavaScript dates, which have milliseconds only; geometries as their bytes. */
function exactParsers(): Partial<ParquetParsers> {
  return {
    timestampFromMilliseconds: (value: bigint | undefined) => instantText(value, 3),
    timestampFromMicroseconds: (value: bigint | undefined) => instantText(value, 6),
    timestampFromNanoseconds: (value: bigint | undefined) => instantText(value, 9),
    dateFromDays: (days: number | undefined) =>
      days === undefined ? undefined : (dateText(days * 86_400_000, false) ?? String(days)),
    jsonFromBytes: (bytes: Uint8Array | undefined) =>
      bytes === undefined ? undefined : new TextDecoder().decode(bytes),
    geometryFromBytes: (bytes: Uint8Array | undefined) => bytes,
    geographyFromBytes: (bytes: Uint8Array | undefined) => bytes,
    uuidFromBytes: (bytes: Uint8Array | undefined) => bytes,
  };
}

/** Counts of 10^-digits seconds since 1970 as ISO text. */
function instantText(value: bigint | undefined, digits: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  const unit = 10n ** BigInt(digits);
  const count = BigInt(value);
  const rest = ((count % unit) + unit) % unit;
  const text = dateText(Number((count - rest) / unit) * 1000, true);
  if (text === null) return String(value);
  const fraction = String(rest).padStart(digits, '0').replace(/0+$/, '');
  return fraction === '' ? text : `${text}.${fraction}`;
}

/**
 * hyparquet multiplies decimals (3 × 0.1 is 0.30000000000000004). Here the type is taken off the column, so that its whole
 * numbers come as they are; the scale is given. Null for columns of other types.
 */
function takeOffDecimal(element: SchemaElement): number | null {
  const { converted_type: converted, logical_type: logical } = element;
  if (converted !== 'DECIMAL' && logical?.type !== 'DECIMAL') return null;
  const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
  delete element.converted_type;
  // Without a type bytes would be read as UTF-8; of a UUID they are handed to our own parser.
  if (element.type === 'BYTE_ARRAY') element.logical_type = { type: 'UUID' };
  else delete element.logical_type;
  return scale;
}

/** A whole number of 10^-scale, big-endian two's complement where it is bytes. */
function decimalText(value: unknown, scale: number): string {
  let whole: bigint;
  if (typeof value === 'bigint' || typeof value === 'number') whole = BigInt(value);
  else if (value instanceof Uint8Array) {
    whole = 0n;
    for (const byte of value) whole = whole * 256n + BigInt(byte);
    whole = BigInt.asIntN(8 * value.length, whole);
  } else return '';
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return whole < 0n ? `-${text}` : text;
}

/** How values of a column are written; types that hyparquet leaves raw are read here. */
function cellWriter(element: SchemaElement): (value: unknown) => string {
  const scale = takeOffDecimal(element);
  if (scale !== null) return (value) => decimalText(value, scale);
  const { type, converted_type: converted, logical_type: logical } = element;
  if (logical?.type === 'UUID')
    return (value) => anyText(value).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  if (converted?.startsWith('TIME_') || logical?.type === 'TIME') {
    const unit = logical?.type === 'TIME' ? logical.unit : converted === 'TIME_MILLIS' ? 'MILLIS' : 'MICROS';
    const perSecond = unit === 'MILLIS' ? 1e3 : unit === 'MICROS' ? 1e6 : 1e9;
    return (value) =>
      typeof value === 'number' || typeof value === 'bigint'
        ? durationText(Number(value) / perSecond)
        : anyText(value);
  }
  if (type === 'FLOAT') return (value) => (typeof value === 'number' ? floatText(value) : anyText(value));
  return anyText;
}

function anyText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberText(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return '';
      if (value instanceof Uint8Array) return hexText(value);
      return JSON.stringify(value, (_, part: unknown) =>
        typeof part === 'bigint' ? String(part) : part instanceof Uint8Array ? hexText(part) : part,
      );
    default:
      return '';
  }
}

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Geo {
  readonly column: string;
  readonly crs: string;
  /** Columns that only repeat each geometry's bounds. */
  readonly coverings: ReadonlySet<string>;
  readonly read: (value: unknown) => Geometry | null;
}

/** The geometry column: GeoParquet's primary one, else the first of Parquet's own GEOMETRY type; null where there is none. */
function geoOf(metadata: FileMetaData, columns: readonly SchemaElement[]): Geo | null {
  const meta = asRecord(parseJson(metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value));
  const described = asRecord(meta?.['columns']);
  const primary = meta?.['primary_column'];
  const has = (name: unknown): name is string => columns.some((element) => element.name === name);
  const named = has(primary) ? primary : Object.keys(described ?? {}).find(has);
  const native = columns.find(({ logical_type: logical }) =>
    ['GEOMETRY', 'GEOGRAPHY'].includes(logical?.type ?? ''),
  );
  const column = named ?? native?.name;
  if (column === undefined) return null;
  const own = asRecord(described?.[column]);
  const encoding = String(own?.['encoding'] ?? 'WKB').toLowerCase();
  const coverings = new Set<string>();
  for (const path of Object.values(asRecord(asRecord(own?.['covering'])?.['bbox']) ?? {}))
    if (Array.isArray(path) && has(path[0])) coverings.add(path[0]);
  const logical = native?.logical_type;
  // Parquet's own types are OGC:CRS84 where they do not say.
  const nativeCrs =
    logical !== undefined && 'crs' in logical ? String(logical.crs ?? 'OGC:CRS84') : 'OGC:CRS84';
  return {
    column,
    coverings,
    crs: own === null ? crsText(nativeCrs) : own['crs'] === undefined ? 'OGC:CRS84' : crsText(own['crs']),
    read:
      encoding === 'wkb'
        ? (value) => (value instanceof Uint8Array ? readWkb(value) : null)
        : (value) => nativeGeometry(encoding, value),
  };
}

/** "EPSG:32618" of PROJJSON, or all of it where that is no number we know; its name where it cannot be used; the text itself; '' where it is null. */
function crsText(crs: unknown): string {
  if (crs === null || crs === undefined) return '';
  if (typeof crs === 'string') {
    const parsed = asRecord(parseJson(crs));
    return parsed === null ? crs : crsText(parsed);
  }
  const record = asRecord(crs);
  const ids = record?.['ids'];
  const id = asRecord(record?.['id'] ?? (Array.isArray(ids) ? ids[0] : undefined));
  const named =
    id === null ? String(record?.['name'] ?? '') : `${String(id['authority'])}:${String(id['code'])}`;
  if (record === null || findSystem(named) !== null) return named;
  const definition = JSON.stringify(record);
  return findSystem(definition) === null ? named : definition;
}

const nativeTypes: Readonly<Record<string, readonly [Geometry['type'], number]>> = {
  point: ['Point', 0],
  linestring: ['LineString', 1],
  multipoint: ['MultiPoint', 1],
  polygon: ['Polygon', 2],
  multilinestring: ['MultiLineString', 2],
  multipolygon: ['MultiPolygon', 3],
};

/** GeoArrow's encodings: lists in lists of {x, y}. */
function nativeGeometry(encoding: string, value: unknown): Geometry | null {
  const kind = nativeTypes[encoding];
  if (kind === undefined) return null;
  const [type, depth] = kind;
  const coordinates = positions(value, depth);
  if (coordinates === null || (depth > 0 && coordinates.length === 0)) return null;
  return { type, coordinates } as Geometry;
}

function positions(value: unknown, depth: number): Position | unknown[] | null {
  if (depth === 0) {
    const point = asRecord(value);
    const x = point?.['x'];
    const y = point?.['y'];
    return Number.isFinite(x) && Number.isFinite(y) ? [x as number, y as number] : null;
  }
  return Array.isArray(value) ? value.map((part) => positions(part, depth - 1)) : null;
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Metadata only add; without them the geometry column is found by its type.
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
