/** Where elders stand on the streets: one point for a linked place, many for a polygon, none for an unlinked place. */
import { sharableMemory } from '../domain/shared-memory';
import type { Links } from './link';
import { metresFromEnd, metresFromStart } from './edge-costs';
import { toMm } from './profile';
import type { Searcher } from './searcher';
import type { Spread } from './spread';

/** Points of elder row r are first[r] … first[r + 1] - 1 of the columns after it. */
export interface Demand {
  readonly rows: number;
  readonly first: Int32Array;
  readonly edge: Int32Array;
  /** Metres from the edge's start. */
  readonly along: Float64Array;
  /** Metres between the place and the street; 0 for pieces of a polygon, which stand on it. */
  readonly perpendicular: Float64Array;
  /** Part of the row's elders; sums to 1 over the row's points. */
  readonly share: Float64Array;
}

/**
 * Demand of rows that are linked points, save those with a polygon: `polygonOfRow[r]` is a position in `spread`, -1 for a
 * point. A polygon without any street in it counts as the point that was linked for its row.
 */
export function buildDemand(links: Links, spread: Spread | null, polygonOfRow: Int32Array | null): Demand {
  const rows = links.count;
  const first = new Int32Array(rows + 1);
  for (let r = 0; r < rows; r++) {
    const pieces = piecesOf(spread, polygonOfRow, r);
    first[r + 1] = first[r] + (pieces > 0 ? pieces : links.edge[r] >= 0 ? 1 : 0);
  }
  const total = first[rows];
  const edge = new Int32Array(total);
  const along = new Float64Array(total);
  const perpendicular = new Float64Array(total);
  const share = new Float64Array(total);
  for (let r = 0; r < rows; r++) {
    const at = first[r];
    if (first[r + 1] === at) continue;
    if (piecesOf(spread, polygonOfRow, r) > 0) {
      const from = spread!.first[polygonOfRow![r]];
      for (let k = at; k < first[r + 1]; k++) {
        edge[k] = spread!.edge[from + k - at];
        along[k] = spread!.along[from + k - at];
        share[k] = spread!.share[from + k - at];
      }
    } else {
      edge[at] = links.edge[r];
      along[at] = links.along[r];
      perpendicular[at] = links.perpendicular[r];
      share[at] = 1;
    }
  }
  return { rows, first, edge, along, perpendicular, share };
}

/** Demand sorted by the rank of its edge: slots first[rank] … first[rank + 1] - 1 stand on the edge of that rank. */
export interface DemandIndex {
  readonly first: Int32Array;
  /** Demand point of each slot, and its edge. */
  readonly point: Int32Array;
  readonly edge: Int32Array;
  /** Pairs [effective mm from the junction at the edge's start, from that at its end]. */
  readonly offsetMm: Int32Array;
}

const remembered = new WeakMap<Searcher, WeakMap<Demand, DemandIndex>>();

export function demandIndexFor(searcher: Searcher, demand: Demand): DemandIndex {
  let ofSearcher = remembered.get(searcher);
  if (ofSearcher === undefined) remembered.set(searcher, (ofSearcher = new WeakMap()));
  const known = ofSearcher.get(demand);
  if (known !== undefined) return known;
  const { edgeRank } = searcher;
  const { edgeCount } = searcher.graph;
  const points = demand.edge.length;
  const first = new Int32Array(sharableMemory(4 * (edgeCount + 1)));
  for (let k = 0; k < points; k++) first[edgeRank[demand.edge[k]] + 1]++;
  for (let e = 0; e < edgeCount; e++) first[e + 1] += first[e];
  const next = Int32Array.from(first);
  const point = new Int32Array(sharableMemory(4 * points));
  const edge = new Int32Array(points);
  const offsetMm = new Int32Array(sharableMemory(8 * points));
  for (let k = 0; k < points; k++) {
    const e = demand.edge[k];
    const slot = next[edgeRank[e]]++;
    point[slot] = k;
    edge[slot] = e;
    offsetMm[2 * slot] = toMm(offsetFromStart(searcher, demand, k));
    offsetMm[2 * slot + 1] = toMm(offsetFromEnd(searcher, demand, k));
  }
  const index = { first, point, edge, offsetMm };
  ofSearcher.set(demand, index);
  return index;
}

/** Effective metres from the junction at the start (the end) of a demand point's edge to the door of the person there. */
export function offsetFromStart({ costs, doorMetres }: Searcher, demand: Demand, k: number): number {
  return metresFromStart(costs, demand.edge[k], demand.along[k]) + demand.perpendicular[k] + doorMetres;
}

export function offsetFromEnd({ costs, doorMetres, graph }: Searcher, demand: Demand, k: number): number {
  const e = demand.edge[k];
  const along = metresFromEnd(costs, e, graph.edgeMetres[e], demand.along[k]);
  return along + demand.perpendicular[k] + doorMetres;
}

function piecesOf(spread: Spread | null, polygonOfRow: Int32Array | null, row: number): number {
  if (spread === null || polygonOfRow === null) return 0;
  const polygon = polygonOfRow[row];
  return polygon < 0 ? 0 : spread.first[polygon + 1] - spread.first[polygon];
}
