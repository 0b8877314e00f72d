/** What one meets along a way: climbs and descents, crossings and gates. For a reader, not for a search. */
import type { WayFacts } from '../domain/stories';
import { CROSSING, GATE, SIGNAL, type Graph } from '../network/graph';
import type { Leg } from './path';

/** Of legs in the order walked. */
export function wayFacts(graph: Graph, legs: readonly Leg[]): WayFacts {
  let climbMetres = 0;
  let descentMetres = 0;
  const passed = { [CROSSING]: 0, [SIGNAL]: 0, [GATE]: 0 };
  for (const leg of legs) {
    if (leg.from === leg.to) continue;
    for (const rise of risesOf(graph, leg)) {
      if (rise > 0) climbMetres += rise;
      else descentMetres -= rise;
    }
    const { stops } = graph;
    const [low, high] = [Math.min(leg.from, leg.to), Math.max(leg.from, leg.to)];
    for (let s = stops?.first[leg.edge] ?? 0; s < (stops?.first[leg.edge + 1] ?? 0); s++) {
      const along = stops!.along[s];
      // Who stands at a stop stands before it, as seen from the edge's start: `metresAlong` counts so.
      const isMet =
        along === 0
          ? low === 0
          : along === graph.edgeMetres[leg.edge]
            ? high === along
            : along >= low && along < high;
      if (!isMet) continue;
      for (const kind of [CROSSING, SIGNAL, GATE] as const)
        if ((stops!.kind[s] & kind) !== 0) passed[kind] += stops!.share[s];
    }
  }
  return {
    climbMetres,
    descentMetres,
    crossings: passed[CROSSING],
    signals: passed[SIGNAL],
    gates: passed[GATE],
  };
}

/** Metres up (or, negative, down) over each piece of slope that a leg touches, in the direction walked. */
function risesOf({ edgeMetres, relief }: Graph, { edge, from, to }: Leg): number[] {
  if (relief === undefined) return [];
  const first = relief.first[edge];
  const pieces = relief.first[edge + 1] - 1 - first;
  const run = edgeMetres[edge] / pieces;
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const rises: number[] = [];
  for (let i = 0; i < pieces; i++) {
    const metres = Math.min(high, (i + 1) * run) - Math.max(low, i * run);
    const rise = relief.heights[first + i + 1] - relief.heights[first + i];
    if (metres > 0 && !Number.isNaN(rise)) rises.push((rise * metres * (to > from ? 1 : -1)) / run);
  }
  return rises;
}
