/**
 * Which demand points each facility reaches within a limit, and how far they are: a bounded search from each facility, then
 * one look at every street with demand that it touched. Each pair is computed once, from both ends of its street at a time.
 */
import { pacer, type Control } from '../domain/progress';
import type { Graph } from '../network/graph';
import { createBoundedSearch, type SearchGround } from './bounded-search';
import { demandIndexFor, type Demand, type DemandIndex } from './demand';
import { metresAlong, metresToEnd, metresToStart } from './edge-costs';
import type { Entrances } from './entrances';
import type { Links } from './link';
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
  const space = pairSpaceOf(graph, profile, entrances, demand);
  const limitMm = pairLimitMm(limitEffectiveMetres);
  const pace = pacer(control, slowestMs);
  const wanted = sites ? markOf(space.order.length, sites) : null;
  const parts: PairRows[] = [];
  for (const [from, to] of pairChunks(space)) {
    await pace();
    parts.push(searchPairs(space, limitMm, from, to, wanted));
  }
  return joinPairs(space, parts);
}

/** Another question to the same thread waits no longer than about this, or one part of the search. */
const slowestMs = 8;

/** All that the search of pairs reads, apart from graph and study, so that it can be handed to another thread. */
export interface PairSpace {
  readonly searcher: PairGround;
  readonly entrances: {
    readonly first: Int32Array;
    readonly links: Pick<Links, 'edge' | 'along' | 'perpendicular'>;
  };
  readonly demand: Pick<Demand, 'along' | 'perpendicular'>;
  readonly index: Pick<DemandIndex, 'first' | 'point' | 'offsetMm'>;
  /** Facilities, neighbours beside each other. */
  readonly order: Int32Array;
}

type PairGround = SearchGround &
  Pick<Searcher, 'costs' | 'doorMetres' | 'arcRank' | 'edgeRank' | 'patchEdgeFirst' | 'patchEdges'> & {
    readonly graph: Pick<Graph, 'edgeCount' | 'edgeFrom' | 'edgeTo' | 'edgeMetres'>;
  };

const spaces = new WeakMap<DemandIndex, WeakMap<Entrances, PairSpace>>();

/** The same object for the same input. */
export function pairSpaceOf(graph: Graph, profile: Profile, entrances: Entrances, demand: Demand): PairSpace {
  const searcher = searcherFor(graph, profile);
  const index = demandIndexFor(searcher, demand);
  let ofIndex = spaces.get(index);
  if (ofIndex === undefined) spaces.set(index, (ofIndex = new WeakMap()));
  const known = ofIndex.get(entrances);
  if (known !== undefined) return known;
  const { links } = entrances;
  const { junctionCount, edgeCount, edgeFrom, edgeTo, edgeMetres } = graph;
  const { bounds, arcs, arcEdge, arcRank, costs, doorMetres, edgePatch, edgeRank, shift } = searcher;
  const { patchCount, patchFirst, slotJunction, slotGate, patchEdgeFirst, patchEdges } = searcher;
  const space: PairSpace = {
    searcher: {
      graph: { junctionCount, edgeCount, edgeFrom, edgeTo, edgeMetres },
      ...{ bounds, arcs, arcEdge, arcRank, costs, doorMetres, edgePatch, edgeRank, shift },
      ...{ patchCount, patchFirst, slotJunction, slotGate, patchEdgeFirst, patchEdges },
    },
    entrances: {
      first: entrances.first,
      links: { edge: links.edge, along: links.along, perpendicular: links.perpendicular },
    },
    demand: { along: demand.along, perpendicular: demand.perpendicular },
    index: { first: index.first, point: index.point, offsetMm: index.offsetMm },
    order: hilbertOrder(graph, entrances),
  };
  ofIndex.set(entrances, space);
  return space;
}

/** Pairs of the facilities order[from] … order[from + counts.length - 1]: as many as `counts` says of each, one after the other. */
export interface PairRows {
  readonly from: number;
  readonly counts: Int32Array;
  readonly point: Int32Array;
  readonly mm: Int32Array;
}

/** Whole mm of a limit in effective metres. */
export function pairLimitMm(limitEffectiveMetres: number): number {
  return Math.max(0, toLimitMm(limitEffectiveMetres));
}

/** Some milliseconds' work each, for a district as for a city. */
const facilitiesAtOnce = 32;

