/** Tables that hold a geometry in a cell: WKT, the hexadecimal WKB of databases, or GeoJSON. */
import type { Feature, Geometry } from 'geojson';
import { fault } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { TextTable } from './text-table';
import { readWkb } from './wkb';
import type { TextGeometry } from './wkt';
import { readWkt } from './wkt';

/** Rows looked at to find the column. */
const sampleRows = 200;
/** Where the column's name does not say so. */
const fewCells = 2;

/**
 * The table with the geometries of such a column as its features; the column itself is no longer among the others. Points in WKT alone are
 * left as they are: readers of columns take them, with words for every bad cell. Cells in another system than most are without geometry. Notes: table.geometryColumn.
 */
export async function withGeometryColumn(table: TextTable, control?: Control): Promise<TextTable> {
  if (table.features !== null) return table;
  const at = geometryColumn(table);
  if (at < 0) return table;
  const systems = new Map<string, number>();
  const read: (TextGeometry | null)[] = [];
  const pause = pacer(control);
  for (const cell of table.cells[at]!) {
    const found = readCell(cell);
    read.push(found);
    if (found !== null && found.crs !== '') systems.set(found.crs, (systems.get(found.crs) ?? 0) + 1);
    if ((read.length & 1023) === 0) await pause();
  }
  const [[crs] = ['']] = [...systems].sort((a, b) => b[1] - a[1]);
  const features = read.map((found): Feature => {
    // A table has one system; the few in another would land somewhere else.
    const isElsewhere = found !== null && found.crs !== '' && found.crs !== crs;
    const geometry = isElsewhere ? null : (found?.geometry ?? null);
    return { type: 'Feature', properties: {}, geometry: geometry as Geometry };
  });
  const keep = <V>(list: readonly V[]): V[] => list.filter((_, column) => column !== at);
  return {
    ...table,
    crs: table.crs === '' ? crs : table.crs,
    header: keep(table.header),
    cells: keep(table.cells),
    ...(table.labels === undefined ? {} : { labels: keep(table.labels) }),
    features,
    notes: [
      ...table.notes,
      fault('table.geometryColumn', {}, { file: table.file, column: table.header[at]! }),
    ],
  };
}

function geometryColumn(table: TextTable): number {
  for (let at = 0; at < table.header.length; at++) {
    let filled = 0;
    let read = 0;
    let others = 0;
    for (const cell of table.cells[at]!.slice(0, sampleRows)) {
      if (cell.trim() === '') continue;
      filled++;
      // Most columns are told by their first cell.
      const found = mayBegin.test(cell) ? readCell(cell) : null;
      if (found === null) {
        if (filled > 5 && read === 0) break;
        continue;
      }
      read++;
      if (!/^\s*(SRID=\d+;)?\s*POINT/i.test(cell)) others++;
    }
    const isNamed = /^(wkt|wkb|ewkt|ewkb|the_?geom|geom|geometry|geometria|shape|geojson|空间|几何)/i.test(
      table.header[at]!.trim(),
    );
    if (others > 0 && 2 * read > filled && (isNamed || read >= fewCells)) return at;
  }
  return -1;
}

const mayBegin =
  /^\s*(SRID\s*=|POINT|LINESTRING|POLYGON|MULTI|GEOMETRYCOLLECTION|\{\s*"|(\\x)?0[01][0-9a-f]{16})/i;

function readCell(cell: string): TextGeometry | null {
  const text = cell.trim();
  if (text.startsWith('{')) return fromJson(text);
  const hex = /^(?:\\x)?((?:[0-9a-f]{2})+)$/i.exec(text)?.[1];
  if (hex === undefined) return readWkt(text);
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
  const geometry = readWkb(bytes);
  return geometry === null ? null : { geometry, crs: systemOf(bytes) };
}

/** What EWKB says of its system. */
function systemOf(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer);
  const isLittle = bytes[0] === 1;
  const hasSystem = (view.getUint32(1, isLittle) & 0x20000000) !== 0;
  const code = hasSystem && bytes.length >= 9 ? view.getUint32(5, isLittle) : 0;
  return code > 0 ? `EPSG:${code}` : '';
}

function fromJson(text: string): TextGeometry | null {
  try {
    const value = JSON.parse(text) as { type?: unknown; coordinates?: unknown } | null;
    const isGeometry = /^(Multi)?(Point|LineString|Polygon)$/.test(String(value?.type));
    return isGeometry && Array.isArray(value!.coordinates)
      ? { geometry: { type: value!.type, coordinates: value!.coordinates } as Geometry, crs: '' }
      : null;
  } catch {
    return null;
  }
}
