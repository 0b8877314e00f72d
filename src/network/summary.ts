/** The network in a few numbers, for the page and the brief. */
import type { StreetSummary } from '../domain/findings';
import { STEPS, type Graph } from './graph';

export function summariseStreets(graph: Graph): StreetSummary {
  let metres = 0;
  let stepsMetres = 0;
  for (let e = 0; e < graph.edgeCount; e++) {
    metres += graph.edgeMetres[e]!;
    if ((graph.edgeFlags[e]! & STEPS) !== 0) stepsMetres += graph.edgeMetres[e]!;
  }
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < graph.shapeLons.length; i++) {
    bounds[0] = Math.min(bounds[0], graph.shapeLons[i]!);
    bounds[1] = Math.min(bounds[1], graph.shapeLats[i]!);
    bounds[2] = Math.max(bounds[2], graph.shapeLons[i]!);
    bounds[3] = Math.max(bounds[3], graph.shapeLats[i]!);
  }
  return {
    edges: graph.edgeCount,
    metres,
    components: graph.componentMetres.length,
    islands: graph.componentIsland.reduce((sum, island) => sum + island, 0),
    patches: graph.patchCount,
    stepsMetres,
    bounds,
  };
}
