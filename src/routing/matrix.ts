/** Which demand points each facility reaches within a limit, and how far they are. */
import { pacer, type Control } from '../domain/progress';
import type { Graph } from '../network/graph';
import { createBoundedSearch, type BoundedSearch } from './bounded-search';
import { demandIndexFor, type Demand } from './demand';
import type { Entrances } from './entrances';
import { toLimitMm, toMm, type Profile } from './profile';
import { searcherFor, type Searcher } from './searcher';

/** Pairs grouped by facility: those of f are first[f] … first[f + 1] - 1. Every pair once, in no particular order. */
export interface SparseMatrix {
  readonly rows: number;
  readonly first: Int32Array;
  readonly point: Int32Array;
  /** Effective mm, at most the limit. */
  readonly mm: Int32Array;
}

/** What stays between calls: a slider asks again and again, and fresh memory costs as much as the search. */
interface Kernel {
  readonly search: BoundedSearch;
  readonly order: WeakMap<Entrances, Int32Array>;
  /** Per slot: the least mm of the facility at hand, `farthest` between facilities. */
  best: Int32Array;
  found: Int32Array;
  outPoint: Int32Array;
  outMm: Int32Array;
}

const kernels = new WeakMap<Searcher, Kernel>();
const farthest = 0x7fffffff;

/**
 * All pairs of facility and demand point within `limitEffectiveMetres` (limitSeconds × pace; inclusive; at most 536 km).
 * `sites` leaves other facilities' rows empty. Of several entrances the least counts.
 */
export async function reachMatrix(
  graph: Graph,
  profile: Profile,
  entrances: Entrances,
  demand: Demand,
  limitEffectiveMetres: number,
  control?: Control,
  sites?: Int32Array,
): Promise<SparseMatrix> {
  const searcher = searcherFor(graph, profile);
  const { bounds, arcEdge, arcRank, edgeRank, edgePatch, edgeFactor } = searcher;
  const { patchCount, patchEdgeFirst, patchEdges } = searcher;
  const { edgeFrom, edgeTo, edgeMetres } = graph;
  const kernel = kernelFor(searcher);
  const { search } = kernel;
  const order = orderOf(kernel, graph, entrances);
  const index = demandIndexFor(searcher, demand);
  const slotFirst = index.first;
  const { offsetMm } = index;
  const slots = index.point.length;
  const { links } = entrances;
  const limitMm = Math.max(0, toLimitMm(limitEffectiveMetres));
  const pace = pacer(control);

  const rows = entrances.first.length - 1;
  const wanted = sites ? markOf(rows, sites) : null;
  const rowStart = new Int32Array(rows);
  const rowCount = new Int32Array(rows);
  let total = 0;

  if (kernel.best.length < slots) {
    kernel.best = new Int32Array(slots).fill(farthest);
    kernel.found = new Int32Array(slots);
  }
  const { best, found } = kernel;
  let foundCount = 0;
  const patchHasDemand = new Uint8Array(patchCount + 1);
  for (let p = 1; p <= patchCount; p++)
    for (let i = patchEdgeFirst[p]!; i < patchEdgeFirst[p + 1]!; i++)
      if (slotFirst[edgeRank[patchEdges[i]!]! + 1]! > slotFirst[edgeRank[patchEdges[i]!]!]!)
        patchHasDemand[p] = 1;
  const patchSeen = new Int32Array(patchCount + 1).fill(-1);
  const patchesSeen: number[] = [];
  let turn = 0;

  /** Demand of one edge, by rank, seen from one of its ends (0 start, 1 end) that is `d` mm away. */
  function scanEdge(rank: number, end: number, d: number): void {
    for (let slot = slotFirst[rank]!, last = slotFirst[rank + 1]!; slot < last; slot++) {
      const t = d + offsetMm[2 * slot + end]!;
      if (t > limitMm) continue;
      const known = best[slot]!;
      if (t >= known) continue;
      if (known === farthest) found[foundCount++] = slot;
      best[slot] = t;
    }
  }

  /** All of a facility's entrances that stand in one patch (0: on public streets). */
  function reachFrom(first: number, end: number, patch: number): void {
    turn++;
    search.begin(limitMm);
    for (let i = first; i < end; i++) {
      const e = links.edge[i]!;
      if (e < 0 || edgePatch[e] !== patch) continue;
      const along = links.along[i]!;
      const perpendicular = links.perpendicular[i]!;
      const factor = edgeFactor[e]!;
      search.seed(edgeFrom[e]!, toMm(along * factor + perpendicular));
      search.seed(edgeTo[e]!, toMm((edgeMetres[e]! - along) * factor + perpendicular));
      const rank = edgeRank[e]!;
      for (let slot = slotFirst[rank]!; slot < slotFirst[rank + 1]!; slot++) {
        const k = index.point[slot]!;
        const perpendiculars = perpendicular + demand.perpendicular[k]!;
        const t = toMm(Math.abs(demand.along[k]! - along) * factor + perpendiculars);
        if (t > limitMm || t >= best[slot]!) continue;
        if (best[slot] === farthest) found[foundCount++] = slot;
        best[slot] = t;
      }
    }
    const settledCount = search.run(patch);
    const { settled, distance } = search;
    const base = search.base();
    for (let i = 0; i < settledCount; i++) {
      const u = settled[i]!;
      const d = distance[u]! - base;
      const firstPrivate = bounds[2 * u + 1]!;
      for (let a = bounds[2 * u]!; a < firstPrivate; a++) {
        const w = arcRank[a]!;
        let slot = slotFirst[w >> 1]!;
        const last = slotFirst[(w >> 1) + 1]!;
        for (; slot < last; slot++) {
          const t = d + offsetMm[2 * slot + (w & 1)]!;
          if (t > limitMm) continue;
          const known = best[slot]!;
          if (t >= known) continue;
          if (known === farthest) found[foundCount++] = slot;
          best[slot] = t;
        }
      }
      for (let a = firstPrivate, last = bounds[2 * u + 2]!; a < last; a++) {
        const here = edgePatch[arcEdge[a]! >> 1]!;
        if (here === patch) scanEdge(arcRank[a]! >> 1, arcRank[a]! & 1, d);
        else if (patchHasDemand[here] && patchSeen[here] !== turn) {
          patchSeen[here] = turn;
          patchesSeen.push(here);
        }
      }
    }
    for (const other of patchesSeen) {
      search.enterPatch(other);
      for (let i = patchEdgeFirst[other]!; i < patchEdgeFirst[other + 1]!; i++) {
        const e = patchEdges[i]!;
        const rank = edgeRank[e]!;
        if (slotFirst[rank] === slotFirst[rank + 1]) continue;
        const from = distance[edgeFrom[e]!]! - base;
        const to = distance[edgeTo[e]!]! - base;
        if (from <= limitMm) scanEdge(rank, 0, from);
        if (to <= limitMm) scanEdge(rank, 1, to);
      }
      search.leavePatch();
    }
    patchesSeen.length = 0;
  }

  for (let n = 0; n < rows; n++) {
    if ((n & 15) === 0) await pace();
    const f = order[n]!;
    if (wanted && !wanted[f]) continue;
    const first = entrances.first[f]!;
    const end = entrances.first[f + 1]!;
    for (let i = first; i < end; i++) {
      const e = links.edge[i]!;
      if (e >= 0 && isFirstOfPatch(links.edge, edgePatch, first, i)) reachFrom(first, end, edgePatch[e]!);
    }
    rowStart[f] = total;
    rowCount[f] = foundCount;
    if (total + foundCount > kernel.outPoint.length) {
      const capacity = Math.max(2 * kernel.outPoint.length, total + foundCount);
      kernel.outPoint = copied(kernel.outPoint, capacity);
      kernel.outMm = copied(kernel.outMm, capacity);
    }
    const { outPoint, outMm } = kernel;
    for (let i = 0; i < foundCount; i++) {
      const slot = found[i]!;
      outPoint[total] = index.point[slot]!;
      outMm[total++] = best[slot]!;
      best[slot] = farthest;
    }
    foundCount = 0;
  }

  const first = new Int32Array(rows + 1);
  for (let f = 0; f < rows; f++) first[f + 1] = first[f]! + rowCount[f]!;
  const { outPoint, outMm } = kernel;
  const point = new Int32Array(total);
  const mm = new Int32Array(total);
  for (let f = 0; f < rows; f++) {
    point.set(outPoint.subarray(rowStart[f]!, rowStart[f]! + rowCount[f]!), first[f]!);
    mm.set(outMm.subarray(rowStart[f]!, rowStart[f]! + rowCount[f]!), first[f]!);
  }
  return { rows, first, point, mm };
}

