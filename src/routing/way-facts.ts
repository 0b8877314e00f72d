/** What one meets along a way: climbs and descents, crossings and gates. For a reader, not for a search. */
import type { WayFacts } from '../domain/stories';
import { CROSSING, GATE, SIGNAL, type Graph } from '../network/graph';
import { mappedKind } from './condition-costs';
import type { Leg } from './path';

/** Of legs in the order walked. */
export function wayFacts(graph: Graph, legs: readonly Leg[]): WayFacts {
  let climbMetres = 0;
  let descentMetres = 0;
  const passed = { [CROSSING]: 0, [SIGNAL]: 0, [GATE]: 0 };
  let countedSteps = 0;
  for (const leg of legs) {
    if (leg.from === leg.to) continue;
    for (const rise of risesOf(graph, leg)) {
      if (rise > 0) climbMetres += rise;
      else descentMetres -= rise;
    }
    const { stops } = graph;
    const known = graph.conditions?.edges.get(leg.edge);
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
      const isInside = along > 0 && along < graph.edgeMetres[leg.edge];
      const met = known && isInside ? mappedKind(stops!.kind[s], known, along) : stops!.kind[s];
      for (const kind of [CROSSING, SIGNAL, GATE] as const)
        if ((met & kind) !== 0) passed[kind] += stops!.share[s];
    }
    for (const { along, crossing, steps } of known?.spots ?? []) {
      if (along < low || along >= high) continue;
      if (crossing !== null) passed[crossing === 'signal' ? SIGNAL : CROSSING]++;
      countedSteps += steps;
    }
  }
  return {
    climbMetres,
    descentMetres,
    crossings: passed[CROSSING],
    signals: passed[SIGNAL],
    gates: passed[GATE],
    ...(countedSteps > 0 ? { countedSteps } : {}),
  };
}

/**
 * Metres up (or, negative, down) over each piece of slope that a leg touches, in the direction walked. Where an audit says how
 * steep it is but not which way, nobody knows.
 */
function risesOf(graph: Graph, leg: Leg): number[] {
  const sloped = (graph.conditions?.edges.get(leg.edge)?.spans ?? []).filter(({ slope }) => slope !== null);
  const [low, high] = [Math.min(leg.from, leg.to), Math.max(leg.from, leg.to)];
  const sign = leg.to > leg.from ? 1 : -1;
  const rises: number[] = [];
  let at = low;
  for (const { from, to, slope, isEither } of sloped) {
    const [start, end] = [Math.max(low, from), Math.min(high, to)];
    if (end <= start) continue;
    rises.push(...groundRises(graph, leg.edge, at, start, sign));
    if (!isEither) rises.push(slope! * (end - start) * sign);
    at = end;
  }
  rises.push(...groundRises(graph, leg.edge, at, high, sign));
  return rises;
}

/** The same by the elevation alone, between two places of an edge. */
function groundRises(
  { edgeMetres, relief }: Graph,
  edge: number,
  low: number,
  high: number,
  sign: 1 | -1,
): number[] {
  if (relief === undefined || high <= low) return [];
  const first = relief.first[edge];
  const pieces = relief.first[edge + 1] - 1 - first;
  const run = edgeMetres[edge] / pieces;
  const rises: number[] = [];
  for (let i = 0; i < pieces; i++) {
    const metres = Math.min(high, (i + 1) * run) - Math.max(low, i * run);
    const rise = relief.heights[first + i + 1] - relief.heights[first + i];
    if (metres > 0 && !Number.isNaN(rise)) rises.push((rise * metres * sign) / run);
  }
  return rises;
}
