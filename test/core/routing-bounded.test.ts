/** Searches larger than the queue's first room, and limits beyond its first buckets, against relaxing every arc until nothing changes. */
import { expect, test } from 'vitest';
import { createBoundedSearch } from '../../src/routing/bounded-search';
import { createSearcher, type Searcher } from '../../src/routing/searcher';
import { loadGothenburg } from './routing-networks';

/** mm from a junction, over public streets; Infinity beyond the limit. */
function distancesFrom({ bounds, arcs, graph }: Searcher, source: number, limitMm: number): Float64Array {
  const mm = new Float64Array(graph.junctionCount).fill(Infinity);
  mm[source] = 0;
  for (let round = [source]; round.length > 0;) {
    const next = new Set<number>();
    for (const u of round)
      for (let a = bounds[2 * u]!; a < bounds[2 * u + 1]!; a++) {
        const through = mm[u]! + arcs[2 * a + 1]!;
        if (through > limitMm || through >= mm[arcs[2 * a]!]!) continue;
        mm[arcs[2 * a]!] = through;
        next.add(arcs[2 * a]!);
      }
    round = [...next];
  }
  return mm;
}

test('one search after another, from a street to the whole city', async () => {
  const searcher = createSearcher(await loadGothenburg(), { stepsFactor: 3, throughGates: false });
  const { junctionCount } = searcher.graph;
  const search = createBoundedSearch(searcher);
  let most = 0;
  for (const [source, limitMm] of [
    [0, 200_000],
    [Math.floor(junctionCount / 2), 3_000_000],
    [Math.floor(junctionCount / 3), 200_000_000],
    [7, 500_000],
    [junctionCount - 1, 500_000_000],
    // Bases slide down by every limit and start anew from above.
    [1, 500_000_000],
    [1, 500_000_000],
  ] as const) {
    const truth = distancesFrom(searcher, source, limitMm);
    search.begin(limitMm);
    search.seed(source, 0);
    const count = search.run(0);
    const settled = [...search.settled.subarray(0, count)];
    expect(new Set(settled).size).toBe(count);
    expect(count).toBe(truth.reduce((reached, mm) => reached + (mm === Infinity ? 0 : 1), 0));
    for (const v of settled) expect(search.distance[v]! - search.base()).toBe(truth[v]);
    most = Math.max(most, count);
  }
  // More entries of two words than the queue has room for at first.
  expect(2 * most).toBeGreaterThan(1 << 13);
});
