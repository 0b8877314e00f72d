/** Where each row is: from coordinate columns or from geometries, checked as a whole file first, then row by row. */
import type { Geometry } from 'geojson';
import type { FaultCode } from '../domain/codes';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import { likelySystem, parseDegrees, readSystem, splitPair } from './coordinates';
import type { SystemReading } from './coordinates';
import { listRows } from './list-rows';
import type { Shape } from './polygons';
import { innerPoint, isPosition, repairShape, shapeBounds, swapShape } from './polygons';
import type { TextTable } from './text-table';

export interface Problem {
  readonly code: FaultCode;
  readonly column: string;
  readonly value: string;
}

/** By position in the table. A row with a problem has NaN for a place. */
export interface Places {
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  readonly shapes: readonly (Shape | null)[];
  /** All points of a row that has several (MultiPoint): lon, lat, lon, lat …; else null. */
  readonly entrances: readonly (readonly number[] | null)[];
  readonly problems: ReadonlyMap<number, Problem>;
  readonly notes: readonly Note[];
}

export interface Accepts {
  readonly points: boolean;
  /** 'keep' as areas, 'inside' a point within stands for the area (noted), 'no' refused. */
  readonly areas: 'keep' | 'inside' | 'no';
  /** Several points in one row, as entrances. */
  readonly many: boolean;
}

const geometryColumn = 'geometry';

export function readPlaces(
  table: TextTable,
  columns: ReadonlyMap<string, number>,
  accepts: Accepts,
): Result<Places> {
  if (table.features !== null) return placesFromGeometry(table, accepts);
  if (!accepts.points)
    return fail(fault('table.needsAreas', { columns: table.header.join(' | ') }, { file: table.file }));
  return placesFromColumns(table, columns);
}

function placesFromColumns(table: TextTable, columns: ReadonlyMap<string, number>): Result<Places> {
  const { file, header, cells, rows } = table;
  const count = rows.length;
  const pairAt = columns.get('lonlat');
  let lonAt = columns.get('lon');
  let latAt = columns.get('lat');
  if ((lonAt === undefined || latAt === undefined) && pairAt === undefined)
    return fail(
      header.length === 1
        ? fault('table.oneColumn', { column: header[0]! }, { file, row: 1 })
        : fault('column.noCoordinates', { columns: header.join(' | ') }, { file }),
    );
  const usesPair = lonAt === undefined || latAt === undefined;
  if (usesPair) lonAt = latAt = pairAt!;
  const lonCells = cells[lonAt!]!;
  const latCells = cells[latAt!]!;
  const xs = new Float64Array(count).fill(NaN);
  const ys = new Float64Array(count).fill(NaN);
  const problems = new Map<number, Problem>();
  for (let i = 0; i < count; i++) {
    let lonText = lonCells[i]!;
    let latText = latCells[i]!;
    if (usesPair) {
      const pair = splitPair(lonText);
      if (pair !== null) [lonText, latText] = pair;
      else {
        const alone = parseDegrees(lonText);
        const code = typeof alone === 'number' ? 'row.noCoordinate' : alone;
        problems.set(i, { code, column: header[lonAt!]!, value: lonCells[i]! });
        continue;
      }
    }
    const x = parseDegrees(lonText);
    const y = parseDegrees(latText);
    if (typeof x !== 'number') problems.set(i, { code: x, column: header[lonAt!]!, value: lonCells[i]! });
    else if (typeof y !== 'number')
      problems.set(i, { code: y, column: header[latAt!]!, value: latCells[i]! });
    else {
      xs[i] = x;
      ys[i] = y;
    }
  }
  const boxes = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    boxes[4 * i] = boxes[4 * i + 2] = xs[i]!;
    boxes[4 * i + 1] = boxes[4 * i + 3] = ys[i]!;
  }
  const reading = readSystem(boxes);
  if (reading.system === 'projected') return fail(projectedFault(file, header[lonAt!]!, reading));
  const isSwapped = reading.system === 'swapped';
  const lons = isSwapped ? ys : xs;
  const lats = isSwapped ? xs : ys;
  for (let i = 0; i < count; i++) {
    const code = badPlace(lons[i]!, lats[i]!);
    if (code === null) continue;
    const isLon = code !== 'row.coordinateSwapped' && Math.abs(lons[i]!) > 180;
    const at = isLon === isSwapped ? latAt! : lonAt!;
    problems.set(i, { code, column: header[at]!, value: cells[at]![i]! });
    lons[i] = lats[i] = NaN;
  }
  const notes = isSwapped ? [swappedNote(file, header[lonAt!]!, reading)] : [];
  const none: null[] = new Array<null>(count).fill(null);
  return succeed({ lons, lats, shapes: none, entrances: none, problems, notes });
}