function kernelFor(searcher: Searcher): Kernel {
  const known = kernels.get(searcher);
  if (known) return known;
  const made: Kernel = {
    search: createBoundedSearch(searcher),
    order: new WeakMap(),
    best: new Int32Array(0),
    found: new Int32Array(0),
    outPoint: new Int32Array(1 << 16),
    outMm: new Int32Array(1 << 16),
  };
  kernels.set(searcher, made);
  return made;
}

function orderOf(kernel: Kernel, graph: Graph, entrances: Entrances): Int32Array {
  let order = kernel.order.get(entrances);
  if (!order) {
    order = hilbertOrder(graph, entrances);
    kernel.order.set(entrances, order);
  }
  return order;
}

/** Facilities by the first junction they reach: junctions are in Hilbert order, so neighbours share the cache. */
function hilbertOrder(graph: Graph, entrances: Entrances): Int32Array {
  const rows = entrances.first.length - 1;
  const key = new Float64Array(rows);
  for (let f = 0; f < rows; f++) {
    const e = entrances.first[f]! < entrances.first[f + 1]! ? entrances.links.edge[entrances.first[f]!]! : -1;
    key[f] = e < 0 ? -1 : graph.edgeFrom[e]!;
  }
  return Int32Array.from({ length: rows }, (_, f) => f).sort((a, b) => key[a]! - key[b]! || a - b);
}

function isFirstOfPatch(edge: Int32Array, edgePatch: Int32Array, first: number, i: number): boolean {
  for (let j = first; j < i; j++)
    if (edge[j]! >= 0 && edgePatch[edge[j]!] === edgePatch[edge[i]!]) return false;
  return true;
}

function markOf(rows: number, sites: Int32Array): Uint8Array {
  const mark = new Uint8Array(rows);
  for (const f of sites) mark[f] = 1;
  return mark;
}

function copied(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
