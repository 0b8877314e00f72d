/** Which streets a place on a street faces: what a straight line reaches without crossing another street. */
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import { isOnGround, type Graph } from '../network/graph';
import { buildSegmentGrid } from './segment-grid';
import type { StreetPlace, StreetWalk } from './street-walk';

export interface LocatedPlace extends StreetPlace {
  readonly lon: number;
  readonly lat: number;
}

export interface Opposite {
  readonly to: LocatedPlace;
  /** Straight metres. */
  readonly metres: number;
}

/** Streets are looked at from their corners, at least and at most this often. */
const mostStepMetres = 50;
const leastStepMetres = 10;
/** One search serves places of the same street within so many metres, where that decides. */
const serveMetres = 40;
/** What crosses a line this near to its ends meets it there. */
const meetMetres = 0.1;

/** Corners of streets on the ground (where they are close together, some), once each, and places between where they are far apart. */
export function placesAlong(graph: Graph): LocatedPlace[] {
  const { edgeCount, edgeFrom, edgeTo, edgePatch, shapeFirst, shapeLons, shapeLats, shapeMetres } = graph;
  const places: LocatedPlace[] = [];
  const seen = new Uint8Array(graph.junctionCount);
  // Where a street of a compound meets one outside, one stands outside.
  for (const isPrivate of [false, true])
    for (let edge = 0; edge < edgeCount; edge++) {
      if (edgePatch[edge]! > 0 !== isPrivate || !isCandidate(graph, edge)) continue;
      const [first, last] = [shapeFirst[edge]!, shapeFirst[edge + 1]! - 1];
      let before = -Infinity;
      for (let k = first; k <= last; k++) {
        const junction = k === first ? edgeFrom[edge]! : k === last ? edgeTo[edge]! : -1;
        const along = shapeMetres[k]!;
        if (junction < 0 ? along - before >= leastStepMetres : seen[junction] === 0) {
          places.push({ edge, along, lon: shapeLons[k]!, lat: shapeLats[k]! });
          before = along;
        }
        if (junction >= 0) seen[junction] = 1;
        if (k === last) break;
        const length = shapeMetres[k + 1]! - along;
        const parts = Math.ceil(length / mostStepMetres - 1e-6);
        for (let n = 1; n < parts; n++) {
          before = along + (n / parts) * length;
          const lon = shapeLons[k]! + (n / parts) * (shapeLons[k + 1]! - shapeLons[k]!);
          const lat = shapeLats[k]! + (n / parts) * (shapeLats[k + 1]! - shapeLats[k]!);
          places.push({ edge, along: before, lon, lat });
        }
      }
    }
  return places;
}

/**
 * A function that tells what a place faces within `withinMetres` and is longer than `farEnough(metres)` to walk to: of each street (or far
 * part of its own) the nearest point. Bridges and tunnels are at another level: they face nothing and stop nothing. `walk` is its own.
 */