function placesFromGeometry(table: TextTable, accepts: Accepts): Result<Places> {
  const { file, features } = table;
  const count = features!.length;
  const lons = new Float64Array(count).fill(NaN);
  const lats = new Float64Array(count).fill(NaN);
  const shapes: (Shape | null)[] = new Array<Shape | null>(count).fill(null);
  const entrances: (number[] | null)[] = new Array<number[] | null>(count).fill(null);
  const problems = new Map<number, Problem>();
  const closedRows: number[] = [];
  const crossingRows: number[] = [];
  const droppedRows: number[] = [];
  const boxes = new Float64Array(4 * count).fill(NaN);
  const refuse = (i: number, code: FaultCode, value: string): void => {
    problems.set(i, { code, column: geometryColumn, value: value.slice(0, 80) });
  };
  for (let i = 0; i < count; i++) {
    const geometry = features![i]!.geometry as Geometry | null;
    const type = geometry?.type ?? '';
    if (geometry === null || !('coordinates' in geometry)) {
      refuse(i, type === '' ? 'row.noGeometry' : 'row.geometryType', type);
    } else if (type === 'Point' || type === 'MultiPoint') {
      const positions: unknown = type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
      if (!accepts.points) refuse(i, 'row.geometryType', type);
      else if (!Array.isArray(positions) || positions.length === 0 || isEmptyList(positions[0]))
        refuse(i, 'row.noGeometry', type);
      else if (!positions.every(isPosition))
        refuse(i, 'row.coordinateText', JSON.stringify(positions[0]) ?? '');
      else if (positions.length > 1 && !accepts.many) refuse(i, 'row.geometryType', type);
      else {
        const flat = positions.flatMap((position) => [position[0]!, position[1]!]);
        entrances[i] = flat;
        boxes.set(boxOf(flat), 4 * i);
      }
    } else if (type === 'Polygon' || type === 'MultiPolygon') {
      if (accepts.areas === 'no') {
        refuse(i, 'row.geometryType', type);
        continue;
      }
      const repair = repairShape(type, geometry.coordinates);
      if ('code' in repair) {
        refuse(i, repair.code, repair.value);
        continue;
      }
      shapes[i] = repair.shape;
      boxes.set(shapeBounds(repair.shape), 4 * i);
      if (repair.closed) closedRows.push(i + 1);
      if (repair.crossing) crossingRows.push(i + 1);
      if (repair.dropped) droppedRows.push(i + 1);
    } else refuse(i, 'row.geometryType', type);
  }
  const reading = readSystem(boxes);
  if (reading.system === 'projected') return fail(projectedFault(file, geometryColumn, reading));
  const notes: Note[] = [];
  if (reading.system === 'swapped') notes.push(swappedNote(file, geometryColumn, reading));
  let insideCount = 0;
  for (let i = 0; i < count; i++) {
    if (reading.system === 'swapped') {
      if (shapes[i] !== null) shapes[i] = swapShape(shapes[i]!);
      entrances[i] = entrances[i] === null ? null : exchanged(entrances[i]!);
    }
    const shape = shapes[i] ?? null;
    const flat = entrances[i] ?? null;
    if (shape === null && flat === null) continue;
    const box = shape !== null ? shapeBounds(shape) : boxOf(flat!);
    const code = badPlace(box[0]!, box[1]!) ?? badPlace(box[2]!, box[3]!);
    if (code !== null && !(shape !== null && code === 'row.coordinateZero')) {
      refuse(i, code, `${box[0]},${box[1]}`);
      shapes[i] = null;
      entrances[i] = null;
      continue;
    }
    [lons[i], lats[i]] = shape !== null ? innerPoint(shape) : [flat![0]!, flat![1]!];
    if (flat !== null && flat.length === 2) entrances[i] = null;
    if (shape !== null && accepts.areas === 'inside') {
      shapes[i] = null;
      insideCount++;
    }
  }
  if (insideCount > 0) notes.push(fault('table.areasAsPoints', { count: insideCount }, { file }));
  const repairs = [
    ['table.ringsClosed', closedRows],
    ['table.ringsCross', crossingRows],
    ['table.partsDropped', droppedRows],
  ] as const;
  for (const [code, list] of repairs)
    if (list.length > 0)
      notes.push(
        fault(
          code,
          { count: list.length, rows: listRows(list) },
          { file, row: list[0]!, column: geometryColumn },
        ),
      );
  return succeed({ lons, lats, shapes, entrances, problems, notes });
}

/** A code where a place cannot be; null where it can, and where there is none (NaN). */
function badPlace(lon: number, lat: number): FaultCode | null {
  if (Number.isNaN(lon) || Number.isNaN(lat)) return null;
  if (lon === 0 && lat === 0) return 'row.coordinateZero';
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return null;
  return Math.abs(lat) <= 180 && Math.abs(lon) <= 90 ? 'row.coordinateSwapped' : 'row.coordinateRange';
}

function projectedFault(file: string, column: string, reading: SystemReading) {
  const { x, y } = reading;
  return fault('table.projected', { x, y, likely: likelySystem(x, y) }, { file, column });
}

function swappedNote(file: string, column: string, reading: SystemReading): Note {
  return fault('table.swapped', { x: reading.x, y: reading.y }, { file, column });
}

function boxOf(flat: readonly number[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < flat.length; i += 2) {
    west = Math.min(west, flat[i]!);
    east = Math.max(east, flat[i]!);
    south = Math.min(south, flat[i + 1]!);
    north = Math.max(north, flat[i + 1]!);
  }
  return [west, south, east, north];
}

function exchanged(flat: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < flat.length; i += 2) out.push(flat[i + 1]!, flat[i]!);
  return out;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
