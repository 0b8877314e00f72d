/** GeoPackage (OGC 12-128r18): SQLite by sql.js, fetched when the first one comes; geometries are a GP header and WKB. */
import type { Feature, Geometry } from 'geojson';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import { findSystem } from './crs';
import { tableOfFeatures } from './geojson';
import { pickLayer } from './pick-layer';
import type { TextTable } from './text-table';
import { readWkb } from './wkb';
import type { Database, SqlJsStatic } from 'sql.js';

/** As many as all its columns can hold as text. */
const maxCells = 30_000_000;

interface Layer {
  readonly name: string;
  readonly rows: number;
  /** '' of a table without geometry. */
  readonly geometry: string;
  readonly crs: string;
}

/**
 * The layer `sheet`, or the one of most rows. Only tables are read, not views: a view may run for ever.
 * Rows count from 1 in the order SQLite gives them. Faults: gpkg.damaged, gpkg.noLayers, gis.layerAbsent, table.noFeatures. Notes: gis.layers.
 */
export async function readGeoPackage(
  blob: Blob,
  file: string,
  sheet: string | null,
  control?: Control,
): Promise<Result<TextTable>> {
  const sql = await loadSqlite();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  // Write-ahead logging, which QGIS leaves switched on, needs a second file even to read; marked as off, what is in this one is read.
  if (bytes[18] === 2 && bytes[19] === 2) bytes.fill(1, 18, 20);
  const database = new sql.Database(bytes);
  try {
    const layers = listLayers(database);
    if (layers.length === 0) return fail(fault('gpkg.noLayers', {}, { file }));
    const picked = pickLayer(layers, sheet, file);
    if (!picked.ok) return picked;
    const layer = layers.find(({ name }) => name === picked.value)!;
    const read = await readLayerRows(database, layer, file, picked.notes, control);
    return read.ok
      ? succeed({ ...read.value, sheets: layers.map(({ name }) => name), sheet: layer.name })
      : read;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    // sql.js throws SQLite's messages as plain errors ("database disk image is malformed").
    // An engine that has stopped is of no further use.
    if (error instanceof WebAssembly.RuntimeError) sqlite = null;
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 120);
    return fail(fault('gpkg.damaged', { reason }, { file }));
  } finally {
    try {
      database.close();
    } catch {
      // A damaged one may not even close; its memory goes with the next.
    }
  }
}

let sqlite: Promise<SqlJsStatic> | null = null;

/** SQLite, fetched once; for writing GeoPackages too. */
export function loadSqlite(): Promise<SqlJsStatic> {
  sqlite ??= import('sql.js').then(({ default: initialise }) =>
    // A file of its own beside the page's scripts; Node reads file: addresses itself.
    initialise({
      locateFile: () => new URL('../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url).href,
    }),
  );
  return sqlite;
}

function listLayers(database: Database): Layer[] {
  const tables = new Set(
    rowsOf(database, "SELECT name FROM sqlite_master WHERE type = 'table'").map(([name]) => String(name)),
  );
  if (!tables.has('gpkg_contents')) return [];
  const geometries = new Map<string, { column: string; srs: number }>();
  if (tables.has('gpkg_geometry_columns'))
    for (const [name, column, srs] of rowsOf(
      database,
      'SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns',
    ))
      geometries.set(String(name), { column: String(column), srs: Number(srs) });
  const systems = new Map<number, string>();
  if (tables.has('gpkg_spatial_ref_sys'))
    for (const [id, organization, code, definition] of rowsOf(
      database,
      'SELECT srs_id, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys',
    ))
      systems.set(Number(id), systemName(String(organization), Number(code), String(definition)));
  return rowsOf(
    database,
    "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')",
  )
    .map(([name]) => String(name))
    .filter((name) => tables.has(name))
    .map((name): Layer => {
      const geometry = geometries.get(name);
      const [[rows] = []] = rowsOf(database, `SELECT count(*) FROM ${quoted(name)}`);
      return {
        name,
        rows: Number(rows ?? 0),
        geometry: geometry?.column ?? '',
        crs: geometry === undefined ? '' : (systems.get(geometry.srs) ?? ''),
      };
    })
    .sort((a, b) => Number(b.geometry !== '') - Number(a.geometry !== ''));
}

/** 'EPSG:4547'; its definition where the number is none that we know, or there is none; '' where nobody knows. */
function systemName(organization: string, code: number, definition: string): string {
  const text = definition.replace(/\s+/g, ' ').trim();
  const isDefined = !/^(undefined|LOCAL_CS|ENGCRS|$)/i.test(text);
  if (organization.toUpperCase() === 'EPSG' && code > 0) {
    const name = `EPSG:${code}`;
    const isEnough = findSystem(name) !== null || !isDefined || findSystem(text) === null;
    return isEnough ? name : text;
  }
  return isDefined ? text.slice(0, 20_000) : '';
}

async function readLayerRows(
  database: Database,
  layer: Layer,
  file: string,
  notes: readonly Note[],
  control?: Control,
): Promise<Result<TextTable>> {
  const features: Feature[] = [];
  const pause = pacer(control);
  const statement = database.prepare(`SELECT * FROM ${quoted(layer.name)}`);
  try {
    const names = statement.getColumnNames();
    const geometryAt = names.findIndex((name) => name.toLowerCase() === layer.geometry.toLowerCase());
    if (layer.rows * names.length > maxCells)
      return fail(fault('gis.tooManyCells', { millions: maxCells / 1e6 }, { file }));
    while (features.length <= layer.rows && statement.step()) {
      // The types leave out that it takes options: whole numbers beyond 2^53 come as BigInt then.
      const get = statement.get as (parameters: null, options: { useBigInt: boolean }) => unknown[];
      const values = get.call(statement, null, { useBigInt: true });
      const properties = Object.create(null) as Record<string, unknown>;
      names.forEach((name, at) => {
        if (at !== geometryAt) properties[name] = plainValue(values[at]);
      });
      const packed = geometryAt < 0 ? null : values[geometryAt];
      const geometry = packed instanceof Uint8Array ? readGeometry(packed) : null;
      features.push({ type: 'Feature', properties, geometry: geometry as Geometry });
      if ((features.length & 1023) === 0) {
        control?.progress?.({ stage: 'read', done: features.length, total: layer.rows, what: file });
        await pause();
      }
    }
  } finally {
    statement.free();
  }
  if (features.length === 0) return fail(fault('table.noFeatures', {}, { file }));
  const table = tableOfFeatures(features, file, 'gpkg', '', layer.crs);
  // Without any geometry it is a table, whose columns may hold coordinates.
  const hasPlaces = features.some(({ geometry }) => (geometry as Geometry | null) !== null);
  return succeed({ ...table, features: hasPlaces ? features : null, notes: [...notes, ...table.notes] });
}

/** 'GP', version, flags (byte order, envelope, empty, extended), system, envelope, WKB. Null where it is none. */
function readGeometry(bytes: Uint8Array): Geometry | null {
  if (bytes[0] !== 0x47 || bytes[1] !== 0x50) return null;
  const flags = bytes[3] ?? 0;
  const isExtended = (flags & 32) !== 0;
  const envelope = [0, 32, 48, 48, 64][(flags >> 1) & 7];
  if (isExtended || envelope === undefined || bytes.length < 8 + envelope + 5) return null;
  return readWkb(bytes.subarray(8 + envelope));
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  // Pictures and the like.
  return value instanceof Uint8Array ? null : value;
}

function rowsOf(database: Database, statement: string): unknown[][] {
  return database.exec(statement)[0]?.values ?? [];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
