/**
 * Where a footbridge may be missing: two streets that face each other over a short gap (water, rail, a fast road, a wall) and are far to
 * walk between. The user looks and decides, nothing is joined unasked. Islands are left to `islands.ts`, ends a few metres short of a
 * street to `gaps.ts`.
 */
import { metresPerDegree } from '../domain/ellipsoid';
import { pacer, type Control, type Pause } from '../domain/progress';
import type { Graph } from '../network/graph';
import { createFacing, placesAlong, type LocatedPlace } from './facing-streets';
import { defaultGaps } from './gaps';
import { COMPOUND, RAIL, ROAD, WATER, type Obstacles } from './obstacles';
import { createStreetWalk, type StreetPlace, type StreetWalk } from './street-walk';

export interface MissingBridge {
  readonly from: LocatedPlace;
  readonly to: LocatedPlace;
  /** Metres straight across. */
  readonly metres: number;
  /** Metres on foot as the streets are; Infinity where it is further than `lookMetres`, or there is no way. */
  readonly walkMetres: number;
  /** Bits of `obstacles.ts`, `COMPOUND` where the ends are not in the same one; 0 where nothing is known to lie between. */
  readonly across: number;
}

export interface BridgeOptions {
  /** The longest gap (inclusive). */
  readonly withinMetres: number;
  /** The way round is longer than this, and longer than this many times the gap. */
  readonly leastWalkMetres: number;
  readonly leastTimes: number;
  /** How far ways round are followed. */
  readonly lookMetres: number;
  /** Of those whose middles lie this near to each other, across the same, the best is told. */
  readonly apartMetres: number;
  /** As `walk.throughGates`. */
  readonly throughGates: boolean;
}

export function bridgeOptions(withinMetres = 60, throughGates = false): BridgeOptions {
  const leastTimes = 10;
  const lookMetres = Math.max(2000, leastTimes * withinMetres);
  return { withinMetres, leastWalkMetres: 300, leastTimes, lookMetres, apartMetres: 100, throughGates };
}

/** Streets of compounds stop a line as others do. */
const crossable = WATER | RAIL | ROAD;
const noPatch: ReadonlySet<number> = new Set();

/**
 * Looked for from every corner of every street and at least each 50 m: the nearest point of each other street (or far part of the same)
 * that a straight line reaches without crossing a street. Bridges and tunnels stand at another level: nothing leads to them or is stopped
 * by them. Longest way round beyond `leastTimes` gaps first.
 */
export async function findMissingBridges(
  graph: Graph,
  obstacles: Obstacles,
  options: BridgeOptions,
  control?: Control,
): Promise<MissingBridge[]> {
  const pace = pacer(control);
  const walk = createStreetWalk(graph, options.throughGates);
  const facing = createFacing(
    graph,
    createStreetWalk(graph, options.throughGates),
    options.withinMetres,
    (metres) => farEnough(metres, options),
  );
  const sources = placesAlong(graph);
  const patchOf = ({ edge }: StreetPlace): number => (options.throughGates ? 0 : graph.edgePatch[edge]!);
  const found: MissingBridge[] = [];
  for (let i = 0; i < sources.length; i++) {
    if ((i & 31) === 0) await pace();
    if ((i & 8191) === 0) control?.progress?.({ stage: 'route', done: i, total: sources.length, what: '' });
    const from = sources[i]!;
    const opposite = facing(from);
    if (opposite.length === 0) continue;
    walk.from(from, options.lookMetres);
    for (const { to, metres } of opposite) {
      const between = obstacles.across(from.lon, from.lat, to.lon, to.lat, noPatch) & crossable;
      const across = between | (patchOf(from) === patchOf(to) ? 0 : COMPOUND);
      found.push({ from, to, metres, walkMetres: walk.to(to), across });
    }
  }
  control?.progress?.({ stage: 'route', done: sources.length, total: sources.length, what: '' });
  const best = await bestOfEach(found, walk, options, pace);
  // An end a few metres short of a street is told of as one; what is far round beside it for no other reason is not told at all.
  return best.filter(
    ({ from, to, metres }) =>
      metres > defaultGaps.withinMetres || !(isDeadEnd(graph, from) || isDeadEnd(graph, to)),
  );
}

