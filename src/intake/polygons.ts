/** Polygons as files have them, made fit for use: closed, without repeated corners, with an area; degrees, planar (they are small). */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { FaultCode } from '../domain/codes';
import { ringArea } from '../domain/ring';

export type Shape = Polygon | MultiPolygon;

export interface Repair {
  readonly shape: Shape;
  /** A ring was left open and has been closed. */
  readonly closed: boolean;
  /** A ring crosses itself; which side is inside is then by even-odd. */
  readonly crossing: boolean;
  /** A part or hole without an area, a speck left over from snapping, has been left out. */
  readonly dropped: boolean;
}

interface RingProblem {
  readonly code: FaultCode;
  readonly value: string;
}

/**
 * Checks and mends the coordinates of a Polygon or MultiPolygon. Open rings are closed, repeated corners and heights dropped;
 * winding does not matter. Not mended, hence a code: fewer than three corners, an area of 0, coordinates that are not numbers.
 */
export function repairShape(type: string, coordinates: unknown): Repair | RingProblem {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return { code: 'row.noGeometry', value: '' };
  let closed = false;
  let crossing = false;
  let dropped = false;
  let problem: RingProblem | null = null;
  const kept: Position[][][] = [];
  for (const rings of polygons as unknown[]) {
    if (!Array.isArray(rings) || rings.length === 0) return { code: 'row.noGeometry', value: '' };
    const keptRings: Position[][] = [];
    for (const [index, ring] of (rings as unknown[]).entries()) {
      const clean = cleanRing(ring);
      if ('code' in clean) {
        if (clean.code === 'row.coordinateText' || clean.code === 'row.noGeometry') return clean;
        dropped = true;
        problem ??= clean;
        // Holes of an outline that is none go with it.
        if (index === 0) break;
        continue;
      }
      closed ||= clean.closed;
      crossing ||= crossesItself(clean.ring);
      keptRings.push(clean.ring);
    }
    if (keptRings.length > 0) kept.push(keptRings);
  }
  if (kept.length === 0) return problem!;
  const shape: Shape =
    type === 'Polygon'
      ? { type: 'Polygon', coordinates: kept[0]! }
      : { type: 'MultiPolygon', coordinates: kept };
  return { shape, closed, crossing, dropped };
}

/** A point inside: the middle of the widest stretch inside on the latitude line halfway up the largest part. For drawing only. */
export function innerPoint(shape: Shape): readonly [number, number] {
  const parts = partsOf(shape);
  let rings = parts[0]!;
  for (const part of parts) if (Math.abs(ringArea(part[0]!)) > Math.abs(ringArea(rings[0]!))) rings = part;
  const [, south, , north] = ringBounds(rings[0]!);
  // Slightly off the middle, where corners of drawn rectangles do not lie.
  for (const share of [0.4999, 0.3331, 0.6667, 0.1009, 0.8999]) {
    const lat = south + (north - south) * share;
    const crossings: number[] = [];
    for (const ring of rings)
      for (let i = 1; i < ring.length; i++) {
        const [x1, y1] = ring[i - 1] as [number, number];
        const [x2, y2] = ring[i] as [number, number];
        if (y1 > lat !== y2 > lat) crossings.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
      }
    crossings.sort((a, b) => a - b);
    let best = -1;
    let lon = NaN;
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1]! - crossings[i]!;
      if (width > best) {
        best = width;
        lon = (crossings[i]! + crossings[i + 1]!) / 2;
      }
    }
    if (best > 0) return [lon, lat];
  }
  return rings[0]![0] as [number, number];
}

/** [west, south, east, north] over all parts. */
export function shapeBounds(shape: Shape): readonly [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of partsOf(shape)) {
    const [w, s, e, n] = ringBounds(part[0]!);
    west = Math.min(west, w);
    south = Math.min(south, s);
    east = Math.max(east, e);
    north = Math.max(north, n);
  }
  return [west, south, east, north];
}

/** Every corner moved by `move`; null where it gives NaN for one. */
export function movedShape(
  shape: Shape,
  move: (x: number, y: number) => readonly [number, number],
): Shape | null {
  let isWhole = true;
  const moveRing = (ring: Position[]) =>
    ring.map(([x, y]) => {
      const place = move(x!, y!);
      isWhole &&= !Number.isNaN(place[0]);
      return [place[0], place[1]];
    });
  const moved: Shape =
    shape.type === 'Polygon'
      ? { type: 'Polygon', coordinates: shape.coordinates.map(moveRing) }
      : { type: 'MultiPolygon', coordinates: shape.coordinates.map((rings) => rings.map(moveRing)) };
  return isWhole ? moved : null;
}

function partsOf(shape: Shape): Position[][][] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

function ringBounds(ring: Position[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    west = Math.min(west, x!);
    east = Math.max(east, x!);
    south = Math.min(south, y!);
    north = Math.max(north, y!);
  }
  return [west, south, east, north];
}

function cleanRing(ring: unknown): { readonly ring: Position[]; readonly closed: boolean } | RingProblem {
  if (!Array.isArray(ring)) return { code: 'row.noGeometry', value: '' };
  const corners: Position[] = [];
  for (const position of ring as unknown[]) {
    if (!isPosition(position))
      return { code: 'row.coordinateText', value: String(JSON.stringify(position)).slice(0, 60) };
    const last = corners[corners.length - 1];
    if (last === undefined || last[0] !== position[0] || last[1] !== position[1])
      corners.push([position[0]!, position[1]!]);
  }
  const first = corners[0];
  const last = corners[corners.length - 1];
  const isOpen = first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1]);
  if (isOpen) corners.push([first[0]!, first[1]!]);
  if (corners.length < 4) return { code: 'row.ringTooShort', value: `${ring.length}` };
  const [west, south, east, north] = ringBounds(corners);
  // Relative to its box: a bow-tie's two halves cancel, a sliver along a line has nothing inside.
  const box = (east - west) * (north - south);
  if (!(box > 0) || Math.abs(ringArea(corners)) < 1e-9 * box)
    return { code: 'row.zeroArea', value: `${ring.length}` };
  return { ring: corners, closed: isOpen };
}

/** Whether two sides of a closed ring cross properly. Sides are swept from west to east, so only neighbours in longitude meet. */
function crossesItself(ring: Position[]): boolean {
  const sides = ring.length - 1;
  if (sides < 4) return false;
  const order = Array.from({ length: sides }, (_, i) => i).sort((a, b) => westOf(ring, a) - westOf(ring, b));
  let active: number[] = [];
  for (const side of order) {
    const west = westOf(ring, side);
    active = active.filter((other) => Math.max(ring[other]![0]!, ring[other + 1]![0]!) >= west);
    for (const other of active) {
      const gap = Math.abs(other - side);
      if (gap === 1 || gap === sides - 1) continue;
      if (properlyCross(ring[side]!, ring[side + 1]!, ring[other]!, ring[other + 1]!)) return true;
    }
    active.push(side);
  }
  return false;
}

function westOf(ring: Position[], side: number): number {
  return Math.min(ring[side]![0]!, ring[side + 1]![0]!);
}

function properlyCross(a: Position, b: Position, c: Position, d: Position): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (c[0]! - a[0]!) * (b[1]! - a[1]!));
}

/** Two finite numbers, and perhaps a height after them. */
export function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}
