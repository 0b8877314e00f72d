/** Where each row is: from coordinate columns or from geometries, checked as a whole file first, then row by row. */
import type { Geometry } from 'geojson';
import type { FaultCode } from '../domain/codes';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Pause } from '../domain/progress';
import { isWrittenOut, parseDegrees, splitPair } from './coordinates';
import type { PlaceReader, Shift, System } from './crs';
import { listRows } from './list-rows';
import type { Shape } from './polygons';
import type { PlaceSystem } from './place-system';
import { decideSystem } from './place-system';
import { innerPoint, isPosition, movedShape, repairShape, shapeBounds } from './polygons';
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
  /** What the places were read in. */
  readonly system: System;
  readonly shift: Shift | null;
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

/** Rows, and shapes, between two pauses. */
const rowsAtOnce = 4096;
const shapesAtOnce = 64;

export async function readPlaces(
  table: TextTable,
  columns: ReadonlyMap<string, number>,
  accepts: Accepts,
  pause: Pause,
): Promise<Result<Places>> {
  if (table.features !== null) return placesFromGeometry(table, accepts, pause);
  if (!accepts.points)
    return fail(fault('table.needsAreas', { columns: table.header.join(' | ') }, { file: table.file }));
  return placesFromColumns(table, columns, pause);
}

async function placesFromColumns(
  table: TextTable,
  columns: ReadonlyMap<string, number>,
  pause: Pause,
): Promise<Result<Places>> {
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
  const writtenOut: number[] = [];
  for (let i = 0; i < count; i++) {
    if (i % rowsAtOnce === 0) await pause();
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
      if (isWrittenOut(lonText) || isWrittenOut(latText)) writtenOut.push(rows[i]!);
    }
  }
  const boxes = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    boxes[4 * i] = boxes[4 * i + 2] = xs[i]!;
    boxes[4 * i + 1] = boxes[4 * i + 3] = ys[i]!;
  }
  const decided = systemFor(table, header[lonAt!]!, boxes);
  if (!decided.ok) return decided;
  const { system, shift, read, isPlain } = decided.value;
  const notes = [...decided.value.notes];
  if (writtenOut.length > 0)
    notes.push(
      fault(
        'column.degreesWritten',
        { count: writtenOut.length, rows: listRows(writtenOut) },
        { file, row: writtenOut[0]!, column: header[lonAt!]! },
      ),
    );
  const lons = isPlain ? xs : new Float64Array(count).fill(NaN);
  const lats = isPlain ? ys : new Float64Array(count).fill(NaN);
  for (let i = 0; i < count; i++) {
    if (i % rowsAtOnce === 0) await pause();
    if (Number.isNaN(xs[i]!) || Number.isNaN(ys[i]!)) continue;
    const code = badNumbers(xs[i]!, ys[i]!, system);
    if (code === null && !isPlain) [lons[i], lats[i]] = read(xs[i]!, ys[i]!);
    const problem = code ?? (Number.isNaN(lons[i]!) ? 'row.outsideSystem' : null);
    if (problem === null) continue;
    const isLon = problem !== 'row.coordinateSwapped' && Math.abs(xs[i]!) > (system.northFirst ? 90 : 180);
    const at = isLon ? lonAt! : latAt!;
    problems.set(i, { code: problem, column: header[at]!, value: cells[at]![i]! });
    lons[i] = lats[i] = NaN;
  }
  const none: null[] = new Array<null>(count).fill(null);
  return succeed({ lons, lats, shapes: none, entrances: none, problems, system, shift, notes });
}

async function placesFromGeometry(table: TextTable, accepts: Accepts, pause: Pause): Promise<Result<Places>> {
  const { file, features, rows } = table;
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
    if (i % shapesAtOnce === 0) await pause();
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
      if (repair.closed) closedRows.push(rows[i]!);
      if (repair.crossing) crossingRows.push(rows[i]!);
      if (repair.dropped) droppedRows.push(rows[i]!);
    } else refuse(i, 'row.geometryType', type);
  }
  const decided = systemFor(table, geometryColumn, boxes);
  if (!decided.ok) return decided;
  const { system, shift, read, isPlain } = decided.value;
  const notes: Note[] = [...decided.value.notes];
  let insideCount = 0;
  for (let i = 0; i < count; i++) {
    if (i % shapesAtOnce === 0) await pause();
    const box = boxes.subarray(4 * i, 4 * i + 4);
    if (shapes[i] === null && entrances[i] === null) continue;
    let code = badNumbers(box[0]!, box[1]!, system) ?? badNumbers(box[2]!, box[3]!, system);
    if (shapes[i] !== null && code === 'row.coordinateZero') code = null;
    if (code === null && !isPlain) {
      if (shapes[i] !== null) shapes[i] = movedShape(shapes[i]!, read);
      if (entrances[i] !== null) entrances[i] = movedFlat(entrances[i]!, read);
      if (shapes[i] === null && entrances[i] === null) code = 'row.outsideSystem';
    }
    if (code !== null) {
      refuse(i, code, `${box[0]},${box[1]}`);
      shapes[i] = null;
      entrances[i] = null;
      continue;
    }
    const shape = shapes[i] ?? null;
    const flat = entrances[i] ?? null;
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
  return succeed({ lons, lats, shapes, entrances, problems, system, shift, notes });
}

function systemFor(table: TextTable, column: string, boxes: Float64Array): Result<PlaceSystem> {
  const { file, crs: stated, chosen } = table;
  return decideSystem(boxes, {
    file,
    column,
    stated,
    chosen: chosen?.crs ?? 'auto',
    shift: chosen?.shift ?? null,
  });
}

/** A code where numbers of the file are no place; null where they may be one. */
function badNumbers(x: number, y: number, { units, northFirst }: System): FaultCode | null {
  if (x === 0 && y === 0) return 'row.coordinateZero';
  if (units === 'metres') return null;
  const [lon, lat] = northFirst ? [y, x] : [x, y];
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return null;
  return Math.abs(lat) <= 180 && Math.abs(lon) <= 90 ? 'row.coordinateSwapped' : 'row.coordinateRange';
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

/** Null where one of the points is nowhere in the system. */
function movedFlat(flat: readonly number[], read: PlaceReader): number[] | null {
  const out: number[] = [];
  for (let i = 0; i < flat.length; i += 2) out.push(...read(flat[i]!, flat[i + 1]!));
  return out.some(Number.isNaN) ? null : out;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
