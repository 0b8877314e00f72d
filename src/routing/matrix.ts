/**
 * Which demand points each facility reaches within a limit, and how far they are: a bounded search from each facility, then
 * one look at every street with demand that it touched. Each pair is computed once, from both ends of its street at a time.
 */
import { pacer, type Control } from '../domain/progress';
import type { Graph } from '../network/graph';
import { createBoundedSearch, type BoundedSearch } from './bounded-search';
import { demandIndexFor, type Demand, type DemandIndex } from './demand';
import { metresAlong, metresToEnd, metresToStart } from './edge-costs';
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
  const kernel = kernelFor(searcher);
  const index = demandIndexFor(searcher, demand);
  const limitMm = Math.max(0, toLimitMm(limitEffectiveMetres));
  const pairs = takePairs(kernel);
  const scan = createScan(searcher, kernel.search, entrances, demand, index, limitMm, pairs);
  const pace = pacer(control);

  const rows = entrances.first.length - 1;
  const wanted = sites ? markOf(rows, sites) : null;
  const order = orderOf(kernel, graph, entrances);
  const rowStart = new Int32Array(rows);
  const rowCount = new Int32Array(rows);
  for (let n = 0; n < rows; n++) {
    if ((n & 15) === 0) await pace();
    const f = order[n];
    if (wanted && !wanted[f]) continue;
    rowStart[f] = pairs.count;
    scan(f);
    rowCount[f] = pairs.count - rowStart[f];
  }

  const first = new Int32Array(rows + 1);
  for (let f = 0; f < rows; f++) first[f + 1] = first[f] + rowCount[f];
  const point = new Int32Array(pairs.count);
  const mm = new Int32Array(pairs.count);
  for (let f = 0; f < rows; f++) {
    const from = rowStart[f];
    point.set(pairs.point.subarray(from, from + rowCount[f]), first[f]);
    mm.set(pairs.mm.subarray(from, from + rowCount[f]), first[f]);
  }
  kernel.pairs = pairs;
  return { rows, first, point, mm };
}

/** The same matrix with a shorter limit: what a slider that moves down needs. `matrix` must reach at least as far. */
export function shortenMatrix(matrix: SparseMatrix, limitEffectiveMetres: number): SparseMatrix {
  const limitMm = toLimitMm(limitEffectiveMetres);
  const { rows } = matrix;
  const first = new Int32Array(rows + 1);
  for (let f = 0; f < rows; f++) {
    let kept = first[f];
    for (let i = matrix.first[f]; i < matrix.first[f + 1]; i++) if (matrix.mm[i] <= limitMm) kept++;
    first[f + 1] = kept;
  }
  const point = new Int32Array(first[rows]);
  const mm = new Int32Array(first[rows]);
  let at = 0;
  for (let i = 0; i < matrix.mm.length; i++) {
    if (matrix.mm[i] > limitMm) continue;
    point[at] = matrix.point[i];
    mm[at++] = matrix.mm[i];
  }
  return { rows, first, point, mm };
}

interface Pairs {
  count: number;
  point: Int32Array;
  mm: Int32Array;
}

/** What stays between calls: a slider asks again and again, and fresh memory costs as much as the search. */
interface Kernel {
  readonly search: BoundedSearch;
  readonly order: WeakMap<Entrances, Int32Array>;
  /** null while a call fills them: another call that runs in its pauses takes its own. */
  pairs: Pairs | null;
}

const kernels = new WeakMap<Searcher, Kernel>();

