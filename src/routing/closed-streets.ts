/** What a walker cannot use: how much street, and which places lie on it. */
import { CLOSED } from './edge-costs';
import { offsetFromEnd, offsetFromStart, type Demand } from './demand';
import type { Searcher } from './searcher';

/** Metres of street that are closed to the searcher's walker: whole edges, and steep pieces of others. */
export function closedMetres({ costs, graph }: Searcher): number {
  const { closed, knotAlong, knotClosed, knotFirst } = costs;
  let metres = 0;
  for (let e = 0; e < graph.edgeCount; e++) {
    if (closed[e] === CLOSED) metres += graph.edgeMetres[e];
    for (let k = knotFirst[e] + 1; k < knotFirst[e + 1]; k++)
      if (knotClosed[k] > knotClosed[k - 1]) metres += knotAlong[k] - knotAlong[k - 1];
  }
  return metres;
}

/** Whether neither end of its street can be reached from a demand point. */
export function isShutIn(searcher: Searcher, demand: Demand, k: number): boolean {
  return offsetFromStart(searcher, demand, k) === Infinity && offsetFromEnd(searcher, demand, k) === Infinity;
}
