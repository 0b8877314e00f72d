/**
 * Brute force to compare routing with: every place, entrance, stop and piece of slope becomes a node of its own, weights are Float64
 * and differ by direction, the queue is a binary heap, and the rule of compounds is two copies of the graph with a door between
 * them at public nodes. Searched from the elder's door, whichever way the walk goes.
 */
import {
  CROSSING,
  GATE,
  KERB,
  NO_BACKWARD,
  NO_FORWARD,
  NO_WHEELCHAIR,
  RAMP,
  SIGNAL,
  STEPS,
  type Graph,
} from '../../src/network/graph';
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

/** What it takes to go from one node to the next: outwards from the elder, and back. */
interface Cost {
  readonly away: number;
  readonly back: number;
}

export function createOracle(graph: Graph, profile: Profile, entrances: Entrances, demand: Demand): Oracle {
  const { links } = entrances;
  const { direction = 'toFacility', doorMetres = 0 } = profile;
  const facilities = entrances.first.length - 1;
  const arcs: Arc[][] = Array.from({ length: graph.junctionCount }, () => []);
  const isPublic: boolean[] = Array.from({ length: graph.junctionCount }, () => false);
  const patchOf = (edge: number) => (profile.throughGates ? 0 : graph.edgePatch[edge]);
  const newNode = () => {
    isPublic.push(false);
    return arcs.push([]) - 1;
  };
  const join = (a: number, b: number, metres: number, { away, back }: Cost, patch: number) => {
    if (patch === 0) isPublic[a] = isPublic[b] = true;
    // The search starts at the elder's; who comes to the elder walks each arc the other way.
    const mean = (away + back) / 2;
    const ab = direction === 'toFacility' ? away : direction === 'fromFacility' ? back : mean;
    const ba = direction === 'toFacility' ? back : direction === 'fromFacility' ? away : mean;
    if (ab < Infinity) arcs[a].push({ to: b, metres, effective: ab, patch });
    if (ba < Infinity) arcs[b].push({ to: a, metres, effective: ba, patch });
  };

  const onEdge = new Map<number, { along: number; node: number }[]>();
  const place = (edge: number, along: number, perpendicular: number, extra: number): number => {
    const door = newNode();
    const foot = newNode();
    join(door, foot, perpendicular, { away: perpendicular + extra, back: perpendicular + extra }, -1);
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
          node: place(links.edge[i], links.along[i], links.perpendicular[i], 0),
          facility: f,
          patch: patchOf(links.edge[i]),
        });
  const homes = Array.from(demand.edge, (edge, k) =>
    place(edge, demand.along[k], demand.perpendicular[k], doorMetres),
  );

  for (let e = 0; e < graph.edgeCount; e++) {
    const length = graph.edgeMetres[e];
    const patch = patchOf(e);
    let node = graph.edgeFrom[e];
    let at = 0;
    const wait = (to: number, metres: number) => {
      join(node, to, 0, { away: metres, back: metres }, patch);
      node = to;
    };
    const walkTo = (to: number, along: number) => {
      join(node, to, along - at, stretch(graph, profile, e, at, along), patch);
      node = to;
      at = along;
    };
    const marks: { along: number; order: number; go: () => void }[] = [];
    for (const foot of onEdge.get(e) ?? [])
      marks.push({ along: foot.along, order: 1, go: () => walkTo(foot.node, foot.along) });
    const { relief, stops } = graph;
    if (relief !== undefined) {
      const pieces = relief.first[e + 1] - relief.first[e] - 1;
      for (let i = 1; i < pieces; i++) {
        const along = (i * length) / pieces;
        marks.push({ along, order: 0, go: () => walkTo(newNode(), along) });
      }
    }
    let lastWait = 0;
    for (let s = stops?.first[e] ?? 0; s < (stops?.first[e + 1] ?? 0); s++) {
      const along = stops!.along[s];
      const metres = waitAt(profile, stops!.kind[s], stops!.share[s]);
      if (along === length) lastWait += metres;
      else
        marks.push({
          along,
          order: along === 0 ? 0 : 2,
          go: () => {
            if (along > at) walkTo(newNode(), along);
            wait(newNode(), metres);
          },
        });
    }
    for (const mark of marks.sort((a, b) => a.along - b.along || a.order - b.order)) mark.go();
    walkTo(newNode(), length);
    wait(graph.edgeTo[e], lastWait);
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

/** A stretch of one edge within one piece of slope, walked forward and backward; Infinity where one may not. */
function stretch(graph: Graph, profile: Profile, edge: number, from: number, to: number): Cost {
  const cost = bothWays(graph, profile, edge, from, to);
  if (from === to) return cost;
  return {
    away: graph.edgeFlags[edge] & NO_FORWARD ? Infinity : cost.away,
    back: graph.edgeFlags[edge] & NO_BACKWARD ? Infinity : cost.back,
  };
}

function bothWays(graph: Graph, profile: Profile, edge: number, from: number, to: number): Cost {
  const { slope = 'none', maxSlope = Infinity, stepsClosed = false, wheelchair = false } = profile;
  const metres = to - from;
  if (metres === 0) return { away: 0, back: 0 };
  const flags = graph.edgeFlags[edge];
  const shut = { away: Infinity, back: Infinity };
  if (wheelchair && (flags & NO_WHEELCHAIR) !== 0) return shut;
  if ((flags & STEPS) !== 0) {
    if (stepsClosed && !(wheelchair && (flags & RAMP) !== 0)) return shut;
    return { away: metres * profile.stepsFactor, back: metres * profile.stepsFactor };
  }
  if (graph.relief === undefined) return { away: metres, back: metres };
  const { first, heights } = graph.relief;
  const pieces = first[edge + 1] - first[edge] - 1;
  const run = graph.edgeMetres[edge] / pieces;
  const piece = Math.min(pieces - 1, Math.floor((from + to) / 2 / run));
  const rise = (heights[first[edge] + piece + 1] - heights[first[edge] + piece]) / run;
  if (Number.isNaN(rise)) return { away: metres, back: metres };
  if (Math.abs(rise) > maxSlope) return shut;
  return { away: metres * factorOf(slope, rise), back: metres * factorOf(slope, -rise) };
}

/** The speeds of domain.md §2.4, level speed over speed on the slope, and never faster than on the level. */
function factorOf(slope: NonNullable<Profile['slope']>, s: number): number {
  const tobler = (x: number) => 6 * Math.exp(-3.5 * Math.abs(x + 0.05));
  const irmischer = (x: number) => 0.11 + Math.exp(-((100 * x + 5) ** 2) / 1800);
  const hour = 3600 / 5000;
  const factor = {
    none: 1,
    tobler: tobler(0) / tobler(s),
    'irmischer-clarke': irmischer(0) / irmischer(s),
    naismith: s > 0 ? (hour + 6 * s) / hour : 1,
  }[slope];
  return Math.max(1, factor);
}

function waitAt(profile: Profile, kind: number, share: number): number {
  if (profile.wheelchair === true && kind & KERB) return Infinity;
  let metres = 0;
  if (kind & CROSSING) metres += profile.crossingMetres ?? 0;
  if (kind & SIGNAL) metres += profile.signalMetres ?? 0;
  if (kind & GATE) metres += profile.gateMetres ?? 0;
  return metres * share;
}