/** The parts of a search, in the order of the facilities; whoever searches them, the matrix is the same. */
export function* pairChunks({ order }: PairSpace): Generator<readonly [from: number, to: number]> {
  for (let from = 0; from < order.length; from += facilitiesAtOnce)
    yield [from, Math.min(order.length, from + facilitiesAtOnce)];
}

/** Searches from the facilities order[from] … order[to - 1]; those not `wanted` have no pairs. */
export function searchPairs(
  space: PairSpace,
  limitMm: number,
  from: number,
  to: number,
  wanted: Uint8Array | null = null,
): PairRows {
  const { pairs, scan } = kernelFor(space);
  pairs.count = 0;
  const counts = new Int32Array(to - from);
  for (let n = from; n < to; n++) {
    const facility = space.order[n];
    if (wanted && !wanted[facility]) continue;
    const before = pairs.count;
    scan(facility, limitMm);
    counts[n - from] = pairs.count - before;
  }
  return { from, counts, point: pairs.point.slice(0, pairs.count), mm: pairs.mm.slice(0, pairs.count) };
}

/** The parts of a search as one matrix, in whatever order they came. */
export function joinPairs({ order }: PairSpace, parts: readonly PairRows[]): SparseMatrix {
  const rows = order.length;
  const first = new Int32Array(rows + 1);
  for (const { from, counts } of parts)
    for (let n = 0; n < counts.length; n++) first[order[from + n] + 1] = counts[n];
  for (let f = 0; f < rows; f++) first[f + 1] += first[f];
  const point = new Int32Array(first[rows]);
  const mm = new Int32Array(first[rows]);
  for (const part of parts) {
    let at = 0;
    for (let n = 0; n < part.counts.length; n++) {
      const end = at + part.counts[n];
      const to = first[order[part.from + n]];
      point.set(part.point.subarray(at, end), to);
      mm.set(part.mm.subarray(at, end), to);
      at = end;
    }
  }
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
  readonly pairs: Pairs;
  /** Appends all pairs of one facility to `pairs`. */
  readonly scan: (facility: number, limitMm: number) => void;
}

const kernels = new WeakMap<PairSpace, Kernel>();

function kernelFor(space: PairSpace): Kernel {
  const known = kernels.get(space);
  if (known) return known;
  const pairs = { count: 0, point: new Int32Array(1 << 16), mm: new Int32Array(1 << 16) };
  const made = { pairs, scan: createScan(space, pairs) };
  kernels.set(space, made);
  return made;
}

/** A function that appends all pairs of one facility. */
function createScan(
  { searcher, entrances, demand, index }: PairSpace,
  pairs: Pairs,
): (facility: number, limitMm: number) => void {
  const search = createBoundedSearch(searcher);
  const { graph, bounds, arcs, arcEdge, arcRank, costs, doorMetres, edgeRank, edgePatch } = searcher;
  const { patchCount, patchEdgeFirst, patchEdges } = searcher;
  const { edgeFrom, edgeTo, edgeMetres } = graph;
  const { first: slotFirst, point: pointOf, offsetMm } = index;
  const { distance, settled } = search;
  const { links } = entrances;
  let limitMm = 0;

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
    const limit = limitMm;
    const last = slotFirst[rank + 1];
    let slot = slotFirst[rank];
    if (pairs.count + last - slot > pairs.point.length) growPairs(pairs, last - slot);
    const { point, mm } = pairs;
    let count = pairs.count;
    if (to > limit) {
      for (; slot < last; slot++) {
        const t = from + offsetMm[2 * slot];
        if (t > limit) continue;
        point[count] = pointOf[slot];
        mm[count++] = t;
      }
    } else if (from > limit) {
      for (; slot < last; slot++) {
        const t = to + offsetMm[2 * slot + 1];
        if (t > limit) continue;
        point[count] = pointOf[slot];
        mm[count++] = t;
      }
    } else {
      for (; slot < last; slot++) {
        const a = from + offsetMm[2 * slot];
        const b = to + offsetMm[2 * slot + 1];
        const t = a < b ? a : b;
        if (t > limit) continue;
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

  return (facility, limit) => {
    limitMm = limit;
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

function growPairs(pairs: Pairs, more: number): void {
  const size = Math.max(2 * pairs.point.length, pairs.count + more);
  for (const column of ['point', 'mm'] as const) {
    const larger = new Int32Array(size);
    larger.set(pairs[column]);
    pairs[column] = larger;
  }
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
