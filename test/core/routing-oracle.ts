/**
 * Brute force to compare routing with: every place and entrance becomes a node of its own, weights are Float64, the queue is a
 * binary heap, and the rule of compounds is two copies of the graph with a door between them at public nodes.
 */
import { STEPS, type Graph } from '../../src/network/graph';
import type { Demand } from '../../src/routing/demand';
import type { Entrances } from '../../src/routing/entrances';
import type { Profile } from '../../src/routing/profile';

export interface OracleAnswer {
  /** Per facility: effective metres and metres of the best way, Infinity where none leads. */
  readonly effective: Float64Array;
  readonly metres: Float64Array;
}

interface Arc {
  readonly to: number;
  readonly metres: number;
  readonly effective: number;
  /** -1: the walk between a place and its street, open to all. */
  readonly patch: number;
}

export interface Oracle {
  /**
   * Exact for all ways up to `atLeast` effective metres and for the nearest facility; farther ones may be Infinity.
   * 'twoLegs' is the rule; 'union' lets a trip use both patches in any order, to see how often that differs.
   */
  answer(point: number, rule?: 'twoLegs' | 'union', atLeast?: number): OracleAnswer;
}

export function createOracle(graph: Graph, profile: Profile, entrances: Entrances, demand: Demand): Oracle {
  const { links } = entrances;
  const facilities = entrances.first.length - 1;
  const arcs: Arc[][] = Array.from({ length: graph.junctionCount }, () => []);
  const isPublic: boolean[] = Array.from({ length: graph.junctionCount }, () => false);
  const patchOf = (edge: number) => (profile.throughGates ? 0 : graph.edgePatch[edge]);
  const newNode = () => {
    isPublic.push(false);
    return arcs.push([]) - 1;
  };
  const join = (a: number, b: number, metres: number, factor: number, patch: number) => {
    arcs[a].push({ to: b, metres, effective: metres * factor, patch });
    arcs[b].push({ to: a, metres, effective: metres * factor, patch });
    if (patch === 0) isPublic[a] = isPublic[b] = true;
  };

  const onEdge = new Map<number, { along: number; node: number }[]>();
  const place = (edge: number, along: number, perpendicular: number): number => {
    const door = newNode();
    const foot = newNode();
    join(door, foot, perpendicular, 1, -1);
    const list = onEdge.get(edge) ?? [];
    list.push({ along, node: foot });
    onEdge.set(edge, list);
    return door;
  };
  const doors: { node: number; facility: number; patch: number }[] = [];
  for (let f = 0; f < facilities; f++)
    for (let i = entrances.first[f]; i < entrances.first[f + 1]; i++)
      if (links.edge[i] >= 0)
        doors.push({
          node: place(links.edge[i], links.along[i], links.perpendicular[i]),
          facility: f,
          patch: patchOf(links.edge[i]),
        });
  const homes = Array.from(demand.edge, (edge, k) => place(edge, demand.along[k], demand.perpendicular[k]));

  for (let e = 0; e < graph.edgeCount; e++) {
    const factor = (graph.edgeFlags[e] & STEPS) !== 0 ? profile.stepsFactor : 1;
    let node = graph.edgeFrom[e];
    let at = 0;
    for (const foot of (onEdge.get(e) ?? []).sort((a, b) => a.along - b.along)) {
      join(node, foot.node, foot.along - at, factor, patchOf(e));
      node = foot.node;
      at = foot.along;
    }
    join(node, graph.edgeTo[e], graph.edgeMetres[e] - at, factor, patchOf(e));
  }

  function walk(
    from: number,
    home: number,
    away: number,
    rule: 'twoLegs' | 'union',
    boundAt: (state: number, effective: number) => number,
  ) {
    // Node × 2, plus 1 on the second leg.
    const best = new Float64Array(2 * arcs.length).fill(Infinity);
    const metres = new Float64Array(2 * arcs.length).fill(Infinity);
    const done = new Uint8Array(2 * arcs.length);
    const heap: [number, number][] = [];
    const offer = (node: number, effective: number, length: number) => {
      if (effective >= best[node]) return;
      best[node] = effective;
      metres[node] = length;
      let i = heap.push([effective, node]) - 1;
      while (i > 0) {
        const up = (i - 1) >> 1;
        if (heap[up][0] <= heap[i][0]) break;
        [heap[up], heap[i]] = [heap[i], heap[up]];
        i = up;
      }
    };
    const take = () => {
      const top = heap[0];
      const last = heap.pop()!;
      if (heap.length > 0) {
        heap[0] = last;
        for (let i = 0; ;) {
          let child = 2 * i + 1;
          if (child >= heap.length) break;
          if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) child++;
          if (heap[i][0] <= heap[child][0]) break;
          [heap[child], heap[i]] = [heap[i], heap[child]];
          i = child;
        }
      }
      return top[1];
    };
    offer(2 * from, 0, 0);
    while (heap.length > 0) {
      const state = take();
      if (done[state]) continue;
      done[state] = 1;
      if (best[state] > boundAt(state, best[state])) break;
      const node = state >> 1;
      const isSecond = (state & 1) === 1;
      if (!isSecond && (isPublic[node] || home === away || rule === 'union'))
        offer(state + 1, best[state], metres[state]);
      for (const arc of arcs[node]) {
        const isOpen =
          arc.patch <= 0 ||
          (rule === 'union'
            ? arc.patch === home || arc.patch === away
            : arc.patch === (isSecond ? away : home));
        if (isOpen) offer(2 * arc.to + (state & 1), best[state] + arc.effective, metres[state] + arc.metres);
      }
    }
    return { best, metres };
  }

  return {
    answer(point, rule = 'twoLegs', atLeast = Infinity) {
      const home = patchOf(demand.edge[point]);
      const effective = new Float64Array(facilities).fill(Infinity);
      const metres = new Float64Array(facilities).fill(Infinity);
      let nearest = Infinity;
      for (const away of new Set(doors.map((door) => door.patch))) {
        const states = new Set(doors.filter((door) => door.patch === away).map((door) => 2 * door.node + 1));
        let found = nearest;
        // Farther than the nearest door (plus 1 m) and than `atLeast` nothing matters.
        const walked = walk(homes[point], home, away, rule, (state, effective) => {
          if (states.has(state)) found = Math.min(found, effective);
          return Math.max(atLeast, found) + 1;
        });
        nearest = found;
        for (const door of doors) {
          if (door.patch !== away) continue;
          const state = 2 * door.node + 1;
          if (walked.best[state] < effective[door.facility]) {
            effective[door.facility] = walked.best[state];
            metres[door.facility] = walked.metres[state];
          }
        }
      }
      return { effective, metres };
    },
  };
}
