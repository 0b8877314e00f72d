/** Which system a file's places are in: what the study says, else what the file says, else what only one reading allows; else a fault. */
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import { likelySystem, readSystem, zonedSystem } from './coordinates';
import type { PlaceReader, Shift, System } from './crs';
import { exchangedId, findSystem, placeReader } from './crs';

export interface Asked {
  readonly file: string;
  /** Of the coordinates, for messages. */
  readonly column: string;
  /** What the study chose, 'auto' if nothing. */
  readonly chosen: string;
  readonly shift: Shift | null;
  /** What the file itself says, '' if nothing. */
  readonly stated: string;
}

export interface PlaceSystem {
  readonly system: System;
  readonly shift: Shift | null;
  readonly read: PlaceReader;
  /** The numbers in the file are WGS84 longitude and latitude as they stand. */
  readonly isPlain: boolean;
  readonly notes: readonly Note[];
}

/**
 * `boxes`: [minX, minY, maxX, maxY] a place as in the file, NaN where there is none. Faults: crs.unknown; crs.rangeMismatch where the system
 * is in metres and the numbers are degrees; table.projected where the numbers are metres of a system that they do not tell.
 */
export function decideSystem(boxes: Float64Array, asked: Asked): Result<PlaceSystem> {
  const { file, column, chosen, shift, stated } = asked;
  const at = { file, column };
  const ranges = readSystem(boxes);
  const notes: Note[] = [];
  const isChosen = chosen !== 'auto';
  const named = isChosen ? chosen : stated;
  const system = named === '' ? null : findSystem(named);
  if (named !== '' && system === null) return fail(fault('crs.unknown', { crs: named.slice(0, 80) }, at));
  // A file that says WGS84 says what is taken for granted anyway, and often without having looked.
  const isUsual = system !== null && system.method === 'none' && !isChosen;
  let id = system?.id ?? 'EPSG:4326';
  if (system !== null && !isUsual) {
    if (system.units === 'metres') {
      if (ranges.system !== 'projected' && ranges.total > 0)
        return fail(fault('crs.rangeMismatch', { system: system.name, x: ranges.x, y: ranges.y }, at));
      if (northStandsFirst(boxes, system)) {
        id = exchangedId(id);
        notes.push(fault('crs.northFirst', { x: ranges.x, y: ranges.y }, at));
      }
    } else if (ranges.system === 'projected') return fail(projected(ranges.x, ranges.y, at));
    else if (ranges.system === 'swapped' && !isChosen) {
      id = exchangedId(id);
      notes.push(fault('table.swapped', { x: ranges.x, y: ranges.y }, at));
    }
    if (!isChosen) notes.push(fault('crs.fromFile', { system: findSystem(id)!.name }, at));
  } else if (ranges.system === 'projected') {
    const zoned = commonZone(boxes, ranges.total);
    if (zoned === null) return fail(projected(ranges.x, ranges.y, at));
    id = zoned;
    notes.push(fault('crs.byRange', { x: ranges.x, y: ranges.y, system: findSystem(id)!.name }, at));
  } else if (ranges.system === 'swapped') {
    id = exchangedId(id);
    notes.push(fault('table.swapped', { x: ranges.x, y: ranges.y }, at));
  }

  const used = findSystem(id)!;
  const reader = placeReader(id, shift);
  if (!reader.ok) return reader;
  if (used.needsShift && shift === null) notes.push(fault('crs.noParameters', { system: used.name }, at));
  if (shift !== null)
    notes.push(fault('crs.shifted', { east: Math.round(shift[0]), north: Math.round(shift[1]) }, at));
  const isPlain = used.method === 'none' && !used.northFirst && shift === null;
  return succeed({ system: used, shift, read: reader.value, isPlain, notes });
}

/** The zone that most places name; those of another one will be refused, not moved by a zone's width. */
function commonZone(boxes: Float64Array, total: number): string | null {
  const votes = new Map<string, number>();
  for (let i = 0; i < boxes.length; i += 4) {
    const id = zonedSystem(boxes[i]!, boxes[i + 1]!);
    if (id !== null) votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  for (const [id, count] of votes) if (count * 2 > total) return id;
  return null;
}

function projected(x: number, y: number, at: { file: string; column: string }) {
  return fault('table.projected', { x, y, likely: likelySystem(x, y) }, at);
}

/** Of a zoned system: most places have an easting where the north should stand, and none of the others where the east should. */
function northStandsFirst(boxes: Float64Array, { eastings, northFirst }: System): boolean {
  if (eastings === null || northFirst) return false;
  const fits = (value: number) => value >= eastings[0] && value <= eastings[1];
  let asIs = 0;
  let turned = 0;
  for (let i = 0; i < boxes.length; i += 4) {
    if (fits(boxes[i]!)) asIs++;
    else if (fits(boxes[i + 1]!)) turned++;
  }
  return turned > asIs;
}
