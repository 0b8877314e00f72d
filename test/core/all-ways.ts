/** Metres between any two junctions along the streets that `isOpen`, by Floyd and Warshall. */
import type { Graph } from '../../src/network/graph';

export function waysBetweenJunctions(
  { junctionCount: n, edgeCount, edgeFrom, edgeTo, edgeMetres }: Graph,
  isOpen: (edge: number) => boolean = () => true,
): number[][] {
  const way = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 0 : Infinity)),
  );
  for (let e = 0; e < edgeCount; e++) {
    if (!isOpen(e)) continue;
    const [a, b] = [edgeFrom[e]!, edgeTo[e]!];
    way[a]![b] = way[b]![a] = Math.min(way[a]![b]!, edgeMetres[e]!);
    if (a === b) way[a]![a] = 0;
  }
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) way[i]![j] = Math.min(way[i]![j]!, way[i]![k]! + way[k]![j]!);
  return way;
}