/** A function that appends all pairs of one facility. It leaves no trace in the shared search, so calls may interleave. */
function createScan(
  searcher: Searcher,
  search: BoundedSearch,
  entrances: Entrances,
  demand: Demand,
  index: DemandIndex,
  limitMm: number,
  pairs: Pairs,
): (facility: number) => void {
  const { graph, bounds, arcs, arcEdge, arcRank, costs, doorMetres, edgeRank, edgePatch } = searcher;
  const { patchCount, patchEdgeFirst, patchEdges } = searcher;
  const { edgeFrom, edgeTo, edgeMetres } = graph;
  const { first: slotFirst, point: pointOf, offsetMm } = index;
  const { distance, settled } = search;
  const { links } = entrances;

  const patchHasDemand = new Uint8Array(patchCount + 1);
  for (let p = 1; p <= patchCount; p++)
    for (let i = patchEdgeFirst[p]; i < patchEdgeFirst[p + 1]; i++) {
      const rank = edgeRank[patchEdges[i]];
      if (slotFirst[rank + 1] > slotFirst[rank]) patchHasDemand[p] = 1;
    }
  const patchTurn = new Int32Array(patchCount + 1).fill(-1);
  const patchesMet: number[] = [];
  /** Ranks of the streets that the facility itself stands on: walked straight along as well. */
  const own: number[] = [];
  const isOwn = new Uint8Array(graph.edgeCount);
  let turn = 0;

  /** Demand on one street from its start and its end, `from` and `to` mm away (beyond the limit: not that way). */
  function addStreet(rank: number, from: number, to: number): void {
    const last = slotFirst[rank + 1];
    let slot = slotFirst[rank];
    if (pairs.count + last - slot > pairs.point.length) growPairs(pairs, last - slot);
    const { point, mm } = pairs;
    let count = pairs.count;
    if (to > limitMm) {
      for (; slot < last; slot++) {
        const t = from + offsetMm[2 * slot];
        if (t > limitMm) continue;
        point[count] = pointOf[slot];
        mm[count++] = t;
      }
    } else if (from > limitMm) {
      for (; slot < last; slot++) {
        const t = to + offsetMm[2 * slot + 1];
        if (t > limitMm) continue;
        point[count] = pointOf[slot];
        mm[count++] = t;
      }
    } else {
      for (; slot < last; slot++) {
        const a = from + offsetMm[2 * slot];
        const b = to + offsetMm[2 * slot + 1];
        const t = a < b ? a : b;
        if (t > limitMm) continue;
        point[count] = pointOf[slot];
        mm[count++] = t;
      }
    }
    pairs.count = count;
  }

  /** Demand on a street that entrances of this patch stand on. */
  function addOwnStreet(rank: number, from: number, to: number, first: number, end: number): void {
    for (let slot = slotFirst[rank]; slot < slotFirst[rank + 1]; slot++) {
      const k = pointOf[slot];
      let t = Math.min(
        from <= limitMm ? from + offsetMm[2 * slot] : Infinity,
        to <= limitMm ? to + offsetMm[2 * slot + 1] : Infinity,
      );
      for (let i = first; i < end; i++) {
        const e = links.edge[i];
        if (e < 0 || edgeRank[e] !== rank) continue;
        const perpendiculars = links.perpendicular[i] + demand.perpendicular[k];
        const between = metresAlong(costs, e, links.along[i], demand.along[k]);
        t = Math.min(t, toMm(between + perpendiculars + doorMetres));
      }
      if (t > limitMm) continue;
      if (pairs.count === pairs.point.length) growPairs(pairs, 1);
      pairs.point[pairs.count] = k;
      pairs.mm[pairs.count++] = t;
    }
  }

  /** From all entrances first … end - 1 that stand in one patch (0: on public streets). */
  function scanPatch(first: number, end: number, patch: number): void {
    turn++;
    search.begin(limitMm);
    const base = search.base();
    for (let i = first; i < end; i++) {
      const e = links.edge[i];
      if (e < 0 || edgePatch[e] !== patch) continue;
      const along = links.along[i];
      search.seed(edgeFrom[e], toMm(metresToStart(costs, e, along) + links.perpendicular[i]));
      search.seed(edgeTo[e], toMm(metresToEnd(costs, e, edgeMetres[e], along) + links.perpendicular[i]));
      if (!isOwn[edgeRank[e]]) {
        isOwn[edgeRank[e]] = 1;
        own.push(e);
      }
    }
    const settledCount = search.run(patch);
    for (const e of own)
      addOwnStreet(edgeRank[e], distance[edgeFrom[e]] - base, distance[edgeTo[e]] - base, first, end);
    for (let i = 0; i < settledCount; i++) {
      const u = settled[i];
      const d = distance[u] - base;
      const firstPrivate = bounds[2 * u + 1];
      for (let a = bounds[2 * u], last = bounds[2 * u + 2]; a < last; a++) {
        const rank = arcRank[a] >> 1;
        if (a >= firstPrivate) {
          const here = edgePatch[arcEdge[a] >> 1];
          if (here !== patch) {
            if (patchHasDemand[here] && patchTurn[here] !== turn) {
              patchTurn[here] = turn;
              patchesMet.push(here);
            }
            continue;
          }
        }
        if (slotFirst[rank] === slotFirst[rank + 1] || isOwn[rank]) continue;
        const other = distance[arcs[2 * a]] - base;
        // A street with both ends settled is taken from its start.
        if ((arcRank[a] & 1) === 0) addStreet(rank, d, other);
        else if (other > limitMm) addStreet(rank, other, d);
      }
    }
    for (const met of patchesMet) {
      search.enterPatch(met);
      for (let i = patchEdgeFirst[met]; i < patchEdgeFirst[met + 1]; i++) {
        const e = patchEdges[i];
        const rank = edgeRank[e];
        if (slotFirst[rank] === slotFirst[rank + 1]) continue;
        const from = distance[edgeFrom[e]] - base;
        const to = distance[edgeTo[e]] - base;
        if (from <= limitMm || to <= limitMm) addStreet(rank, from, to);
      }
      search.leavePatch();
    }
    patchesMet.length = 0;
    for (const e of own) isOwn[edgeRank[e]] = 0;
    own.length = 0;
  }

  return (facility) => {
    const first = entrances.first[facility];
    const end = entrances.first[facility + 1];
    const start = pairs.count;
    let patches = 0;
    for (let i = first; i < end; i++) {
      const e = links.edge[i];
      if (e < 0 || !isFirstOfPatch(links.edge, edgePatch, first, i)) continue;
      scanPatch(first, end, edgePatch[e]);
      patches++;
    }
    // Entrances in different patches were searched apart, since each opens its own patch only.
    if (patches > 1) keepLeast(pairs, start);
  };
}

