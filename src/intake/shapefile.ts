/** Shapefiles: geometry from the .shp, attributes from the .dbf, the system from the .prj. ESRI Shapefile Technical Description, 1998. */
import type { Feature, Geometry, Position } from 'geojson';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import { findSystem } from './crs';
import { safeNames } from './csv';
import type { Dbf } from './dbf';
import { dbfValue, readDbf } from './dbf';
import type { Siblings } from './find-file';
import { joinRings } from './shape-rings';
import type { TextTable } from './text-table';

/**
 * Records in order of the .shp, which needs no .shx for that; numbers count from 1. A record that cannot be read has no geometry.
 * Faults: shp.damaged where nothing can be read, table.noFeatures, and those of the .dbf alone are notes: shp.noDbf, shp.dbfUnread.
 */
export async function readShapefile(
  shp: Blob,
  siblings: Siblings,
  file: string,
  encoding: string,
  control?: Control,
): Promise<Result<TextTable>> {
  const notes: Note[] = [];
  const read = await readGeometries(new Uint8Array(await shp.arrayBuffer()), file, notes, control);
  if (!read.ok) return read;
  const geometries = read.value;
  const { dbf: dbfBlob, prj, cpg, cst } = siblings;
  let dbf: Dbf | null = null;
  if (dbfBlob === undefined) notes.push(fault('shp.noDbf', {}, { file }));
  else {
    const page = await plainText(cpg ?? cst);
    const table = await readDbf(new Uint8Array(await dbfBlob.arrayBuffer()), file, encoding, page, control);
    if (table.ok) {
      dbf = table.value;
      notes.push(...dbf.notes);
    } else if (table.fault.code === 'shp.dbfDamaged') notes.push(fault('shp.dbfUnread', {}, { file }));
    else return table;
  }
  if (geometries.length === 0) return fail(fault('table.noFeatures', {}, { file }));
  if (dbf !== null && dbf.records !== geometries.length)
    notes.push(fault('shp.countsDiffer', { shapes: geometries.length, rows: dbf.records }, { file }));
  const system = prj === undefined ? '' : readPrj(await plainText(prj));
  if (prj === undefined) notes.push(fault('shp.noPrj', {}, { file }));
  else if (system === '') notes.push(fault('shp.prjUnread', {}, { file }));
  return succeed(makeTable(geometries, dbf, file, system, notes));
}

/** A .dbf without shapes: a table. Its records are rows as a spreadsheet shows them, the header being row 1. */
export async function readDbfTable(
  blob: Blob,
  siblings: Siblings,
  file: string,
  encoding: string,
  control?: Control,
): Promise<Result<TextTable>> {
  const page = await plainText(siblings['cpg'] ?? siblings['cst']);
  const read = await readDbf(new Uint8Array(await blob.arrayBuffer()), file, encoding, page, control);
  if (!read.ok) return read;
  const dbf = read.value;
  const { names, notes } = namesOf(dbf, file);
  const kept = keptRecords(dbf, dbf.records);
  if (kept.length === 0)
    return fail(fault('table.headerOnly', { columns: names.join(' | ') }, { file, row: 1 }));
  return succeed({
    file,
    format: 'dbf',
    encoding: dbf.encoding,
    ...(dbf.readings.length === 0 ? {} : { readings: dbf.readings }),
    crs: '',
    header: names,
    cells: dbf.cells.map((column) => kept.map((record) => column[record]!)),
    rows: Int32Array.from(kept, (record) => record + 2),
    features: null,
    notes: [...dbf.notes, ...notes, ...deletedNote(dbf, file)],
  });
}

