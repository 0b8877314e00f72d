/**
 * What every search of one graph under one profile shares: integer weights beside the arcs, public arcs first, and the
 * private patches (gated compounds) laid out for local searches. Built once and remembered per graph; what every thread that searches
 * reads of it lies in memory that they can share.
 *
 * The rule of compounds. A trip's first leg may use public edges and the patch its origin stands in, its second leg public
 * edges and the patch its destination stands in; it changes legs at any junction that touches a public edge. No other patch
 * is ever entered, and the destination's patch is no short cut back into the origin's. `throughGates` makes every edge public.
 */
import { sharableMemory } from '../domain/shared-memory';
import type { Graph } from '../network/graph';
import { edgeCostsOf, metresAlong, type EdgeCosts } from './edge-costs';
import { closedMm, profileKey, toMm, type Profile } from './profile';

export interface Searcher {
  readonly graph: Graph;
  readonly profile: Profile;
  /** Per edge: 0 public, else its patch. All 0 where gates are open. */
  readonly edgePatch: Int32Array;
  readonly costs: EdgeCosts;
  /** `Profile.doorMetres`. */
  readonly doorMetres: number;
  /**
   * Effective metres outwards from junction to junction, and the same in mm: at 2 × edge from its start, at 2 × edge + 1 from its
   * end, which is how `arcEdge` counts. Infinity and `closedMm` where the way is closed.
   */
  readonly edgeEffective: Float64Array;
  readonly edgeMm: Int32Array;
  readonly longestEdgeMm: number;
  /** log2 of the bucket width in mm: about the median edge (kernel.md §1: flat optimum). */
  readonly shift: number;
  /** Pairs [first arc, first private arc] per junction; the arcs of v end where those of v + 1 begin. */
  readonly bounds: Int32Array;
  /** Pairs [target junction, mm]. */
  readonly arcs: Int32Array;
  /** Per arc: edge × 2, plus 1 where the arc leaves from the edge's end. */
  readonly arcEdge: Int32Array;
  /** Edges in the order their junctions meet them: neighbours in space are neighbours in memory, which file order is not. */
  readonly edgeRank: Int32Array;
  /** Per arc as `arcEdge`, with the edge's rank. */
  readonly arcRank: Int32Array;

  /** Patches count from 1, as in Graph. Their junctions (slots) are patchFirst[p] … patchFirst[p + 1] - 1 of `slotJunction`. */
  readonly patchCount: number;
  readonly patchFirst: Int32Array;
  readonly slotJunction: Int32Array;
  /** 1 where the slot's junction also touches a public edge. */
  readonly slotGate: Uint8Array;
  readonly patchEdgeFirst: Int32Array;
  readonly patchEdges: Int32Array;
  /** Where the label of an edge's end stands for someone on that edge: the junction, or junctionCount + slot in a patch. */
  readonly labelFrom: Int32Array;
  readonly labelTo: Int32Array;
  readonly labelCount: number;
}

const remembered = new WeakMap<Graph, Map<string, Searcher>>();

/** Searchers kept of one graph: some walkers at some paces. */
const mostRemembered = 12;

/** The searcher of a graph and a profile; those used last are kept. */
export function searcherFor(graph: Graph, profile: Profile): Searcher {
  let known = remembered.get(graph);
  if (known === undefined) remembered.set(graph, (known = new Map()));
  const key = profileKey(profile);
  const searcher = known.get(key) ?? createSearcher(graph, profile);
  // A map lists its keys in the order they were set: the first is the one used longest ago.
  known.delete(key);
  known.set(key, searcher);
  if (known.size > mostRemembered) known.delete(known.keys().next().value!);
  return searcher;
}