/** How much the way round is longer than it may be; what is not found within the look counts as that long. */
function excessOf({ walkMetres, metres }: MissingBridge, { lookMetres, leastTimes }: BridgeOptions): number {
  return Math.min(walkMetres, lookMetres) - leastTimes * metres;
}

/**
 * The best first; of the others those that are not near to a better one across the same, and would still be far to walk if any one of the
 * better ones near them were there.
 */
async function bestOfEach(
  found: readonly MissingBridge[],
  walk: StreetWalk,
  options: BridgeOptions,
  pace: Pause,
): Promise<MissingBridge[]> {
  const order = [...found.keys()].sort(
    (a, b) =>
      excessOf(found[b]!, options) - excessOf(found[a]!, options) ||
      found[a]!.metres - found[b]!.metres ||
      a - b,
  );
  const kept = createNearby<MissingBridge>(
    Math.max(options.apartMetres, farEnough(options.withinMetres, options) / 2),
  );
  const best: MissingBridge[] = [];
  for (const [n, i] of order.entries()) {
    if ((n & 31) === 0) await pace();
    const one = found[i]!;
    const [lon, lat] = middleOf(one);
    const needed = farEnough(one.metres, options);
    const others: MissingBridge[] = [];
    let isTold = false;
    kept.within(lon, lat, (other, metres) => {
      if (metres <= options.apartMetres && other.across === one.across) isTold = true;
      // The two legs to it and from it are together no shorter than twice the line between the middles.
      else if (2 * metres + other.metres <= needed) others.push(other);
    });
    if (isTold || (others.length > 0 && shortestOver(one, others, walk, needed) <= needed)) continue;
    kept.add(lon, lat, one);
    best.push(one);
  }
  return best;
}

/** Metres from one end to the other over any one of other bridges; Infinity where that is longer than `limitMetres`. */
function shortestOver(
  { from, to }: MissingBridge,
  others: readonly MissingBridge[],
  walk: StreetWalk,
  limitMetres: number,
): number {
  walk.from(from, limitMetres);
  const legs = others.map((other) => [walk.to(other.from), walk.to(other.to)] as const);
  walk.from(to, limitMetres);
  return Math.min(
    ...others.map((other, i) => {
      const [near, far] = legs[i]!;
      return other.metres + Math.min(near + walk.to(other.to), far + walk.to(other.from));
    }),
  );
}

function farEnough(metres: number, { leastWalkMetres, leastTimes }: BridgeOptions): number {
  return Math.max(leastWalkMetres, leastTimes * metres);
}

function middleOf({ from, to }: MissingBridge): [number, number] {
  return [(from.lon + to.lon) / 2, (from.lat + to.lat) / 2];
}

/** Things at places, and those within `radiusMetres` of a place. */
function createNearby<T>(radiusMetres: number) {
  const cells = new Map<string, { lon: number; lat: number; thing: T }[]>();
  const size = radiusMetres / 50_000;
  return {
    add(lon: number, lat: number, thing: T): void {
      const key = `${Math.floor(lon / size)} ${Math.floor(lat / size)}`;
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, [{ lon, lat, thing }]);
      else cell.push({ lon, lat, thing });
    },
    within(lon: number, lat: number, visit: (thing: T, metres: number) => void): void {
      const degree = metresPerDegree(lat);
      const [dLon, dLat] = [radiusMetres / degree.lon, radiusMetres / degree.lat];
      for (let i = Math.floor((lon - dLon) / size); i <= Math.floor((lon + dLon) / size); i++)
        for (let j = Math.floor((lat - dLat) / size); j <= Math.floor((lat + dLat) / size); j++)
          for (const one of cells.get(`${i} ${j}`) ?? []) {
            const metres = Math.hypot((one.lon - lon) * degree.lon, (one.lat - lat) * degree.lat);
            if (metres <= radiusMetres) visit(one.thing, metres);
          }
    },
  };
}

/** Whether it is an end that no other street shares. */
function isDeadEnd({ edgeFrom, edgeTo, edgeMetres, arcFirst }: Graph, { edge, along }: StreetPlace): boolean {
  const junction = along === 0 ? edgeFrom[edge]! : along === edgeMetres[edge] ? edgeTo[edge]! : -1;
  return junction >= 0 && arcFirst[junction + 1]! - arcFirst[junction]! === 1;
}