export function createFacing(
  graph: Graph,
  walk: StreetWalk,
  withinMetres: number,
  farEnough: (metres: number) => number,
): (from: LocatedPlace) => Opposite[] {
  const { edgeFrom, edgeTo, edgeMetres, shapeLons, shapeLats, shapeMetres } = graph;
  const grid = buildSegmentGrid(graph, (edge) => isOnGround(graph, edge));
  const turnOf = new Int32Array(shapeLons.length);
  let turn = 0;
  const candidate = Uint8Array.from({ length: graph.edgeCount }, (_, edge) =>
    isCandidate(graph, edge) ? 1 : 0,
  );
  /** Pieces of street near the place, as their ends in metres from it. */
  const ends: number[] = [];
  /** Of each street the nearest point. */
  const best = new Map<number, Foot>();

  /** Where the walk was last started. */
  let anchor: LocatedPlace | null = null;
  function start(from: LocatedPlace): void {
    anchor = from;
    walk.from(from, farEnough(withinMetres) + serveMetres);
  }

  return (from) => {
    look(from);
    if (best.size === 0) return [];
    if (anchor?.edge !== from.edge || Math.abs(anchor.along - from.along) > serveMetres) start(from);
    for (;;) {
      const aside = Math.abs(anchor!.along - from.along);
      const far = [...best.values()].filter((one) => walk.to(one) + aside > farEnough(one.metres));
      if (far.length === 0) return [];
      if (aside === 0)
        return far.filter(({ x, y, metres }) => !isCrossed(x, y, metres)).map((one) => toOpposite(from, one));
      // By a detour to where the walk was started it may only seem far.
      start(from);
    }
  };

  /** Fills `ends` with what lies near a place, and `best` with what of it may be far to walk to. */
  function look(from: LocatedPlace): void {
    turn++;
    ends.length = 0;
    best.clear();
    const { lon: kx, lat: ky } = metresPerDegree(from.lat);
    const dLon = withinMetres / kx;
    const dLat = withinMetres / ky;
    const { first, width, height, west, south, cellLon, cellLat, coords, entryEdge, entryShape } = grid;
    const firstColumn = Math.max(0, Math.floor((from.lon - dLon - west) / cellLon));
    const lastColumn = Math.min(width - 1, Math.floor((from.lon + dLon - west) / cellLon));
    const lastRow = Math.min(height - 1, Math.floor((from.lat + dLat - south) / cellLat));
    for (let row = Math.max(0, Math.floor((from.lat - dLat - south) / cellLat)); row <= lastRow; row++)
      for (let i = first[row * width + firstColumn]!; i < first[row * width + lastColumn + 1]!; i++) {
        const shape = entryShape[i]!;
        if (turnOf[shape] === turn) continue;
        turnOf[shape] = turn;
        const ax = (coords[4 * i]! - from.lon) * kx;
        const ay = (coords[4 * i + 1]! - from.lat) * ky;
        const bx = (coords[4 * i + 2]! - from.lon) * kx;
        const by = (coords[4 * i + 3]! - from.lat) * ky;
        const dx = bx - ax;
        const dy = by - ay;
        const square = dx * dx + dy * dy;
        const part = square > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square)) : 0;
        const x = ax + part * dx;
        const y = ay + part * dy;
        if (x * x + y * y > withinMetres * withinMetres) continue;
        ends.push(ax, ay, bx, by);
        const edge = entryEdge[i]!;
        if (candidate[edge] === 0) continue;
        const metres = Math.sqrt(x * x + y * y);
        const along = shapeMetres[shape]! + part * (shapeMetres[shape + 1]! - shapeMetres[shape]!);
        if (shortWay(from, edge, along) <= farEnough(metres)) continue;
        if (metres < (best.get(edge)?.metres ?? Infinity))
          best.set(edge, { edge, along, shape, part, x, y, metres });
      }
  }

  function toOpposite(from: LocatedPlace, { edge, along, shape, part }: Foot): Opposite {
    const lon = shapeLons[shape]! + part * (shapeLons[shape + 1]! - shapeLons[shape]!);
    const lat = shapeLats[shape]! + part * (shapeLats[shape + 1]! - shapeLats[shape]!);
    return { to: { edge, along, lon, lat }, metres: distanceMetres(from.lon, from.lat, lon, lat) };
  }

  /** A way that is there at a glance: along the same street, or by a junction that both share. */
  function shortWay(from: LocatedPlace, edge: number, along: number): number {
    const own = from.edge;
    let metres = edge === own ? Math.abs(along - from.along) : Infinity;
    const left = edgeMetres[own]! - from.along;
    const rest = edgeMetres[edge]! - along;
    if (edgeFrom[own] === edgeFrom[edge]) metres = Math.min(metres, from.along + along);
    if (edgeFrom[own] === edgeTo[edge]) metres = Math.min(metres, from.along + rest);
    if (edgeTo[own] === edgeFrom[edge]) metres = Math.min(metres, left + along);
    if (edgeTo[own] === edgeTo[edge]) metres = Math.min(metres, left + rest);
    return metres;
  }

  /** Whether a street crosses the line from the place to a point (in metres from it). */
  function isCrossed(x: number, y: number, length: number): boolean {
    for (let i = 0; i < ends.length; i += 4) {
      const sideA = x * ends[i + 1]! - y * ends[i]!;
      const sideB = x * ends[i + 3]! - y * ends[i + 2]!;
      if (sideA >= 0 === sideB >= 0) continue;
      const [dx, dy] = [ends[i + 2]! - ends[i]!, ends[i + 3]! - ends[i + 1]!];
      const at = (length * (ends[i]! * dy - ends[i + 1]! * dx)) / (x * dy - y * dx);
      if (at > meetMetres && at < length - meetMetres) return true;
    }
    return false;
  }
}

interface Foot extends StreetPlace {
  readonly shape: number;
  readonly part: number;
  /** Metres from the place. */
  readonly x: number;
  readonly y: number;
  readonly metres: number;
}

/** On the ground, and of no island: an island is told of as one (`islands.ts`). The largest piece is none, small as it may be. */
function isCandidate(graph: Graph, edge: number): boolean {
  const piece = graph.component[graph.edgeFrom[edge]!]!;
  return isOnGround(graph, edge) && (piece === 0 || graph.componentIsland[piece] === 0);
}
