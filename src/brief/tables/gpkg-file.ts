/** A table as GeoPackage 1.3 (OGC 12-128r17), by sql.js: a layer of features, or of attributes where the table has no places. */
import type { Geometry } from 'geojson';
import type { Database } from 'sql.js';
import type { Note, Result } from '../../domain/fault';
import { fail, fault, succeed } from '../../domain/fault';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import { loadSqlite } from '../../intake/geopackage';
import { boxOf } from './geometry';
import type { ReadyTable, WrittenFile } from './table';
import { cellValue, fileName, freeName } from './table';
import { writeWkb } from './wkb-write';

/** The whole database is in memory, and with it a copy when it is taken out: the reader's own budget. */
const MOST_CELLS = 30_000_000;
/** SQLite takes 2000 columns; two are ours. */
const MOST_COLUMNS = 1998;

const sqlTypes = { text: 'TEXT', number: 'DOUBLE', integer: 'MEDIUMINT' } as const;

const WGS84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]';

/** Tables that every GeoPackage has, as its annex C words them. */
const skeleton = `
  PRAGMA application_id = 0x47504B47;
  PRAGMA user_version = 10300;
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
  CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
  CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
  INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
    ('WGS 84 geodetic', 4326, 'EPSG', 4326, '${WGS84}', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
`;

/**
 * One layer of the table's name; the lines of `notes` are its description. Single and multiple lines or areas in one table all become
 * multiple, so that the layer has one type. Faults: export.tooManyColumns, export.fileTooBig.
 */
export async function writeGeoPackage(table: ReadyTable, control?: Control): Promise<Result<WrittenFile>> {
  const { columns, rows } = table;
  if (columns.length > MOST_COLUMNS)
    return fail(
      fault('export.tooManyColumns', { columns: columns.length, most: MOST_COLUMNS, format: 'GeoPackage' }),
    );
  if (columns.length * rows > MOST_CELLS)
    return fail(
      fault('export.tooManyRows', {
        rows,
        most: Math.floor(MOST_CELLS / columns.length),
        format: 'GeoPackage',
      }),
    );
  const sql = await loadSqlite();
  const database = new sql.Database();
  try {
    const notes: Note[] = [];
    const { names, renamed } = sqlNames(table);
    if (renamed.length > 0) notes.push(fault('export.columnsRenamed', { names: renamed.join(' | ') }));
    await fill(database, table, names, control);
    const blob = new Blob([database.export() as Uint8Array<ArrayBuffer>], {
      type: 'application/geopackage+sqlite3',
    });
    return succeed({ blob, name: `${fileName(table.name)}.gpkg`, notes });
  } finally {
    database.close();
  }
}

async function fill(
  database: Database,
  table: ReadyTable,
  names: readonly string[],
  control?: Control,
): Promise<void> {
  const { columns, geometries, rows } = table;
  const pause = pacer(control);
  database.run(skeleton);
  const layer = layerName(table.name);
  const place = geometries === null ? null : freeName('geom', columns);
  const key = freeName('fid', columns);
  const definitions = columns.map(({ type }, at) => `${quoted(names[at]!)} ${sqlTypes[type]}`);
  if (place !== null) definitions.unshift(`${quoted(place)} ${typeOf(geometries!)}`);
  database.run(
    `CREATE TABLE ${quoted(layer)} (${[`${quoted(key)} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL`, ...definitions].join(', ')})`,
  );
  const [west, south, east, north] = boxOf(geometries ?? []) ?? [null, null, null, null];
  database.run(
    'INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    // prettier-ignore
    [layer, place === null ? 'attributes' : 'features', layer, table.notes.join('\n'), west, south, east, north, place === null ? 0 : 4326],
  );
  if (place !== null)
    database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, 4326, 0, 0)', [
      layer,
      place,
      typeOf(geometries!),
    ]);
  if (definitions.length === 0) return;
  const isMulti = place !== null && typeOf(geometries!).startsWith('MULTI');
  const insert = database.prepare(
    `INSERT INTO ${quoted(layer)} VALUES (NULL${', ?'.repeat(definitions.length)})`,
  );
  database.run('BEGIN');
  try {
    for (let row = 0; row < rows; row++) {
      const values: (string | number | Uint8Array | null)[] = columns.map((column) => cellValue(column, row));
      if (place !== null) {
        const geometry = geometries![row]!;
        values.unshift(geometry === null ? null : geometryBlob(isMulti ? multiple(geometry) : geometry));
      }
      insert.run(values);
      if ((row & 255) === 0) {
        control?.progress?.({ stage: 'write', done: row, total: rows, what: table.name });
        await pause();
      }
    }
    database.run('COMMIT');
  } finally {
    insert.free();
  }
}

/** 'GP', version 0, flags (little-endian, envelope of four unless a point), system 4326, envelope, WKB. */
function geometryBlob(geometry: Geometry): Uint8Array {
  const hasEnvelope = geometry.type !== 'Point';
  const bytes = writeWkb(geometry, hasEnvelope ? 40 : 8);
  const view = new DataView(bytes.buffer);
  bytes.set([0x47, 0x50, 0, hasEnvelope ? 3 : 1]);
  view.setInt32(4, 4326, true);
  if (hasEnvelope) {
    const [west, south, east, north] = boxOf([geometry])!;
    [west, east, south, north].forEach((side, i) => view.setFloat64(8 + 8 * i, side, true));
  }
  return bytes;
}

/** One type for the layer: of single and multiple the multiple, GEOMETRY where families are mixed. */
function typeOf(geometries: readonly (Geometry | null)[]): string {
  const types = new Set<string>();
  for (const geometry of geometries) if (geometry !== null) types.add(geometry.type.toUpperCase());
  const families = new Set([...types].map((type) => type.replace('MULTI', '')));
  if (families.size !== 1) return 'GEOMETRY';
  const [type] = types;
  return types.size === 1 ? type! : `MULTI${[...families][0]}`;
}

function multiple(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { type: 'MultiPoint', coordinates: [geometry.coordinates] };
    case 'LineString':
      return { type: 'MultiLineString', coordinates: [geometry.coordinates] };
    case 'Polygon':
      return { type: 'MultiPolygon', coordinates: [geometry.coordinates] };
    default:
      return geometry;
  }
}

/** SQLite tells names apart without regard to ASCII case. */
function sqlNames({ columns }: ReadyTable): { readonly names: string[]; readonly renamed: string[] } {
  const taken = new Set<string>();
  const renamed: string[] = [];
  const names = columns.map(({ name }) => {
    let own = name.replaceAll('\0', '');
    for (let use = 2; taken.has(own.toLowerCase()); use++) own = `${name} (${use})`;
    taken.add(own.toLowerCase());
    if (own !== name) renamed.push(own);
    return own;
  });
  return { names, renamed };
}

/** Names beginning with these are SQLite's and GeoPackage's own. */
function layerName(name: string): string {
  const plain = name.replaceAll('\0', '').trim();
  return plain === '' || /^(sqlite|gpkg|rtree)_/i.test(plain) ? `layer ${plain}`.trim() : plain;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
