/**
 * Suspicious gaps: dead ends that stop a few metres short of another street which is far to walk to. Most are slips of the
 * drawing hand (ends not joined), some are fences: the user looks and decides, nothing is joined unasked.
 */
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import { isOnGround, type Graph } from '../network/graph';
import { buildSegmentGrid, entriesInBox } from './segment-grid';

export interface Gap {
  /** The dead end. */
  readonly junction: number;
  readonly lon: number;
  readonly lat: number;
  /** The street it nearly meets, and where. */
  readonly edge: number;
  readonly footLon: number;
  readonly footLat: number;
  /** Metres of the gap. */
  readonly metres: number;
  /** Metres to walk from the dead end to the foot as the streets are; Infinity where it is further than `lookMetres`, or there is no way. */
  readonly walkMetres: number;
  /** Whether the two belong to parts of the network that are not connected at all. */
  readonly isSplit: boolean;
}

export interface GapOptions {
  /** The longest gap (inclusive). */
  readonly withinMetres: number;
  /** A way round that is no longer than this is no gap worth naming. */
  readonly leastWalkMetres: number;
  /** How far ways round are followed. */
  readonly lookMetres: number;
}

export const defaultGaps: GapOptions = { withinMetres: 5, leastWalkMetres: 50, lookMetres: 500 };

/**
 * The gaps of a network, those that split it first, then by the way round, longest first. Two dead ends that face each other
 * are one gap, told from the lower junction. Bridges and tunnels meet nothing that is not at their own level, so a dead end
 * is not held against them unless it is one itself.
 */
export function findGaps(graph: Graph, options: GapOptions = defaultGaps): Gap[] {
  const { withinMetres, leastWalkMetres } = options;
  const grid = buildSegmentGrid(graph, () => true);
  const { lons, lats, arcFirst, arcs, component, shapeMetres, edgeFrom, edgeTo } = graph;
  const { edgeMetres } = graph;
  const walk = createWalk(graph, options.lookMetres);
  const gaps: Gap[] = [];
  const told = new Set<string>();
  for (let junction = 0; junction < graph.junctionCount; junction++) {
    if (arcFirst[junction + 1]! - arcFirst[junction]! !== 1) continue;
    const own = arcs[2 * arcFirst[junction]! + 1]!;
    const lon = lons[junction]!;
    const lat = lats[junction]!;
    const degree = metresPerDegree(lat);
    const box = [withinMetres / degree.lon, withinMetres / degree.lat] as const;
    let best: Gap | null = null;
    let ways: ReturnType<typeof walk> | null = null;
    entriesInBox(grid, lon - box[0], lat - box[1], lon + box[0], lat + box[1], (entry) => {
      const edge = grid.entryEdge[entry]!;
      if (isOnGround(graph, edge) !== isOnGround(graph, own)) return;
      const foot = footOn(grid.coords, 4 * entry, lon, lat);
      const metres = distanceMetres(lon, lat, foot.lon, foot.lat);
      if (metres > withinMetres || (best !== null && metres >= best.metres)) return;
      const k = grid.entryShape[entry]!;
      const along = shapeMetres[k]! + foot.part * (shapeMetres[k + 1]! - shapeMetres[k]!);
      ways ??= walk(junction);
      const walkMetres = Math.min(
        ways(edgeFrom[edge]!) + along,
        ways(edgeTo[edge]!) + edgeMetres[edge]! - along,
        // On the dead end's own street there is no need to go to its other end.
        edge === own ? Math.abs(along - (edgeFrom[own] === junction ? 0 : edgeMetres[own]!)) : Infinity,
      );
      if (walkMetres <= leastWalkMetres) return;
      best = {
        junction,
        lon,
        lat,
        edge,
        footLon: foot.lon,
        footLat: foot.lat,
        metres,
        walkMetres,
        isSplit: component[junction] !== component[edgeFrom[edge]!],
      };
    });
    if (best === null) continue;
    const { edge, footLon, footLat } = best as Gap;
    const other = [edgeFrom[edge]!, edgeTo[edge]!].find((v) => lons[v] === footLon && lats[v] === footLat);
    if (other !== undefined) {
      const pair = `${Math.min(junction, other)} ${Math.max(junction, other)}`;
      if (told.has(pair)) continue;
      told.add(pair);
    }
    gaps.push(best);
  }
  return gaps.sort(
    (a, b) =>
      Number(b.isSplit) - Number(a.isSplit) ||
      (a.walkMetres === b.walkMetres ? a.junction - b.junction : b.walkMetres - a.walkMetres),
  );

  function footOn(coords: Float64Array, at: number, x: number, y: number) {
    const { lon: kx, lat: ky } = metresPerDegree(y);
    const [ax, ay, bx, by] = [coords[at]!, coords[at + 1]!, coords[at + 2]!, coords[at + 3]!];
    const dx = (bx - ax) * kx;
    const dy = (by - ay) * ky;
    const square = dx * dx + dy * dy;
    const along = square > 0 ? ((x - ax) * kx * dx + (y - ay) * ky * dy) / square : 0;
    // The ends as they are, so that they can be told from points between.
    if (along <= 0) return { part: 0, lon: ax, lat: ay };
    if (along >= 1) return { part: 1, lon: bx, lat: by };
    return { part: along, lon: ax + along * (bx - ax), lat: ay + along * (by - ay) };
  }
}

/** Metres from a junction to others along any street, gated or not, as far as `limit`; a function that is good until the next call. */
function createWalk({ junctionCount, arcFirst, arcs, edgeMetres }: Graph, limit: number) {
  const metres = new Float64Array(junctionCount).fill(Infinity);
  const touched: number[] = [];
  return (from: number): ((junction: number) => number) => {
    for (const junction of touched) metres[junction] = Infinity;
    touched.length = 0;
    metres[from] = 0;
    touched.push(from);
    // First in, first out: at most some hundred junctions.
    const queue = [from];
    for (let i = 0; i < queue.length; i++) {
      const u = queue[i]!;
      for (let a = arcFirst[u]!; a < arcFirst[u + 1]!; a++) {
        const v = arcs[2 * a]!;
        const next = metres[u]! + edgeMetres[arcs[2 * a + 1]!]!;
        if (next > limit || next >= metres[v]!) continue;
        if (metres[v] === Infinity) touched.push(v);
        metres[v] = next;
        queue.push(v);
      }
    }
    return (junction) => metres[junction]!;
  };
}