/** A .prj's text in one line; 'EPSG:4326' and 'EPSG:4490' for their degrees, '' where it is none. */
export function readPrj(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (!/^[A-Z_]{4,20}\s*[[(]/i.test(plain) || plain.length > 20_000) return '';
  const isGreenwich = !/PRIMEM/i.test(plain) || /PRIMEM\s*\[\s*"[^"]*"\s*,\s*-?0*\.?0*\s*[,\]]/i.test(plain);
  if (isGreenwich && /^GEOG(CS|CRS)\s*\[\s*"(GCS_)?WGS[ _]?(19)?84"/i.test(plain)) return 'EPSG:4326';
  if (
    isGreenwich &&
    /^GEOG(CS|CRS)\s*\[\s*"(GCS_)?(China[ _]Geodetic[ _]Coordinate[ _]System[ _]2000|CGCS[ _]?2000)"/i.test(
      plain,
    )
  )
    return 'EPSG:4490';
  return findSystem(plain) === null ? '' : plain;
}

function makeTable(
  geometries: readonly (Geometry | null)[],
  dbf: Dbf | null,
  file: string,
  crs: string,
  notes: readonly Note[],
): TextTable {
  const named = dbf === null ? { names: [], notes: [] } : namesOf(dbf, file);
  // Of a record that only one of the two files has, what there is.
  const kept = keptRecords(dbf, Math.max(geometries.length, dbf?.records ?? 0));
  const { names } = named;
  const features = kept.map((record): Feature => {
    const properties = Object.create(null) as Record<string, unknown>;
    for (let at = 0; at < names.length; at++)
      properties[names[at]!] = dbfValue(dbf!.cells[at]![record] ?? '', dbf!.types[at]!);
    return { type: 'Feature', properties, geometry: (geometries[record] ?? null) as Geometry };
  });
  return {
    file,
    format: 'shapefile',
    encoding: dbf?.encoding ?? '',
    ...(dbf === null || dbf.readings.length === 0 ? {} : { readings: dbf.readings }),
    crs,
    header: names,
    cells: names.map((_, at) => kept.map((record) => dbf!.cells[at]![record] ?? '')),
    rows: Int32Array.from(kept, (record) => record + 1),
    features,
    notes: [...notes, ...named.notes, ...(dbf === null ? [] : deletedNote(dbf, file))],
  };
}

function keptRecords(dbf: Dbf | null, count: number): number[] {
  const deleted = new Set(dbf?.deleted);
  return Array.from({ length: count }, (_, record) => record).filter((record) => !deleted.has(record));
}

function deletedNote(dbf: Dbf, file: string): Note[] {
  return dbf.deleted.length === 0 ? [] : [fault('shp.deletedRows', { count: dbf.deleted.length }, { file })];
}

function namesOf(dbf: Dbf, file: string): { names: string[]; notes: Note[] } {
  const { names, renamed } = safeNames(dbf.labels);
  const notes =
    renamed.length > 0 ? [fault('table.headersRenamed', { names: renamed.join(' | ') }, { file })] : [];
  return { names, notes };
}

/** Small texts beside a shapefile: UTF-8 or UTF-16, with a mark or without. */
async function plainText(blob: Blob | undefined): Promise<string> {
  if (blob === undefined) return '';
  const bytes = new Uint8Array(await blob.slice(0, 65_536).arrayBuffer());
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes).replaceAll('\0', '');
}

/** One geometry a record; null for null shapes and for what cannot be read. */
async function readGeometries(
  bytes: Uint8Array,
  file: string,
  notes: Note[],
  control?: Control,
): Promise<Result<(Geometry | null)[]>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const geometries: (Geometry | null)[] = [];
  const bad: number[] = [];
  const surfaces: number[] = [];
  const pause = pacer(control);
  let at = 100;
  let isCut = bytes.length < 100;
  while (at + 12 <= bytes.length) {
    const end = at + 8 + 2 * view.getUint32(at + 4, false);
    if (end > bytes.length || end < at + 12) {
      isCut = true;
      break;
    }
    const record = geometries.length + 1;
    const type = view.getUint32(at + 8, true);
    const geometry = type === 0 ? null : readGeometry(view, at + 8, end, type);
    if (geometry === 'surface') surfaces.push(record);
    if (geometry === 'bad') bad.push(record);
    geometries.push(typeof geometry === 'string' ? null : geometry);
    at = end;
    if ((geometries.length & 255) === 0) {
      control?.progress?.({ stage: 'read', done: at, total: bytes.length, what: file });
      await pause();
    }
  }
  isCut ||= at < bytes.length && bytes.length - at >= 8;
  if (isCut && geometries.length === 0) return fail(fault('shp.damaged', { count: 0 }, { file }));
  if (isCut) notes.push(fault('shp.cut', { count: geometries.length }, { file, row: geometries.length + 1 }));
  if (bad.length > 0) notes.push(fault('shp.badRecords', { count: bad.length }, { file, row: bad[0]! }));
  if (surfaces.length > 0)
    notes.push(fault('shp.surfaces', { count: surfaces.length }, { file, row: surfaces[0]! }));
  return succeed(geometries);
}

/** Types 1, 3, 5, 8, the same with heights (1x) and with measures (2x); 31 is a surface in space. */
function readGeometry(view: DataView, at: number, end: number, type: number): Geometry | 'bad' | 'surface' {
  const kind = type % 10;
  if (type === 31) return 'surface';
  if (type > 28) return 'bad';
  const position = (offset: number): Position => [
    view.getFloat64(offset, true),
    view.getFloat64(offset + 8, true),
  ];
  if (kind === 1) {
    if (end < at + 20) return 'bad';
    const point = position(at + 4);
    return point.every(Number.isFinite) ? { type: 'Point', coordinates: point } : 'bad';
  }
  if (kind === 8) {
    if (end < at + 40) return 'bad';
    const count = view.getUint32(at + 36, true);
    if (end < at + 40 + 16 * count) return 'bad';
    const points = Array.from({ length: count }, (_, i) => position(at + 40 + 16 * i));
    return { type: 'MultiPoint', coordinates: points };
  }
  if ((kind !== 3 && kind !== 5) || end < at + 44) return 'bad';
  const partCount = view.getUint32(at + 36, true);
  const pointCount = view.getUint32(at + 40, true);
  const pointsAt = at + 44 + 4 * partCount;
  if (end < pointsAt + 16 * pointCount) return 'bad';
  const parts: Position[][] = [];
  for (let part = 0; part < partCount; part++) {
    const first = view.getUint32(at + 44 + 4 * part, true);
    const next = part + 1 < partCount ? view.getUint32(at + 48 + 4 * part, true) : pointCount;
    if (first > next || next > pointCount) return 'bad';
    parts.push(Array.from({ length: next - first }, (_, i) => position(pointsAt + 16 * (first + i))));
  }
  if (kind === 5) return joinRings(parts) ?? 'bad';
  return parts.length === 1
    ? { type: 'LineString', coordinates: parts[0]! }
    : { type: 'MultiLineString', coordinates: parts };
}