export function createSearcher(graph: Graph, profile: Profile): Searcher {
  const { junctionCount, edgeCount, edgeMetres } = graph;
  const closed = graph.patchCount > 0 && !profile.throughGates;
  const edgePatch = closed ? graph.edgePatch : new Int32Array(edgeCount);
  const costs = edgeCostsOf(graph, profile);
  const edgeEffective = new Float64Array(2 * edgeCount);
  const edgeMm = new Int32Array(2 * edgeCount);
  let longestEdgeMm = 0;
  for (let e = 0; e < edgeCount; e++) {
    const ends = costs.start[e] + costs.end[e];
    edgeEffective[2 * e] = metresAlong(costs, e, 0, edgeMetres[e]) + ends;
    edgeEffective[2 * e + 1] = metresAlong(costs, e, edgeMetres[e], 0) + ends;
    for (const from of [2 * e, 2 * e + 1]) {
      edgeMm[from] = toMm(edgeEffective[from]);
      if (edgeMm[from] !== closedMm && edgeMm[from] > longestEdgeMm) longestEdgeMm = edgeMm[from];
    }
  }

  const bounds = new Int32Array(sharableMemory(8 * (junctionCount + 1)));
  const arcs = new Int32Array(sharableMemory(4 * graph.arcs.length));
  const arcEdge = new Int32Array(sharableMemory(2 * graph.arcs.length));
  const loopSeen = new Uint8Array(edgeCount);
  let at = 0;
  for (let v = 0; v < junctionCount; v++) {
    bounds[2 * v] = at;
    for (let pass = 0; pass < (closed ? 2 : 1); pass++) {
      if (pass === 1) bounds[2 * v + 1] = at;
      for (let a = graph.arcFirst[v]; a < graph.arcFirst[v + 1]; a++) {
        const target = graph.arcs[2 * a];
        const e = graph.arcs[2 * a + 1];
        if (edgePatch[e] > 0 !== (pass === 1)) continue;
        // The two arcs of a loop leave from its two ends.
        const fromEnd = target === v ? loopSeen[e]++ : graph.edgeFrom[e] === v ? 0 : 1;
        arcs[2 * at] = target;
        arcs[2 * at + 1] = edgeMm[2 * e + fromEnd];
        arcEdge[at++] = 2 * e + fromEnd;
      }
    }
    if (!closed) bounds[2 * v + 1] = at;
  }
  bounds[2 * junctionCount] = at;
  bounds[2 * junctionCount + 1] = at;

  const edgeRank = new Int32Array(sharableMemory(4 * edgeCount)).fill(-1);
  const arcRank = new Int32Array(sharableMemory(4 * arcEdge.length));
  let ranked = 0;
  for (let a = 0; a < arcEdge.length; a++) {
    const e = arcEdge[a] >> 1;
    if (edgeRank[e] < 0) edgeRank[e] = ranked++;
    arcRank[a] = 2 * edgeRank[e] + (arcEdge[a] & 1);
  }

  const patches = layPatches(graph, edgePatch, closed ? graph.patchCount : 0, bounds);
  return {
    graph,
    profile,
    edgePatch,
    costs,
    doorMetres: profile.doorMetres ?? 0,
    edgeEffective,
    edgeMm,
    longestEdgeMm,
    shift: bucketShift(edgeMm),
    bounds,
    arcs,
    arcEdge,
    edgeRank,
    arcRank,
    ...patches,
  };
}

function layPatches(graph: Graph, edgePatch: Int32Array, patchCount: number, bounds: Int32Array) {
  const { junctionCount, edgeCount, edgeFrom, edgeTo } = graph;
  const labelFrom = edgeFrom.slice();
  const labelTo = edgeTo.slice();
  const patchFirst = new Int32Array(patchCount + 2);
  const patchEdgeFirst = new Int32Array(patchCount + 2);
  if (patchCount === 0) {
    const none = new Int32Array(0);
    return {
      patchCount,
      patchFirst,
      slotJunction: none,
      slotGate: new Uint8Array(0),
      patchEdgeFirst,
      patchEdges: none,
      labelFrom,
      labelTo,
      labelCount: junctionCount,
    };
  }
  for (let e = 0; e < edgeCount; e++) if (edgePatch[e] > 0) patchEdgeFirst[edgePatch[e] + 1]++;
  for (let p = 1; p <= patchCount; p++) patchEdgeFirst[p + 1] += patchEdgeFirst[p];
  const patchEdges = new Int32Array(patchEdgeFirst[patchCount + 1]);
  const next = patchEdgeFirst.slice();
  for (let e = 0; e < edgeCount; e++) if (edgePatch[e] > 0) patchEdges[next[edgePatch[e]]++] = e;

  const slotJunction: number[] = [];
  const slotOf = new Int32Array(junctionCount).fill(-1);
  for (let p = 1; p <= patchCount; p++) {
    const first = slotJunction.length;
    patchFirst[p] = first;
    for (let i = patchEdgeFirst[p]; i < patchEdgeFirst[p + 1]; i++) {
      const e = patchEdges[i];
      for (const v of [edgeFrom[e], edgeTo[e]]) {
        // A slot number below `first` belongs to another patch that meets this one at the junction.
        if (slotOf[v] < first) {
          slotOf[v] = slotJunction.length;
          slotJunction.push(v);
        }
      }
      labelFrom[e] = junctionCount + slotOf[edgeFrom[e]];
      labelTo[e] = junctionCount + slotOf[edgeTo[e]];
    }
  }
  patchFirst[patchCount + 1] = slotJunction.length;
  const slotGate = new Uint8Array(slotJunction.length);
  for (let s = 0; s < slotJunction.length; s++) {
    const v = slotJunction[s];
    slotGate[s] = bounds[2 * v + 1] > bounds[2 * v] ? 1 : 0;
  }
  return {
    patchCount,
    patchFirst,
    slotJunction: Int32Array.from(slotJunction),
    slotGate,
    patchEdgeFirst,
    patchEdges,
    labelFrom,
    labelTo,
    labelCount: junctionCount + slotJunction.length,
  };
}

function bucketShift(edgeMm: Int32Array): number {
  if (edgeMm.length === 0) return 14;
  const median = edgeMm.slice().sort()[edgeMm.length >> 1];
  return Math.min(18, Math.max(10, 31 - Math.clz32(median | 1)));
}