function keepLeast(pairs: Pairs, start: number): void {
  const least = new Map<number, number>();
  for (let i = start; i < pairs.count; i++)
    least.set(pairs.point[i], Math.min(pairs.mm[i], least.get(pairs.point[i]) ?? Infinity));
  pairs.count = start;
  for (const [point, mm] of least) {
    pairs.point[pairs.count] = point;
    pairs.mm[pairs.count++] = mm;
  }
}

function kernelFor(searcher: Searcher): Kernel {
  const known = kernels.get(searcher);
  if (known) return known;
  const made: Kernel = { search: createBoundedSearch(searcher), order: new WeakMap(), pairs: null };
  kernels.set(searcher, made);
  return made;
}

function takePairs(kernel: Kernel): Pairs {
  const pairs = kernel.pairs ?? {
    count: 0,
    point: new Int32Array(1 << 16),
    mm: new Int32Array(1 << 16),
  };
  kernel.pairs = null;
  pairs.count = 0;
  return pairs;
}

function growPairs(pairs: Pairs, more: number): void {
  const size = Math.max(2 * pairs.point.length, pairs.count + more);
  for (const column of ['point', 'mm'] as const) {
    const larger = new Int32Array(size);
    larger.set(pairs[column]);
    pairs[column] = larger;
  }
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
    const e = entrances.first[f] < entrances.first[f + 1] ? entrances.links.edge[entrances.first[f]] : -1;
    key[f] = e < 0 ? -1 : graph.edgeFrom[e];
  }
  return Int32Array.from({ length: rows }, (_, f) => f).sort((a, b) => key[a] - key[b] || a - b);
}

function isFirstOfPatch(edge: Int32Array, edgePatch: Int32Array, first: number, i: number): boolean {
  for (let j = first; j < i; j++) if (edge[j] >= 0 && edgePatch[edge[j]] === edgePatch[edge[i]]) return false;
  return true;
}

function markOf(rows: number, sites: Int32Array): Uint8Array {
  const mark = new Uint8Array(rows);
  for (const f of sites) mark[f] = 1;
  return mark;
}
